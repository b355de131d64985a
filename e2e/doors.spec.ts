import type { Server } from "node:http";
import { expect, test } from "@playwright/test";
import { type Desk, freePair, startDesk } from "./desk.ts";
import { agentPage, complaints, setUp, Widget, WORDS } from "./people.ts";
import { startProxy } from "./proxy.ts";

/** A network that blocks sockets: the visitor's page goes through a proxy that cuts every upgrade until it is told otherwise. */

let desk: Desk;
let proxy: Server;
let page: string;
let blocked = true;

test.beforeAll(async () => {
  const port = await freePair();
  const own = `http://localhost:${port}`;
  desk = await startDesk({ args: ["--url", own, "--no-demo"] });
  page = `${own}/page`;
  proxy = await startProxy({
    port,
    target: desk.server,
    pages: {
      "/page": {
        csp: "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'; require-trusted-types-for 'script'; trusted-types lit-html",
        html: `<!doctype html><html lang="en"><head><title>Page</title></head><body><h1>Page</h1>
          <script type="module" src="/widget/v1/support-widget.js"></script><support-widget></support-widget></body></html>`,
      },
    },
  });
  const [through] = proxy.listeners("upgrade");
  proxy.removeAllListeners("upgrade");
  proxy.on("upgrade", (request, socket, head) => {
    if (blocked) socket.destroy();
    else through?.call(proxy, request, socket, head);
  });
});
test.afterAll(async () => {
  proxy.closeAllConnections();
  proxy.close();
  await desk.destroy();
});

const DOOR = /\/widget\/v1\/rescue-\w+\.js$/;

test("blocked: everything works over HTTP; unblocked: the client comes back to a socket", async ({ browser }) => {
  const words = WORDS.en;
  const anna = await agentPage(browser, words);
  await setUp(desk, anna);

  const visitor = await (await browser.newContext({ locale: words.lang })).newPage();
  const said = complaints(visitor);
  const asked: string[] = [];
  visitor.on("request", (request) => asked.push(request.url()));
  const opened: string[] = [];
  visitor.on("websocket", (socket) => socket.on("framereceived", ({ payload }) => opened.push(String(payload))));
  await visitor.goto(page);
  const widget = new Widget(visitor, words);
  await widget.open();
  await widget.say(words.question);
  await expect(widget.log.getByRole("heading", { name: words.article })).toBeVisible();
  expect(asked.filter((url) => DOOR.test(url))).toHaveLength(1);
  expect(opened).toEqual([]);
  await widget.say("I want a human");
  await expect(widget.panel.getByText(words.received)).toBeVisible();
  // Nothing looks different.
  await expect(widget.panel.getByText(/No connection|Connecting/)).toHaveCount(0);

  await expect(widget.log.getByText("Sent", { exact: true })).toBeVisible();

  await anna.goto(`${desk.server}/console`);
  await anna.getByText(words.question).first().click();
  await anna.getByRole("button", { name: words.takeOver, exact: true }).first().click();
  await expect(widget.panel.getByText(words.answering)).toBeVisible();
  const reply = anna.getByRole("textbox", { name: words.reply });
  // A sign is not kept for who was just between two questions: it comes again as long as Anna goes on.
  await expect(async () => {
    await reply.pressSequentially("He");
    await expect(widget.panel.getByText("Anna is typing…")).toBeVisible({ timeout: 1_000 });
  }).toPass({ timeout: 60_000 });
  await reply.fill("Hello over HTTP");
  await anna.getByRole("button", { name: words.send, exact: true }).click();
  await expect(widget.log.getByText("Hello over HTTP", { exact: true })).toBeVisible();
  await widget.say("Thanks, one more thing");
  await expect(anna.getByRole("log").getByText("Thanks, one more thing").last()).toBeVisible();
  await expect(widget.log.getByText("Read", { exact: true })).toBeVisible();

  blocked = false;
  await visitor.evaluate(() => window.dispatchEvent(new Event("online")));
  await expect.poll(() => opened.join("\n")).toContain('"welcome"');
  const polls = () => asked.filter((url) => /\/(events|frames)(\?|$)/.test(url)).length;
  // The page has heard that word too, and what it had asked for until then has been told here.
  await visitor.evaluate(() => undefined);
  const before = polls();
  await reply.fill("Hello over the socket");
  await anna.getByRole("button", { name: words.send, exact: true }).click();
  await expect(widget.log.getByText("Hello over the socket", { exact: true })).toBeVisible();
  await widget.say("Better");
  await expect(anna.getByRole("log").getByText("Better", { exact: true }).last()).toBeVisible();
  expect(polls()).toBe(before);
  for (const p of [anna, visitor]) await p.context().close();
  // A cut upgrade is the network's complaint, not the page's.
  expect(said.filter((text) => !/WebSocket connection|ERR_/.test(text))).toEqual([]);
});

test("not blocked: the file of the other door is never asked for", async ({ page: visitor }) => {
  blocked = false;
  const asked: string[] = [];
  visitor.on("request", (request) => asked.push(request.url()));
  await visitor.goto(page);
  const widget = new Widget(visitor, WORDS.en);
  await widget.open();
  await widget.say(WORDS.en.question);
  await expect(widget.log.getByRole("heading", { name: WORDS.en.article })).toBeVisible();
  expect(asked.filter((url) => DOOR.test(url) || /\/(events|frames)(\?|$)/.test(url))).toEqual([]);
});
