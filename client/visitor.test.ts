import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { CLIENT_ID } from "../protocol/model.ts";
import { COLLEAGUE, ModelServer } from "./testing/model-server.ts";
import { commands, KEY, texts, visit, waiting } from "./testing/visit.ts";
import { CONTEXT, CONVERSATION, memoryStorage, refusal, World } from "./testing/world.ts";
import type { Snapshot } from "./types.ts";

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

const tick = (ms = 1) => vi.advanceTimersByTimeAsync(ms);

test("nothing is asked and nothing stored before the first message", async () => {
  const world = new World(new ModelServer());
  const storage = memoryStorage();
  const client = visit(world, storage);
  client.start();
  client.sendMessage("   ");
  await tick(60_000);
  expect(client.snapshot.phase).toBe("idle");
  expect(client.hasSession()).toBe(false);
  expect([storage.map.size, world.requests.length, world.sockets.length]).toEqual([0, 0, 0]);
  expect(await commands(world, client).setContact("a@example.com")).toEqual({ kind: "refused", code: "wrong_state" });
});

test("the first message: shown and stored at once, one conversation for two quick ones, in order, then acknowledged", async () => {
  const server = new ModelServer();
  const world = new World(server);
  const storage = memoryStorage();
  const client = visit(world, storage);
  client.start();
  client.sendMessage(" one ");
  client.sendMessage("two");
  expect(waiting(client.snapshot)).toEqual(["pending: one", "pending: two"]);
  expect(JSON.parse(storage.getItem(`${KEY}:outbox`) ?? "")).toHaveLength(2);
  await tick();
  expect(world.requests.map((r) => `${r.method} ${r.path}`)).toEqual(["POST /v1/conversations"]);
  expect(world.socket.url).toBe(`wss://support.example/v1/conversations/${CONVERSATION}/socket`);
  expect(world.socket.protocols).toEqual(["deskbell.1", "t.token-1"]);
  expect(world.socket.frames.map((f) => f.type)).toEqual(["hello", "message.send", "message.send"]);
  expect(world.socket.frames[0]).toEqual({ type: "hello", have: { public: 0 }, epoch: null });
  for (const frame of world.socket.ofType("message.send")) expect(frame.clientId).toMatch(CLIENT_ID);
  expect(texts(client.snapshot)).toEqual(["one", "two"]);
  expect(client.snapshot).toMatchObject({ phase: "online", refusal: null, pending: [] });
  expect([...storage.map.keys()]).toEqual([KEY]);
  expect(client.hasSession()).toBe(true);
});

test("subscribers hear every change, each with a new snapshot, and nothing else", async () => {
  const world = new World(new ModelServer());
  const client = visit(world);
  const seen: Snapshot[] = [];
  const unsubscribe = client.subscribe(() => seen.push(client.snapshot));
  client.sendMessage("one");
  await tick();
  expect(new Set(seen).size).toBe(seen.length);
  // A message is in exactly one of the two lists from the first moment on.
  for (const s of seen) expect(s.messages.public.length + s.pending.length).toBe(1);
  const { length } = seen;
  world.socket.receive({ type: "message.created", message: client.snapshot.messages.public[0] });
  world.socket.receive({ type: "weather.changed" });
  expect(seen).toHaveLength(length);
  unsubscribe();
  client.sendMessage("two");
  expect(seen).toHaveLength(length);
});

test("context goes with the first message of a connection and when it changed, cut to its limit", async () => {
  const world = new World(new ModelServer());
  let context = { ...CONTEXT, pageUrl: `data:${"😀".repeat(100_000)}` };
  const client = visit(world, memoryStorage(), () => context);
  for (const text of ["one", "two"]) client.sendMessage(text);
  await tick();
  context = { ...CONTEXT, pageTitle: "Cart" };
  client.sendMessage("three");
  const contexts = () => world.socket.ofType("message.send").map((f) => f.context as typeof CONTEXT | undefined);
  expect(contexts().map((c) => c?.pageTitle)).toEqual(["Shop", undefined, "Cart"]);
  expect([...(contexts()[0]?.pageUrl ?? "")]).toHaveLength(500);
  world.socket.end(1012);
  await tick(1_000);
  client.sendMessage("four");
  expect(contexts().map((c) => c?.pageTitle)).toEqual(["Cart"]);
});

test("reconnect: resumes with have and epoch, and gets what was missed", async () => {
  const server = new ModelServer();
  const world = new World(server);
  const client = visit(world);
  client.sendMessage("one");
  await tick();
  world.socket.end(1006);
  expect(client.snapshot.phase).toBe("offline");
  server.append(COLLEAGUE, "answer");
  client.sendMessage("two");
  await tick(1_000);
  expect(world.socket.frames[0]).toEqual({ type: "hello", have: { public: 1 }, epoch: "e1" });
  expect(texts(client.snapshot)).toEqual(["one", "answer", "two"]);
  expect(world.begun).toBe(1);
});

test("the acknowledgement is lost: the same id again, no double", async () => {
  const server = new ModelServer();
  const world = new World(server);
  world.onSocket = (socket) => {
    socket.muted = world.sockets.length === 1;
    socket.open();
  };
  const client = visit(world);
  client.sendMessage("one");
  await tick();
  const id = client.snapshot.pending[0]?.clientId;
  expect(server.log.public).toHaveLength(1);
  world.socket.end(1006);
  await tick(1_000);
  expect(world.socket.ofType("message.send")[0]?.clientId).toBe(id);
  expect(server.log.public).toHaveLength(1);
  expect(texts(client.snapshot)).toEqual(["one"]);
  expect(client.snapshot.pending).toEqual([]);
});

test("a returning visitor with a session connects on start and reads on", async () => {
  const server = new ModelServer();
  const world = new World(server);
  const storage = memoryStorage();
  visit(world, storage).sendMessage("one");
  await tick();
  const again = visit(world, storage);
  expect(again.hasSession()).toBe(true);
  again.start();
  await tick();
  expect(texts(again.snapshot)).toEqual(["one"]);
});

test("an epoch change: the list is loaded anew, the outbox stays", async () => {
  const server = new ModelServer();
  const world = new World(server);
  const client = visit(world);
  for (const text of ["one", "two", "three"]) client.sendMessage(text);
  await tick();
  server.restore(1);
  world.socket.end(1012);
  client.sendMessage("four");
  await tick(1_000);
  expect(texts(client.snapshot)).toEqual(["one", "four"]);
  // A server that only looks at `have` is told again that we have nothing of the new epoch.
  expect(world.socket.ofType("hello").map((f) => f.epoch)).toEqual(["e1", "e2"]);
});

test("a gap signalled by the server: the list starts again there, older ones can be loaded", async () => {
  const server = new ModelServer({ backlog: 3, pageSize: 2 });
  const world = new World(server);
  const client = visit(world);
  client.sendMessage("one");
  await tick();
  world.socket.end(1006);
  for (let n = 2; n <= 8; n++) server.append(COLLEAGUE, `m${n}`);
  await tick(1_000);
  expect(texts(client.snapshot)).toEqual(["m6", "m7", "m8"]);
  expect(client.snapshot.hasOlder.public).toBe(true);
  client.loadOlder("public");
  expect(texts(client.snapshot)).toEqual(["m4", "m5", "m6", "m7", "m8"]);
  client.loadOlder("public");
  client.loadOlder("public");
  client.loadOlder("public");
  expect(texts(client.snapshot)).toEqual(["one", "m2", "m3", "m4", "m5", "m6", "m7", "m8"]);
  expect(client.snapshot.hasOlder.public).toBe(false);
  expect(world.socket.ofType("history.get")).toHaveLength(3);
});

test("other commands: resolved by the answer, also after a reconnect; an agent's are not a visitor's", async () => {
  const world = new World(new ModelServer());
  const client = visit(world);
  client.sendMessage("one");
  await tick();
  expect(await commands(world, client).setContact(" a@example.com ")).toEqual({ kind: "acknowledged" });
  expect(world.socket.ofType("contact.set")).toMatchObject([{ contact: "a@example.com" }]);
  world.socket.muted = true;
  const answer = commands(world, client).setContact("b@example.com");
  world.socket.end(1006);
  await tick(1_000);
  expect(await answer).toEqual({ kind: "acknowledged" });
  expect(await commands(world, client).setContact("x".repeat(255))).toEqual({ kind: "refused", code: "too_big" });
  expect(await commands(world, client).setContact(" ")).toEqual({ kind: "refused", code: "empty" });
  // Agents' commands are none of a visitor's.
  for (const command of ["claim", "addNote", "resolve", "returnToBot"]) expect(client).not.toHaveProperty(command);
});

test("a refusal at the door fails what is unsent and does not storm", async () => {
  const world = new World();
  world.replies = () => refusal(403, "forbidden_origin");
  const storage = memoryStorage();
  const client = visit(world, storage);
  client.sendMessage("one");
  await tick(600_000);
  world.wake();
  await tick(600_000);
  expect(client.snapshot).toMatchObject({ phase: "refused", refusal: "forbidden_origin" });
  expect(client.snapshot.pending).toMatchObject([{ state: "failed", code: "forbidden_origin" }]);
  client.sendMessage("two");
  expect(client.snapshot.pending).toMatchObject([{ state: "failed" }, { state: "failed", code: "forbidden_origin" }]);
  expect(world.requests).toHaveLength(1);
  expect(visit(world, storage).hasSession()).toBe(false);
});

test("after a refusal the visitor's own retry tries again", async () => {
  const server = new ModelServer();
  const world = new World(server);
  const { replies } = world;
  world.replies = () => refusal(403, "forbidden_origin");
  const client = visit(world);
  client.sendMessage("one");
  await tick();
  world.replies = replies;
  client.retry(client.snapshot.pending[0]?.clientId ?? "");
  expect(client.snapshot).toMatchObject({ phase: "connecting", refusal: null, pending: [{ state: "pending" }] });
  await tick();
  expect(texts(client.snapshot)).toEqual(["one"]);
});
