import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import { knownRequests, refreshRequests } from "./known-requests.ts";
import type { AnyCommand } from "./queue.ts";
import { Desk, idOf as id } from "./testing/desk.ts";
import { KEY, waiting } from "./testing/visit.ts";
import { type Reply, refusal } from "./testing/world.ts";

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

const tick = (ms = 1) => vi.advanceTimersByTimeAsync(ms);

/** Two requests; "a", "b" and "c" were written in the first one offline, then the second one was opened. */
async function left() {
  const desk = new Desk();
  const tab = await desk.with(2);
  tab.open(id(1));
  await tick(1_000);
  desk.world.onSocket = (socket) => socket.end(1006);
  desk.world.socket.end(1006);
  for (const text of ["a", "b", "c"]) tab.sendMessage(text);
  tab.open(id(2));
  tab.sendMessage("here");
  await tick(100);
  return { desk, tab };
}

/** The frames route of the first conversation, as the model server answers. */
function frames(desk: Desk, answer: (frame: AnyCommand) => Reply | undefined = () => undefined): void {
  desk.answer = (request, body) => {
    if (request !== `POST /v1/conversations/${id(1)}/frames`) return undefined;
    const frame = JSON.parse(body) as AnyCommand;
    return answer(frame) ?? { status: 200, body: { events: desk.server(1).answer(frame) } };
  };
}

const online = (desk: Desk) => {
  desk.world.onSocket = (socket) => socket.open();
  desk.world.wake();
};
const unsent = (tab: ReturnType<Desk["tab"]>) =>
  Object.fromEntries(knownRequests(tab).map((r) => [r.number, r.unsent]));

describe("unsent in a conversation that is not shown", () => {
  test("is counted, goes there by itself when this page is online, in order and once", async () => {
    const { desk, tab } = await left();
    expect(unsent(tab)).toEqual({ 10: 3, 20: 1 });
    frames(desk);
    online(desk);
    await tick(1_000);
    expect(desk.said(1)).toEqual(["question 1", "a", "b", "c"]);
    expect(desk.said(2)).toEqual(["question 2", "here"]);
    expect(unsent(tab)).toEqual({ 10: 0, 20: 0 });
    const posts = desk.world.requests.filter((r) => r.path.endsWith("/frames"));
    expect(posts).toHaveLength(3);
    expect(posts[0]).toMatchObject({ authorization: "Bearer token-1" });
    await tick(600_000);
    expect(desk.world.requests.filter((r) => r.path.endsWith("/frames"))).toHaveLength(3);
  });

  test("an answer that is lost: once more later, under the same id", async () => {
    const { desk, tab } = await left();
    let lost = true;
    frames(desk, (frame) => {
      if (!lost) return undefined;
      lost = false;
      desk.server(1).answer(frame);
      return "network";
    });
    online(desk);
    await tick(1_000);
    expect(unsent(tab)).toMatchObject({ 10: 3 });
    await tick(30_000);
    expect(desk.said(1)).toEqual(["question 1", "a", "b", "c"]);
    expect(unsent(tab)).toMatchObject({ 10: 0 });
  });

  test("nothing is tried while this page is offline", async () => {
    const { desk, tab } = await left();
    frames(desk, () => "network");
    online(desk);
    await tick(1_000);
    desk.world.onSocket = (socket) => socket.end(1006);
    desk.world.socket.end(1006);
    const before = desk.world.requests.filter((r) => r.path.includes(`${id(1)}/frames`)).length;
    expect(before).toBe(1);
    await tick(300_000);
    expect(desk.world.requests.filter((r) => r.path.includes(`${id(1)}/frames`))).toHaveLength(before);
    frames(desk);
    online(desk);
    await tick(1_000);
    expect(unsent(tab)).toMatchObject({ 10: 0 });
  });

  test("too many: the rest waits in its order", async () => {
    const { desk, tab } = await left();
    let tokens = 2;
    frames(desk, ({ type, clientId }: AnyCommand & { clientId?: string }) =>
      tokens-- > 0
        ? undefined
        : { status: 200, body: { events: [{ type: "command.refused", clientId, code: "too_many", was: type }] } },
    );
    online(desk);
    await tick(1_000);
    expect(desk.said(1)).toEqual(["question 1", "a", "b"]);
    tokens = 9;
    await tick(30_000);
    expect(desk.said(1)).toEqual(["question 1", "a", "b", "c"]);
    expect(unsent(tab)).toMatchObject({ 10: 0 });
  });

  test("refused: it stays, failed, and is shown with its conversation", async () => {
    const { desk, tab } = await left();
    frames(desk, (frame) => ("text" in frame && frame.text === "b" ? refusal(404, "not_found") : undefined));
    online(desk);
    await tick(1_000);
    expect(desk.said(1)).toEqual(["question 1", "a", "c"]);
    expect(unsent(tab)).toMatchObject({ 10: 1 });
    tab.open(id(1));
    expect(waiting(tab.snapshot)).toEqual(["failed: b"]);
  });

  test("a conversation that is gone stays in the list while something in it is unsent", async () => {
    const { desk, tab } = await left();
    desk.answer = (request) => (request.endsWith("/session") ? refusal(401, "unauthorized") : undefined);
    await refreshRequests(tab);
    expect(unsent(tab)).toEqual({ 10: 3, 20: 1 });
    frames(desk);
    online(desk);
    await tick(1_000);
    desk.answer = (request) => (request.endsWith("/session") ? refusal(401, "unauthorized") : undefined);
    await refreshRequests(tab);
    expect(unsent(tab)).toEqual({});
  });

  test("forget() while one is under way leaves nothing", async () => {
    const { desk, tab } = await left();
    frames(desk, () => {
      tab.forget();
      return refusal(404, "not_found");
    });
    online(desk);
    await tick(60_000);
    expect(desk.storage.map.size).toBe(0);
  });

  test("a server that asks to be left alone longer is left alone longer", async () => {
    const { desk } = await left();
    frames(desk, () => ({ status: 503, body: { error: { code: "unavailable", message: "", retryAfterMs: 120_000 } } }));
    online(desk);
    await tick(119_000);
    const posts = () => desk.world.requests.filter((r) => r.path.endsWith("/frames")).length;
    expect(posts()).toBe(1);
    await tick(3_000);
    expect(posts()).toBe(2);
  });
});

describe("a tab that is closed", () => {
  /** Two tabs that show one conversation lose the network; one of them writes, and is closed. */
  async function orphaned() {
    const desk = new Desk();
    const tab = await desk.with(1);
    const closing = desk.tab();
    closing.start();
    await tick(1_000);
    desk.world.onSocket = (socket) => socket.end(1006);
    for (const socket of desk.world.sockets) if (socket.readyState === 1) socket.end(1006);
    closing.sendMessage("orphan");
    closing.stop();
    return { desk, tab };
  }

  test("what it left in the shown conversation is sent by the one that stays, once", async () => {
    const { desk, tab } = await orphaned();
    frames(desk);
    online(desk);
    await tick(11_000);
    expect(desk.said(1)).toEqual(["question 1", "orphan"]);
    expect(unsent(tab)).toEqual({ 10: 0 });
    await tick(600_000);
    expect(desk.world.requests.filter((r) => r.path.endsWith("/frames"))).toHaveLength(1);
  });

  test("the session ends: what it left goes to the new conversation, as one's own", async () => {
    const { desk, tab } = await orphaned();
    desk.answer = (request) => (request.endsWith(`${id(1)}/session`) ? refusal(401, "unauthorized") : undefined);
    desk.world.onSocket = (socket) => (socket.url.includes(id(1)) ? socket.end(1006) : socket.open());
    desk.world.wake();
    await tick(120_000);
    expect(desk.said(2)).toEqual(["orphan"]);
    expect(tab.snapshot.pending).toEqual([]);
    expect(desk.storage.map.get(`${KEY}:outbox`)).toBeUndefined();
  });
});

test("files go along with what waits in a conversation that is not shown", async () => {
  const { desk, tab } = await left();
  const file = { id: `f_${"a".repeat(26)}`, name: "a.txt", type: "text/plain", size: 1 } as const;
  tab.open(id(1));
  tab.sendMessage("with a file", { files: [file] });
  tab.open(id(2));
  const sent: AnyCommand[] = [];
  frames(desk, (frame) => void sent.push(frame));
  online(desk);
  await tick(1_000);
  expect(sent.at(-1)).toMatchObject({ text: "with a file", files: [file.id] });
  expect(sent.slice(0, -1).some((frame) => "files" in frame)).toBe(false);
});
