import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import { ModelServer } from "./testing/model-server.ts";
import {
  CONTEXT,
  CONVERSATION,
  farAway,
  memoryStorage,
  type Reply,
  refusal,
  SERVER,
  session,
  World,
} from "./testing/world.ts";
import { visitorConversation } from "./visitor.ts";

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

const tick = (ms = 1) => vi.advanceTimersByTimeAsync(ms);
const KEY = `deskbell:${SERVER}:shop`;
const OTHER = `c_${"1".repeat(27)}`;

const held = (token: string, expiresAt: number) => JSON.stringify({ conversationId: CONVERSATION, token, expiresAt });

/** A visitor with a stored session, whose upgrades are refused and whose session route answers as the test says. */
function refused(answer: () => Reply, unsent: boolean, stored = held("token-0", farAway())) {
  const world = new World(new ModelServer());
  const storage = memoryStorage();
  storage.setItem(KEY, stored);
  world.onSocket = (socket) => (socket.url.includes(CONVERSATION) ? socket.end(1006) : socket.open());
  world.replies = (request) => (request.startsWith("POST") ? session(201, OTHER, "token-9") : answer());
  const client = visitorConversation({
    server: SERVER,
    site: "shop",
    storage,
    context: () => CONTEXT,
    environment: world.environment,
  });
  if (unsent) client.sendMessage("one");
  else client.start();
  return { world, storage, client };
}

const GONE = [
  [401, "unauthorized"],
  [404, "not_found"],
] as const;

describe.each(GONE)("session route %i", (status, code) => {
  test("with unsent text: the session is dropped and the text begins a new conversation, once", async () => {
    const { world, client, storage } = refused(() => refusal(status, code), true);
    await tick(3_000);
    expect(world.requests[0]).toMatchObject({ authorization: "Bearer token-0" });
    expect(world.begun).toBe(1);
    expect(world.socket.protocols).toEqual(["deskbell.1", "t.token-9"]);
    expect(client.snapshot.messages.public).toMatchObject([{ body: { text: "one" } }]);
    expect(storage.getItem(KEY)).toContain(OTHER);
  });

  test("with nothing unsent: back to a first visit, quietly", async () => {
    const { world, client, storage } = refused(() => refusal(status, code), false);
    await tick(600_000);
    expect(client.snapshot).toMatchObject({ phase: "idle", refusal: null, messages: { public: [] } });
    expect([storage.map.size, world.requests.length, world.sockets.length]).toEqual([0, 1, 1]);
    client.sendMessage("hello again");
    await tick();
    expect(client.snapshot.messages.public).toHaveLength(1);
  });
});

test("a server that refuses its own fresh tokens sees at most one new conversation a minute", async () => {
  const { world, client } = refused(() => refusal(401, "unauthorized"), true);
  world.onSocket = (socket) => socket.end(1006);
  await tick(600_000);
  expect(world.begun).toBeGreaterThan(1);
  expect(world.begun).toBeLessThanOrEqual(11);
  expect(client.snapshot.pending).toMatchObject([{ state: "pending", text: "one" }]);
});

test("a choice does not go to another conversation, its words do", async () => {
  const { world, client } = refused(() => "network", false);
  client.sendMessage("This one", { choice: { of: 7, pick: "billing/refund" } });
  client.sendMessage("A person, please", { choice: { of: 0, pick: "human" } });
  await tick(1_000);
  world.replies = (request) =>
    request.startsWith("POST") ? session(201, OTHER, "token-9") : refusal(401, "unauthorized");
  await tick(10_000);
  expect(world.socket.ofType("message.send").map((f) => [f.text, f.choice])).toEqual([
    ["This one", undefined],
    ["A person, please", { of: 0, pick: "human" }],
  ]);
});

test.each([
  [403, "forbidden_origin"],
  [426, "upgrade_required"],
] as const)("session route %i: refused for good, one question only in ten minutes", async (status, code) => {
  const { world, client, storage } = refused(() => refusal(status, code), true);
  await tick(600_000);
  expect(client.snapshot).toMatchObject({ phase: "refused", refusal: code });
  expect(client.snapshot.pending).toMatchObject([{ state: "failed", code, text: "one" }]);
  expect(world.requests).toHaveLength(1);
  expect(world.sockets).toHaveLength(1);
  expect(storage.getItem(KEY)).toContain(CONVERSATION);
});

const PASSING: [string, () => Reply][] = [
  ["503", () => refusal(503, "unavailable")],
  ["no network", () => "network"],
  ["a captive portal", () => ({ status: 200, body: "<html>" })],
  ["a proxy's own 404", () => ({ status: 404, body: "<html>" })],
  [
    "200: the session holds, only the socket does not open",
    () => ({ status: 200, body: { conversationId: CONVERSATION, expiresAt: farAway() } }),
  ],
];

test.each(PASSING)(
  "session route: %s: the session is kept, tries grow rare, and it goes on when it can",
  async (_, answer) => {
    const { world, client } = refused(answer, true);
    await tick(600_000);
    expect(client.snapshot).toMatchObject({ phase: "offline", pending: [{ state: "pending" }] });
    expect(world.requests.filter((r) => r.path.endsWith("/session")).length).toBeLessThan(50);
    expect(world.begun).toBe(0);
    world.onSocket = (socket) => socket.open();
    world.wake();
    await tick();
    expect(client.snapshot).toMatchObject({ phase: "online", pending: [], messages: { public: [{ seq: 1 }] } });
  },
);

test("4401 while connected: the renewed token is stored and used", async () => {
  const { world, client, storage } = refused(() => session(200, CONVERSATION, "token-2"), false);
  world.onSocket = (socket) => socket.open();
  await tick();
  expect(client.snapshot.phase).toBe("online");
  world.socket.end(4401);
  await tick(1_000);
  expect(world.socket.protocols).toEqual(["deskbell.1", "t.token-2"]);
  expect(storage.getItem(KEY)).toContain("token-2");
});

test("a token past half of its life is renewed before it is used", async () => {
  const { world } = refused(() => session(200, CONVERSATION, "token-2"), false, held("token-0", Date.now() + 1_000));
  world.onSocket = (socket) => socket.open();
  await tick();
  expect(world.sockets).toHaveLength(1);
  expect(world.socket.protocols).toEqual(["deskbell.1", "t.token-2"]);
});

test.each(["{", "null", '{"conversationId":"../x","token":"t","expiresAt":1}', '{"token":"a b"}'])(
  "a broken stored session is none: %s",
  async (content) => {
    const { world } = refused(() => "network", false, content);
    await tick(10_000);
    expect([world.requests.length, world.sockets.length]).toEqual([0, 0]);
  },
);

test("a foreign page sees only a network error; the open door tells it why, and it stops asking", async () => {
  const { world, client } = refused(() => "network", true);
  world.replies = (path) => (path.endsWith("/origin") ? { status: 200, body: { allowed: false } } : "network");
  await tick(600_000);
  expect(client.snapshot).toMatchObject({ phase: "refused", refusal: "forbidden_origin" });
  expect(world.requests.length).toBeLessThan(6);
});
