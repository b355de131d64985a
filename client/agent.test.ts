import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { agentConversation } from "./agent.ts";
import { COLLEAGUE, ModelServer } from "./testing/model-server.ts";
import { CONVERSATION, refusal, SERVER, World } from "./testing/world.ts";

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

const tick = (ms = 1) => vi.advanceTimersByTimeAsync(ms);

function sit(world: World) {
  const client = agentConversation({ server: SERVER, conversationId: CONVERSATION, environment: world.environment });
  client.start();
  return client;
}

test("both streams are resumed, messages and notes go their ways", async () => {
  const server = new ModelServer({ role: "agent" });
  server.append({ kind: "visitor" }, "help");
  server.append(COLLEAGUE, "known", undefined, "internal");
  const world = new World(server);
  const client = sit(world);
  await tick();
  expect(world.socket.url).toBe(`wss://support.example/v1/console/conversations/${CONVERSATION}/socket`);
  expect(world.socket.protocols).toEqual(["deskbell.1"]);
  client.sendMessage("hello");
  expect(await client.addNote("difficult")).toEqual({ kind: "acknowledged" });
  expect(client.snapshot.messages.public.map((m) => m.seq)).toEqual([1, 2]);
  expect(client.snapshot.messages.internal.map((m) => m.seq)).toEqual([1, 2]);
  expect(client.snapshot.ticket).not.toBe(null);
  expect(world.socket.ofType("message.send")[0]?.context).toBe(undefined);
  world.socket.end(1012);
  await tick(1_000);
  expect(world.socket.frames[0]).toEqual({ type: "hello", have: { public: 2, internal: 2 }, epoch: "e1" });
});

test("what was given offline is sent in the order in which it was given", async () => {
  const world = new World(new ModelServer({ role: "agent" }));
  const client = sit(world);
  await tick();
  world.socket.end(1006);
  const claimed = client.claim(null);
  client.sendMessage("here I am");
  const resolved = client.resolve();
  await tick(1_000);
  expect(world.socket.frames.map((f) => f.type)).toEqual(["hello", "ticket.claim", "message.send", "ticket.resolve"]);
  expect(await claimed).toEqual({ kind: "acknowledged" });
  expect(await resolved).toEqual({ kind: "acknowledged" });
});

test("the loser of a claim is told who has it; a note too long or empty never leaves", async () => {
  const world = new World(null);
  const client = sit(world);
  await tick();
  const claimed = client.claim(null);
  const { clientId } = world.socket.ofType("ticket.claim")[0] as { clientId: string };
  const owner = { id: "a_other", name: "Boris" };
  world.socket.receive({ type: "command.refused", clientId, code: "taken", owner });
  expect(await claimed).toEqual({ kind: "refused", code: "taken", owner });
  expect(await client.addNote("x".repeat(4_001))).toEqual({ kind: "refused", code: "too_big" });
  expect(await client.addNote(" ")).toEqual({ kind: "refused", code: "empty" });
  // Visitors' commands are none of an agent's.
  for (const command of ["setContact", "confirm", "rate"]) expect(client).not.toHaveProperty(command);
});

test("signed out: refused after one question, waiting commands are answered, start() tries again", async () => {
  const world = new World(new ModelServer({ role: "agent" }));
  world.replies = () => refusal(401, "unauthorized");
  const client = sit(world);
  await tick();
  world.socket.muted = true;
  const note = client.addNote("difficult");
  client.sendMessage("hello");
  world.socket.end(4401);
  await tick(600_000);
  expect(await note).toEqual({ kind: "refused", code: "unauthorized" });
  expect(client.snapshot).toMatchObject({ phase: "refused", refusal: "unauthorized" });
  expect(world.requests.map((r) => r.path)).toEqual([`/v1/console/conversations/${CONVERSATION}/session`]);
  expect(await client.resolve()).toEqual({ kind: "refused", code: "unauthorized" });
  client.start();
  await tick();
  expect(client.snapshot).toMatchObject({ phase: "online", refusal: null });
});

test("still signed in, or the server in trouble: back-off", async () => {
  for (const reply of [{ status: 200, body: { agent: { id: "a" } } }, refusal(503, "unavailable")]) {
    const world = new World(new ModelServer({ role: "agent" }));
    world.replies = () => reply;
    world.onSocket = (socket) => socket.end(1006);
    const client = sit(world);
    await tick(60_000);
    expect(client.snapshot.phase).toBe("offline");
    expect(world.sockets.length).toBeGreaterThan(3);
  }
});
