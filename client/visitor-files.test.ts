import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import type { FileRef } from "../protocol/model.ts";
import { ModelServer } from "./testing/model-server.ts";
import { KEY, texts, visit, waiting } from "./testing/visit.ts";
import { CONVERSATION, memoryStorage, refusal, SERVER, World } from "./testing/world.ts";

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

const tick = (ms = 1) => vi.advanceTimersByTimeAsync(ms);
const ref = (letter: string): FileRef => ({
  id: `f_${letter.repeat(26)}`,
  name: `${letter}.txt`,
  type: "text/plain",
  size: 1,
});
const files = [ref("a"), ref("b")];
const ids = files.map(({ id }) => id);
const FILES = `${SERVER}/v1/conversations/${CONVERSATION}/files`;

describe("a message with files", () => {
  test("names their ids only, and keeps what it shows; without a word it is one as well", async () => {
    const world = new World(new ModelServer());
    const tab = visit(world);
    tab.sendMessage("look", { files });
    tab.sendMessage(" ", { files: [ref("c")] });
    tab.sendMessage(" ");
    tab.sendMessage("", { files: [] });
    expect(tab.snapshot.pending.map((m) => m.files)).toEqual([files, [ref("c")]]);
    await tick(100);
    expect(world.socket.ofType("message.send").map(({ text, files }) => ({ text, files }))).toEqual([
      { text: "look", files: ids },
      { text: "", files: [ref("c").id] },
    ]);
    expect(texts(tab.snapshot)).toEqual(["look", ""]);
    expect(waiting(tab.snapshot)).toEqual([]);
  });

  test("outlives the page, and goes out once under its id", async () => {
    const storage = memoryStorage();
    const world = new World(new ModelServer());
    const before = visit(world, storage);
    before.sendMessage("first");
    await tick(100);
    world.onSocket = (socket) => socket.end(1006);
    world.socket.end(1006);
    before.sendMessage("look", { files });
    const { clientId } = before.snapshot.pending[0] ?? {};
    before.stop();
    world.onSocket = (socket) => socket.open();
    const after = visit(world, storage);
    expect(after.snapshot.pending).toMatchObject([{ clientId, text: "look", files }]);
    after.start();
    await tick(100);
    expect(
      world.sockets.flatMap((socket) => socket.ofType("message.send")).filter(({ text }) => text === "look"),
    ).toMatchObject([{ clientId, files: ids }]);
    expect(storage.map.has(`${KEY}:outbox`)).toBe(false);
  });

  test("refused, since the files are not there (any more): it can be taken back with its text", async () => {
    const world = new World();
    const tab = visit(world);
    tab.sendMessage("look", { files });
    await tick(100);
    const clientId = tab.snapshot.pending[0]?.clientId ?? "";
    world.socket.receive({
      type: "welcome",
      epoch: "e",
      now: 0,
      heads: { public: 0 },
      conversation: { id: "c", floor: "bot" },
    });
    world.socket.receive({ type: "command.refused", code: "not_found", clientId });
    expect(waiting(tab.snapshot)).toEqual(["failed: look"]);
    expect(tab.discard(clientId)).toBe("look");
  });
});

describe("the right to the files", () => {
  test("none before there is a conversation, and none is begun for it", async () => {
    const world = new World(new ModelServer());
    const tab = visit(world);
    expect(await tab.access()).toBe(0);
    expect(world.requests).toEqual([]);
    expect(world.sockets).toEqual([]);
  });

  test("begun for files to be sent: the message is the same conversation's, and only one is begun", async () => {
    const storage = memoryStorage();
    const world = new World(new ModelServer());
    const tab = visit(world, storage);
    expect(await tab.access(true)).toEqual({ url: FILES, token: "token-1" });
    expect(world.sockets).toEqual([]);
    tab.sendMessage("look", { files });
    await tick(100);
    expect(world.begun).toBe(1);
    expect(texts(tab.snapshot)).toEqual(["look"]);
    expect(await tab.access()).toEqual({ url: FILES, token: "token-1" });
    // Another page of this browser has it too.
    expect(await visit(world, storage).access()).toEqual({ url: FILES, token: "token-1" });
  });

  test("at once with a message: one conversation", async () => {
    const world = new World(new ModelServer());
    const tab = visit(world);
    tab.sendMessage("hello");
    const [first, second] = await Promise.all([tab.access(true), tab.access(true)]);
    await tick(100);
    expect(first).toEqual(second);
    expect(world.begun).toBe(1);
    expect(texts(tab.snapshot)).toEqual(["hello"]);
  });

  test("refused, or no network: why", async () => {
    const world = new World();
    world.replies = (request) => (request.startsWith("POST") ? refusal(403, "forbidden_origin") : "network");
    expect(await visit(world).access(true)).toBe("forbidden_origin");
    world.replies = () => "network";
    expect(await visit(world).access(true)).toBe(0);
  });

  test("the visitor opens a new conversation meanwhile: nothing is written by the late answer", async () => {
    const storage = memoryStorage();
    const world = new World(new ModelServer());
    const tab = visit(world, storage);
    const access = tab.access(true);
    tab.forget();
    expect(await access).toBe(0);
    expect(storage.map.size).toBe(0);
  });
});
