import { randomBytes } from "node:crypto";
import { readFileSync } from "node:fs";
import { mkdtemp, rm } from "node:fs/promises";
import { request } from "node:http";
import { connect, type Socket } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, test } from "@playwright/test";
import type { ConversationResponse } from "../protocol/api.ts";
import { RawDesk, SHOP } from "./compat/raw-desk.ts";
import { present, type Release } from "./compat/release.ts";
import { askAndEscalate, openVisitor, until } from "./compat/story.ts";

/* What only the real runtime can show: huge frames, headers that lie. No browser. */

let folder = "";
let desk: RawDesk;
let now: Release;
test.beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "deskbell-abuse-"));
  desk = await RawDesk.in(folder);
  now = await present(folder);
  await desk.run(now);
});
test.afterAll(async () => {
  await desk.kill();
  await rm(folder, { recursive: true, force: true });
});

const MB = 1_000_000;
/** Under what one conversation may have open. */
const AT_ONCE = 20;
const CLOSE_1009 = Buffer.from([0x03, 0xf1]);

async function begin(): Promise<ConversationResponse> {
  const headers = { Origin: SHOP, "Content-Type": "application/json" };
  const response = await fetch(`${desk.server}/v1/conversations`, { method: "POST", headers, body: '{"site":"demo"}' });
  if (response.status !== 201) throw new Error(`${response.status}`);
  return (await response.json()) as ConversationResponse;
}

/** Not by fetch, which writes Host itself. */
function post(path: string, headers: Record<string, string>): Promise<string> {
  return new Promise((resolve, reject) => {
    const asked = request(`${desk.server}${path}`, { method: "POST", headers }, (answer) => {
      let text = "";
      answer.setEncoding("utf8").on("data", (part: string) => {
        text += part;
      });
      answer.once("end", () => resolve(text));
    });
    asked.once("error", reject).end();
  });
}

/** An open WebSocket by hand: a browser's or Node's would copy each frame several times. */
async function rawSocket({ conversationId, token }: ConversationResponse): Promise<Socket> {
  const socket = connect(Number(new URL(desk.server).port), "127.0.0.1");
  socket.on("error", () => undefined);
  const lines = [
    `GET /v1/conversations/${conversationId}/socket HTTP/1.1`,
    `Host: ${new URL(desk.server).host}`,
    `Origin: ${SHOP}`,
    "Connection: Upgrade",
    "Upgrade: websocket",
    "Sec-WebSocket-Version: 13",
    `Sec-WebSocket-Key: ${randomBytes(16).toString("base64")}`,
    `Sec-WebSocket-Protocol: deskbell.1, t.${token}`,
  ];
  socket.write(`${lines.join("\r\n")}\r\n\r\n`);
  const [head] = (await new Promise<[Buffer]>((resolve) => socket.once("data", (data) => resolve([data])))) ?? [];
  if (!String(head).startsWith("HTTP/1.1 101")) throw new Error(String(head));
  return socket;
}

/** One text frame of so many bytes, masked with zeros. Resolves with what the server said until it closed. */
async function sendFrame(socket: Socket, bytes: number): Promise<Buffer> {
  const said: Buffer[] = [];
  socket.on("data", (data) => said.push(data));
  const over = () => socket.destroyed || Buffer.concat(said).includes(CLOSE_1009);
  const closed = new Promise<void>((resolve) => {
    socket.on("close", () => resolve());
    socket.on("data", () => over() && resolve());
  });
  const head = Buffer.alloc(14);
  head[0] = 0x81;
  head[1] = 0x80 | 127;
  head.writeBigUInt64BE(BigInt(bytes), 2);
  socket.write(head);
  const chunk = Buffer.alloc(64 * 1024, "x");
  for (let sent = 0; sent < bytes && !over(); sent += chunk.length) {
    const part = chunk.subarray(0, Math.min(chunk.length, bytes - sent));
    if (!socket.write(part))
      await Promise.race([closed, new Promise<void>((resolve) => socket.once("drain", resolve))]);
  }
  // The server's close frame is answered with the end of the connection.
  await until("it is closed", over);
  socket.destroy();
  return Buffer.concat(said);
}

const memory = () => Number(/VmRSS:\s+(\d+)/.exec(readFileSync(`/proc/${desk.pid}/status`, "utf8"))?.[1] ?? 0) / 1024;

test("frames of 30 MB at once are too big, nothing of them is kept, and others are served meanwhile", async () => {
  const bystander = openVisitor(now.client, desk);
  const session = await begin();
  const sockets = await Promise.all(Array.from({ length: AT_ONCE }, () => rawSocket(session)));
  const storm = Promise.all(sockets.map((socket) => sendFrame(socket, 30 * MB)));
  await askAndEscalate(bystander);
  bystander.stop();
  for (const said of await storm) expect(said.toString("latin1")).toContain('{"type":"error","code":"too_big"}');
  // The runtime itself puts a frame together before anybody can refuse it, so the peak is its own; what stays is ours.
  await until("the memory comes back", () => memory() < (AT_ONCE * 30) / 2);
});

test("a frame over the runtime's own 32 MiB closes its socket, and nothing else", async () => {
  const said = await sendFrame(await rawSocket(await begin()), 40 * MB);
  expect(said.includes(CLOSE_1009)).toBe(true);
  await begin();
});

test("links are made of the configured address, whatever the request calls the server", async () => {
  const cookie = await desk.setUp();
  const visitor = openVisitor(now.client, desk);
  const id = await askAndEscalate(visitor);
  visitor.stop();
  const lies = { Host: "evil.example", "X-Forwarded-Host": "evil.example", Forwarded: "host=evil.example" };
  const own = { Origin: desk.server, Cookie: cookie, "X-Deskbell": "1" };
  const body = await post(`/v1/console/conversations/${id}/return-link`, { ...own, ...lies });
  expect(body).toContain(`"url":"${desk.server}/r#`);
  expect(body).not.toContain("evil");
});
