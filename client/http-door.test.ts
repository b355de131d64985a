import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { environmentOf } from "./environment.ts";
import { ask } from "./http.ts";
import { httpDoor } from "./http-door.ts";

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

const tick = (ms = 1) => vi.advanceTimersByTimeAsync(ms);
const welcome = (epoch = "e1", last = 4) => ({ type: "welcome", epoch, now: 0, heads: { public: last } });
const created = (seq: number) => ({ type: "message.created", message: { stream: "public", seq } });
const page = (from: number, to: number) => ({
  type: "messages.page",
  stream: "public",
  from,
  to,
  messages: [],
  more: false,
});

/** A door whose requests are answered by the test, in any order. */
function door(address = "wss://desk.example/v1/conversations/c_1/socket", protocols = ["deskbell.1", "t.secret"]) {
  const requests: { method: string; path: string; query: Record<string, string>; init: RequestInit }[] = [];
  const answers: ((status: number, body: unknown, headers?: Record<string, string>) => void)[] = [];
  const environment = environmentOf({
    fetch: (url, init) => {
      const { pathname, searchParams, origin } = new URL(url);
      expect(origin).toBe("https://desk.example");
      requests.push({ method: init.method ?? "GET", path: pathname, query: Object.fromEntries(searchParams), init });
      return new Promise((resolve, reject) => {
        init.signal?.addEventListener("abort", () => reject(new Error("aborted")));
        answers.push((status, body, headers = {}) => resolve(new Response(JSON.stringify(body), { status, headers })));
      });
    },
  });
  const it = httpDoor(address, protocols, environment, ask);
  const heard: string[] = [];
  const closed: unknown[] = [];
  it.onmessage = ({ data }) => heard.push((JSON.parse(data) as { type: string }).type);
  it.onclose = ({ code, reason }) => closed.push([code, reason]);
  const open = async (hello?: object) => {
    it.onopen = () => hello && it.send(JSON.stringify(hello));
    await tick(0);
  };
  const answer = async (nth: number, status: number, body: unknown, headers?: Record<string, string>) => {
    answers[nth]?.(status, body, headers);
    await tick(0);
  };
  return { it, requests, heard, closed, open, answer };
}

const HELLO = { type: "hello", have: { public: 4 }, epoch: "e1" };

test("hello becomes the first question; each answer moves the next one on", async () => {
  const { it, requests, heard, open, answer } = door();
  expect(it.readyState).toBe(0);
  await open(HELLO);
  expect(it.readyState).toBe(1);
  expect(requests).toMatchObject([
    { method: "GET", path: "/v1/conversations/c_1/events", query: { public: "4", epoch: "e1", wait: "25000" } },
  ]);
  expect(requests[0]?.init).toMatchObject({ credentials: "omit", headers: { Authorization: "Bearer secret" } });
  await answer(0, 200, { events: [welcome("e1", 6), page(5, 6), created(7)], state: "s1" });
  expect(heard).toEqual(["welcome", "messages.page", "message.created"]);
  // However fast the server, one question a second.
  expect(requests).toHaveLength(1);
  await tick(1_000);
  expect(requests[1]?.query).toEqual({ public: "7", epoch: "e1", state: "s1", wait: "25000" });
  await answer(1, 200, { events: [welcome("e2", 2), page(1, 2)], state: "s2" });
  await tick(1_000);
  expect(requests[2]?.query).toEqual({ public: "2", epoch: "e2", state: "s2", wait: "25000" });
});

test("a second hello, and ping, ask at once and make the older question void", async () => {
  const { it, requests, heard, closed, open, answer } = door();
  await open(HELLO);
  await answer(0, 200, { events: [welcome()], state: "s1" });
  await tick(1_000);
  it.send("ping");
  expect(requests[1]?.init.signal?.aborted).toBe(true);
  expect(requests[2]?.query).toEqual({ public: "4", epoch: "e1", wait: "25000" });
  it.send(JSON.stringify({ type: "hello", have: { public: 2, internal: 1 }, epoch: "e1" }));
  expect(requests[3]?.query).toEqual({ public: "2", internal: "1", epoch: "e1", wait: "25000" });
  await answer(2, 200, { events: [created(9)], state: "old" });
  await answer(3, 200, { events: [welcome()], state: "s2" });
  expect(heard).toEqual(["welcome", "welcome"]);
  expect(closed).toEqual([]);
});

test("commands go one at a time, in their order, beside the question", async () => {
  const { it, requests, heard, open, answer } = door();
  await open(HELLO);
  it.send('{"type":"message.send","clientId":"one"}');
  it.send('{"type":"message.send","clientId":"two"}');
  expect(requests).toHaveLength(2);
  expect(requests[1]).toMatchObject({ method: "POST", path: "/v1/conversations/c_1/frames" });
  expect(requests[1]?.init).toMatchObject({
    body: '{"type":"message.send","clientId":"one"}',
    headers: { Authorization: "Bearer secret", "Content-Type": "application/json" },
  });
  await answer(1, 200, { events: [{ type: "command.acknowledged", clientId: "one" }] });
  expect(heard).toEqual(["command.acknowledged"]);
  expect(requests[2]?.init.body).toContain("two");
  await answer(2, 200, { events: [] });
  it.send('{"type":"message.send","clientId":"three"}');
  expect(requests[3]?.init.body).toContain("three");
});

test.each([
  [401, "unauthorized", 4401],
  [403, "forbidden_origin", 4401],
  [404, "not_found", 4401],
  [413, "too_big", 1009],
  [400, "bad_frame", 1008],
  [400, "bad_request", 1008],
  [405, "method_not_allowed", 1008],
  [415, "unsupported_media_type", 1008],
  [500, "internal", 1006],
])("status %i %s is close code %i, of a question and of a command", async (status, word, code) => {
  for (const nth of [0, 1]) {
    const { it, requests, closed, open, answer } = door();
    await open(HELLO);
    it.send('{"type":"message.send"}');
    it.send('{"type":"message.send"}');
    await answer(nth, status, { error: { code: word } });
    expect(closed).toEqual([[code, 0]]);
    expect(it.readyState).toBe(3);
    await tick(120_000);
    expect(requests).toHaveLength(2);
    expect(requests.every((r) => r.init.signal?.aborted || r === requests[nth])).toBe(true);
    expect(closed).toHaveLength(1);
  }
});

test("what the server wants is handed on; a proxy's page and silence are lost connections", async () => {
  const busy = door();
  await busy.open(HELLO);
  await busy.answer(0, 503, { error: { code: "unavailable", retryAfterMs: 7_000 } });
  expect(busy.closed).toEqual([[1006, 7_000]]);
  const header = door();
  await header.open(HELLO);
  await header.answer(0, 503, "<html>", { "Retry-After": "9" });
  expect(header.closed).toEqual([[1006, 9_000]]);
  const portal = door();
  await portal.open(HELLO);
  await portal.answer(0, 200, "<html>");
  expect(portal.closed).toEqual([[1006, 0]]);
  const silent = door();
  await silent.open(HELLO);
  await tick(34_000);
  expect(silent.closed).toEqual([]);
  await tick(1_000);
  expect(silent.closed).toEqual([[1006, 0]]);
  const mute = door();
  await mute.open(HELLO);
  mute.it.send('{"type":"message.send"}');
  await tick(10_000);
  expect(mute.closed).toHaveLength(1);
});

test("the inbox: the server speaks first, the cookie speaks for the browser, the shard stays", async () => {
  const { requests, heard, open, answer, it } = door("wss://desk.example/v1/console/inbox/socket?shard=2", [
    "deskbell.1",
  ]);
  await open();
  expect(requests).toMatchObject([{ path: "/v1/console/inbox/events", query: { shard: "2", wait: "25000" } }]);
  expect(requests[0]?.init).toMatchObject({ credentials: "same-origin", headers: { "X-Deskbell": "1" } });
  await answer(0, 200, { events: [{ type: "welcome", revision: "r1" }], state: "r1" });
  expect(heard).toEqual(["welcome"]);
  await tick(1_000);
  expect(requests[1]?.query).toEqual({ shard: "2", state: "r1", wait: "25000" });
  it.send('{"type":"inbox.list","view":"open","after":null}');
  expect(requests[2]).toMatchObject({ method: "POST", path: "/v1/console/inbox/frames", query: { shard: "2" } });
});

test("close() ends everything without a word, also before it is open", async () => {
  const early = door();
  early.it.close();
  await early.open(HELLO);
  expect(early.requests).toEqual([]);
  const { it, requests, heard, closed, open, answer } = door();
  await open(HELLO);
  it.send('{"type":"message.send"}');
  it.close();
  await answer(1, 200, { events: [created(5)] });
  await tick(120_000);
  expect([heard, closed, requests.length]).toEqual([[], [], 2]);
});
