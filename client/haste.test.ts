import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { MESSAGES_BURST, MESSAGES_PER_MINUTE } from "../protocol/limits.ts";
import { OUTBOX_MAX } from "./outbox.ts";
import { ModelServer } from "./testing/model-server.ts";
import { texts, visit } from "./testing/visit.ts";
import { memoryStorage, World } from "./testing/world.ts";

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

const tick = (ms = 1) => vi.advanceTimersByTimeAsync(ms);

/** A server that takes so many messages at once, and then so many a minute. */
class StrictServer extends ModelServer {
  refused = 0;
  private readonly start = Date.now();
  private taken = 0;
  private readonly burst: number;

  constructor(burst: number) {
    super();
    this.burst = burst;
  }

  override answer(frame: Parameters<ModelServer["answer"]>[0]) {
    if (frame.type !== "message.send") return super.answer(frame);
    if (this.taken >= this.burst + ((Date.now() - this.start) * MESSAGES_PER_MINUTE) / 60_000) {
      this.refused++;
      return [{ type: "command.refused", clientId: frame.clientId, code: "too_many" } as const];
    }
    this.taken++;
    return super.answer(frame);
  }
}

test("an outbox of 200 of two days ago goes out in its order as fast as the server takes it; the 201st is refused in sight", async () => {
  const server = new StrictServer(MESSAGES_BURST / 2);
  const world = new World(server);
  const storage = memoryStorage();
  world.onSocket = (socket) => socket.end(1006);
  world.replies = (request) =>
    request === "POST /v1/conversations" ? "network" : { status: 404, body: { error: { code: "not_found" } } };
  const before = visit(world, storage);
  const words = Array.from({ length: OUTBOX_MAX }, (_, i) => `message ${i}`);
  for (const text of words) before.sendMessage(text);
  before.sendMessage("one too many");
  expect(before.snapshot.pending.at(-1)).toMatchObject({ text: "one too many", state: "failed", code: "too_many" });
  expect(before.snapshot.pending.filter((m) => m.state === "pending")).toHaveLength(OUTBOX_MAX);
  await tick(3_600_000);
  before.stop();
  vi.setSystemTime(Date.now() + 48 * 3_600_000);

  const back = new World(server);
  Object.assign(server, { start: Date.now() });
  const client = visit(back, storage);
  client.start();
  await tick(1_000);
  expect(texts(client.snapshot)).toHaveLength(OUTBOX_MAX / 2);
  const states = new Set<string>();
  client.subscribe(() => client.snapshot.pending.forEach((m) => states.add(m.state)));
  await tick(110_000);
  expect(server.log.public.map((m) => (m.body.kind === "text" ? m.body.text : ""))).toEqual(words);
  expect(client.snapshot.pending).toEqual([]);
  expect(states).toEqual(new Set(["pending"]));
  // It waits instead of asking over and over.
  expect(server.refused).toBeLessThan(30);
});

test("one command is under way at a time, also over a reconnect; one without an answer goes out again", async () => {
  const world = new World(new ModelServer());
  const client = visit(world);
  client.sendMessage("one");
  await tick();
  const { socket } = world;
  socket.muted = true;
  client.sendMessage("two");
  client.sendMessage("three");
  const sent = () => socket.ofType("message.send").map((f) => f.text);
  expect(sent()).toEqual(["one", "two"]);
  await tick(15_000);
  socket.onmessage?.({ data: "pong" });
  socket.muted = false;
  await tick(5_000);
  expect(sent()).toEqual(["one", "two", "two", "three"]);
  expect(texts(client.snapshot)).toEqual(["one", "two", "three"]);
});

test("a hello that came too soon is said again", async () => {
  const world = new World(null);
  const client = visit(world);
  client.sendMessage("one");
  await tick();
  world.socket.receive({ type: "error", code: "too_many" });
  await tick(5_000);
  expect(world.socket.ofType("hello")).toHaveLength(2);
  world.socket.receive({ type: "welcome", epoch: "e1", now: 0, heads: { public: 0 } });
  await tick(5_000);
  expect(world.socket.ofType("hello")).toHaveLength(2);
  expect(client.snapshot.phase).toBe("online");
});

/** Texts that leave a page in 60 s at a server that has no room. */
async function refusedFor(seconds: number, clients: number) {
  let room = false;
  const server = new (class extends ModelServer {
    override answer(frame: Parameters<ModelServer["answer"]>[0]) {
      if (room || frame.type !== "message.send") return super.answer(frame);
      return [{ type: "command.refused", clientId: frame.clientId, code: "too_many" } as const];
    }
  })();
  const worlds = Array.from({ length: clients }, () => new World(server));
  for (const [i, world] of worlds.entries()) {
    const client = visit(world);
    for (const n of [1, 2, 3]) client.sendMessage(`${i}: ${n}`);
  }
  await tick(seconds * 1_000);
  const sent = worlds.map((world) => world.socket.ofType("message.send").length);
  room = true;
  await tick(20_000);
  return { sent, said: server.log.public.map((m) => (m.body.kind === "text" ? m.body.text : "")) };
}

test("a message that is refused for haste over and over does not multiply", async () => {
  const { sent, said } = await refusedFor(60, 1);
  expect(sent[0]).toBeGreaterThan(5);
  expect(sent[0]).toBeLessThanOrEqual(13);
  expect(said).toEqual(["0: 1", "0: 2", "0: 3"]);
});

test("two pages at one limit: neither of them storms, and all of both gets there in its order", async () => {
  const { sent, said } = await refusedFor(300, 2);
  for (const count of sent) expect(count).toBeLessThanOrEqual(61);
  for (const i of [0, 1])
    expect(said.filter((text) => text.startsWith(`${i}`))).toEqual([1, 2, 3].map((n) => `${i}: ${n}`));
});

test("the store of all tabs is full: a message of a page that has written nothing yet is refused in sight", async () => {
  const world = new World(new ModelServer());
  world.onSocket = (socket) => socket.end(1006);
  const storage = memoryStorage();
  const [one, two] = [visit(world, storage), visit(world, storage)];
  for (let i = 0; i < OUTBOX_MAX; i++) one.sendMessage(`message ${i}`);
  two.sendMessage("one too many");
  expect(two.snapshot.pending).toMatchObject([{ state: "failed", code: "too_many" }]);
});
