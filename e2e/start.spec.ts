import { spawnSync } from "node:child_process";
import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, test } from "@playwright/test";
import type { ConversationResponse } from "../protocol/api.ts";
import { BEGINNINGS_BURST } from "../protocol/limits.ts";
import { ROOT } from "../scripts/paths.ts";
import { type Desk, freePair, startDesk } from "./desk.ts";
import { agentPage, setUp, visitorPage, Widget, WORDS } from "./people.ts";

/** What an operator does with `npm start`. */

const run = (...args: string[]) => {
  const done = spawnSync(process.execPath, ["scripts/start.ts", ...args], {
    cwd: ROOT,
    encoding: "utf8",
    timeout: 120_000,
  });
  return { code: done.status, said: `${done.stdout}${done.stderr}`.trim() };
};
/** `headers`: as a proxy before it would add them. */
const begin = (desk: Desk, headers: Record<string, string> = {}) =>
  fetch(`${desk.server}/v1/conversations`, {
    method: "POST",
    headers: { Origin: desk.demo, "Content-Type": "application/json", ...headers },
    body: '{"site":"default"}',
  });
/** A conversation's socket that has said hello, as clients do; `closed`: with which code the server ends it. */
async function connect(desk: Desk): Promise<{ closed: Promise<number> }> {
  const response = await begin(desk);
  const { conversationId, token } = (await response.json()) as ConversationResponse;
  const url = `${desk.server.replace("http", "ws")}/v1/conversations/${conversationId}/socket`;
  // Node's WebSocket takes headers; a browser sets Origin by itself.
  const options = { protocols: ["deskbell.1", `t.${token}`], headers: { Origin: desk.demo } };
  const socket = new WebSocket(url, options as unknown as string[]);
  const closed = new Promise<number>((resolve) => socket.addEventListener("close", (event) => resolve(event.code)));
  await new Promise((resolve) => socket.addEventListener("open", resolve));
  const welcome = new Promise((resolve) => socket.addEventListener("message", resolve));
  socket.send(JSON.stringify({ type: "hello", have: { public: 0 }, epoch: null }));
  await welcome;
  return { closed };
}
const folder = () => mkdtemp(join(tmpdir(), "deskbell-start-"));

test("a second start finds the same conversations; the set-up link has closed; Ctrl-C drains", async ({ browser }) => {
  const words = WORDS.en;
  const first = await startDesk();
  const agent = await agentPage(browser, words);
  await setUp(first, agent);
  const { page } = await visitorPage(browser, words);
  const { closed } = await connect(first);
  await page.goto(first.demo);
  const widget = new Widget(page, words);
  await widget.open();
  await widget.say("Could you send me a printed manual?");
  await expect(widget.panel.getByText(words.received)).toBeVisible();

  expect(await first.stop()).toBe(0);
  expect(await closed).toBe(1012);

  const port = Number(new URL(first.server).port);
  const second = await startDesk({ data: first.data, port, args: ["--trust-proxy"] });
  expect(second.setupLink).toBeNull();
  await agent.goto(first.setupLink ?? "");
  await expect(agent.getByText("Deskbell is set up already")).toBeVisible();
  // Both open pages find the new process by themselves, and the visitor's next message arrives.
  await widget.say("Are you back?");
  await expect(widget.log.getByText("Sending…")).toHaveCount(0);
  await agent.goto(`${second.server}/console`);
  await agent.getByText("Are you back?").first().click();
  await expect(agent.getByText("Could you send me a printed manual?").last()).toBeVisible();
  // What the proxy says last counts: one network has had enough, others have not.
  const from = (address: string) => begin(second, { "X-Forwarded-For": `198.51.100.9, ${address}` });
  const many = await Promise.all(Array.from({ length: 3 * BEGINNINGS_BURST }, () => from("203.0.113.7")));
  expect(many.map(({ status }) => status)).toContain(429);
  expect((await from("203.0.113.8")).status).toBe(201);
  await second.destroy();
});

test("one clear line for a busy port, an unwritable folder, a wrong option, a broken article", async () => {
  const busy = createServer();
  await new Promise<void>((resolve) => busy.listen(0, "127.0.0.1", resolve));
  const { port } = busy.address() as { port: number };
  const taken = run("--port", String(port), "--data", await folder());
  busy.close();
  expect(taken).toEqual({
    code: 1,
    said: `Port ${port} is in use. If Deskbell runs there, stop it first (Ctrl-C). Otherwise choose another one with --port N (N and N+1 must be free).`,
  });

  const file = join(await folder(), "file");
  await writeFile(file, "");
  const free = String(await freePair());
  expect(run("--port", free, "--data", join(file, "data")).said).toMatch(
    /^The data folder .* cannot be written \(\w+\)\. Choose another one with --data DIR\.$/,
  );

  expect(run("--port", "high")).toMatchObject({ code: 1, said: "--port: a number from 1 to 65534 expected, got high" });
  expect(run("--bogus").code).toBe(1);
  expect(run("--help").said).toContain("npm start -- [options]");

  const kb = await folder();
  await mkdir(join(kb, "demo/en/general"), { recursive: true });
  await writeFile(
    join(kb, "demo/en/general/broken.md"),
    "---\ntitle: Broken\nupdated: 2026-11-01\ncolour: red\n---\n\n[x](javascript:alert(1))\n",
  );
  const broken = run("--port", free, "--data", await folder(), "--kb", kb);
  expect(broken.code).toBe(1);
  expect(broken.said).toMatch(/broken\.md:4: .*colour/);
  expect(broken.said).toMatch(/broken\.md:7: .*javascript/);
  expect(broken.said).not.toMatch(/\n\s+at /);
  await rm(kb, { recursive: true });
});
