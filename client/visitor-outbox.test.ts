import { afterEach, beforeEach, expect, test, vi } from "vitest";
import type { FileRef } from "../protocol/model.ts";
import { storedOutbox } from "./outbox.ts";
import { ModelServer } from "./testing/model-server.ts";
import { KEY, texts, visit, waiting } from "./testing/visit.ts";
import { CONTEXT, memoryStorage, World } from "./testing/world.ts";
import type { KeyValueStorage } from "./types.ts";

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

const tick = (ms = 1) => vi.advanceTimersByTimeAsync(ms);

test("the outbox survives a reload: shown at once, sent on start", async () => {
  const server = new ModelServer();
  const world = new World(server);
  world.onSocket = (socket) => socket.end(1006);
  const storage = memoryStorage();
  const before = visit(world, storage);
  before.sendMessage("one");
  before.sendMessage("two");
  await tick(5_000);
  before.stop();
  const ids = before.snapshot.pending.map((m) => m.clientId);

  world.onSocket = (socket) => socket.open();
  const after = visit(world, storage);
  expect(waiting(after.snapshot)).toEqual(["pending: one", "pending: two"]);
  after.start();
  await tick();
  expect(server.log.public.map((m) => m.clientId)).toEqual(ids);
  expect(texts(after.snapshot)).toEqual(["one", "two"]);
  expect(world.begun).toBe(1);
});

test("a refused message fails with its code, stays over a reload, can be sent again or taken back", async () => {
  const server = new ModelServer();
  const world = new World(server);
  const storage = memoryStorage();
  const client = visit(world, storage);
  client.sendMessage("one");
  await tick();
  world.socket.muted = true;
  client.sendMessage("two");
  client.sendMessage("three");
  const [two, three] = client.snapshot.pending.map((m) => m.clientId) as [string, string];
  for (const clientId of [two, three]) world.socket.receive({ type: "command.refused", clientId, code: "conflict" });
  server.log.public.length = 1;
  expect(client.snapshot.pending.map((m) => m.code)).toEqual(["conflict", "conflict"]);
  expect(visit(world, storage).snapshot.pending.map((m) => m.state)).toEqual(["failed", "failed"]);

  world.socket.muted = false;
  expect(client.discard(three)).toBe("three");
  expect(client.discard(three)).toBe(null);
  client.retry(two);
  expect(server.log.public.at(-1)).toMatchObject({ clientId: two });
  expect(texts(client.snapshot)).toEqual(["one", "two"]);
  expect(client.snapshot.pending).toEqual([]);
  expect([...storage.map.keys()]).toEqual([KEY]);
});

test("written in a conversation whose right is gone: the words go along, its files and choices stay behind", async () => {
  const server = new ModelServer();
  const storage = memoryStorage();
  const old = storedOutbox(storage, `${KEY}:outbox`, () => `c_${"1".repeat(27)}`);
  const file: FileRef = { id: `f_${"2".repeat(26)}`, name: "a.png", type: "image/png", size: 9 };
  const begun = { state: "pending", at: 1 } as const;
  old.keep({ ...begun, clientId: "with-words", text: "look", files: [file], choice: { of: 7, pick: "yes" } });
  old.keep({ ...begun, clientId: "only-files", text: "", files: [file] });

  const client = visit(new World(server), storage);
  client.start();
  await tick();
  expect(server.log.public.map(({ body }) => body)).toEqual([{ kind: "text", text: "look" }]);
  expect(client.snapshot.pending).toMatchObject([{ clientId: "only-files", state: "failed", code: "not_found" }]);
});

test("a text over the limit fails without being sent, by code points", async () => {
  const world = new World(new ModelServer());
  const client = visit(world);
  client.sendMessage("😀".repeat(4_001));
  await tick(60_000);
  expect(client.snapshot).toMatchObject({ phase: "idle", pending: [{ state: "failed", code: "too_big" }] });
  client.retry(client.snapshot.pending[0]?.clientId ?? "");
  expect(client.snapshot.pending[0]?.state).toBe("failed");
  client.sendMessage("😀".repeat(4_000));
  await tick();
  expect(client.snapshot.messages.public).toHaveLength(1);
});

test("no frame reaches the server's limit, not even one of escapes only", async () => {
  const world = new World(new ModelServer());
  const worst = "\ud800".repeat(4_000);
  const client = visit(world, memoryStorage(), () => ({
    ...CONTEXT,
    timeZone: worst,
    pageUrl: worst,
    pageTitle: worst,
    referrer: worst,
  }));
  client.sendMessage(worst);
  await tick();
  expect(client.snapshot.messages.public).toHaveLength(1);
  expect(Math.max(...world.socket.texts.map((t) => new TextEncoder().encode(t).length))).toBeLessThan(64 * 1024);
});

test("close 1009: the biggest message under way has failed, the others go on", async () => {
  const server = new ModelServer();
  const world = new World(server);
  world.onSocket = (socket) => {
    if (world.sockets.length > 1) return socket.open();
    socket.muted = true;
    socket.open();
    server.log.public.length = 0;
    socket.end(1009);
  };
  const client = visit(world);
  for (const text of ["one", "long ".repeat(100), "three"]) client.sendMessage(text);
  await tick(2_000);
  expect(texts(client.snapshot)).toEqual(["one", "three"]);
  expect(client.snapshot.pending).toMatchObject([{ state: "failed", code: "too_big" }]);
});

test("storage that is full or absent loses no message", async () => {
  const full: KeyValueStorage = {
    getItem: () => null,
    setItem: () => {
      throw new Error("QuotaExceededError");
    },
    removeItem: () => {},
  };
  for (const storage of [full, null]) {
    const server = new ModelServer();
    const world = new World(server);
    const client = visit(world, storage);
    client.sendMessage("one");
    await tick();
    world.socket.end(1006);
    client.sendMessage("two");
    await tick(1_000);
    expect(texts(client.snapshot)).toEqual(["one", "two"]);
    expect(world.begun).toBe(1);
  }
});

test("stop() loses nothing, start() goes on; forget() leaves nothing", async () => {
  const server = new ModelServer();
  const world = new World(server);
  const storage = memoryStorage();
  const client = visit(world, storage);
  client.sendMessage("one");
  await tick();
  client.stop();
  expect(client.snapshot.phase).toBe("idle");
  await tick(60_000);
  expect(world.sockets).toHaveLength(1);
  client.start();
  await tick();
  expect(client.snapshot.phase).toBe("online");
  client.forget();
  expect(client.snapshot).toMatchObject({ phase: "idle", messages: { public: [] }, pending: [], conversation: null });
  expect(storage.map.size).toBe(0);
  expect(client.hasSession()).toBe(false);
});

test("forget() while the conversation is being made: nothing is written afterwards", async () => {
  const world = new World(new ModelServer());
  const storage = memoryStorage();
  const client = visit(world, storage);
  client.sendMessage("one");
  client.forget();
  await tick(60_000);
  expect(storage.map.size).toBe(0);
  expect(world.sockets).toHaveLength(0);
});
