import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { agentConversation } from "./agent.ts";
import { ModelServer } from "./testing/model-server.ts";
import { visit } from "./testing/visit.ts";
import { CONVERSATION, SERVER, World } from "./testing/world.ts";

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

const tick = (ms = 1) => vi.advanceTimersByTimeAsync(ms);
const ANN = { kind: "agent", name: "Ann" } as const;

async function online() {
  const server = new ModelServer();
  const world = new World(server);
  const client = visit(world);
  client.sendMessage("one");
  await tick();
  return { server, world, client };
}

test("typing is told at the first letter, then in 3 s at most, and once that it is over", async () => {
  const { world, client } = await online();
  const told = () => world.socket.ofType("typing.set").map((f) => f.on);
  client.setTyping(false);
  for (let i = 0; i < 50; i++) {
    client.setTyping(true);
    await tick(100);
  }
  expect(told()).toEqual([true, true]);
  client.setTyping(false);
  client.setTyping(false);
  expect(told()).toEqual([true, true, false]);
  client.setTyping(true);
  client.sendMessage("two");
  // The message says it: no further word, and the next letter is told at once.
  client.setTyping(false);
  client.setTyping(true);
  expect(told()).toEqual([true, true, false, true, true]);
  world.socket.end(1006);
  client.setTyping(true);
  await tick(1_000);
  client.setTyping(true);
  expect(told()).toEqual([true]);
});

test("nothing is told of typing and reading where there is no connection", async () => {
  const world = new World(new ModelServer());
  const client = visit(world);
  client.setTyping(true);
  client.setRead();
  await tick(60_000);
  expect([world.requests, world.sockets]).toEqual([[], []]);
});

test("who types is shown until they stop, 6 s pass without a word, their message comes, or the connection goes", async () => {
  const { server, world, client } = await online();
  const types = (on: boolean, who: object = ANN) => world.socket.receive({ type: "typing.changed", who, on });
  const shown = () => client.snapshot.typing;
  expect(shown()).toBe(null);
  types(true);
  expect(shown()).toEqual(ANN);
  types(false);
  expect(shown()).toBe(null);
  types(true);
  await tick(4_000);
  types(true);
  await tick(4_000);
  expect(shown()).toEqual(ANN);
  await tick(2_000);
  expect(shown()).toBe(null);
  types(true);
  world.socket.receive(server.append({ kind: "bot" }, "not theirs"));
  expect(shown()).toEqual(ANN);
  world.socket.receive(server.append({ ...ANN, id: "a_1" } as never, "theirs"));
  expect(shown()).toBe(null);
  types(true);
  world.socket.end(1006);
  expect(shown()).toBe(null);
});

test("what has been read is told once for each change, and again over a new connection", async () => {
  const { server, world, client } = await online();
  const told = () => world.socket.ofType("read.set").map((f) => f.seq);
  client.setRead();
  client.setRead();
  expect(told()).toEqual([1]);
  world.socket.receive(server.append({ kind: "bot" }, "two"));
  client.setRead();
  expect(told()).toEqual([1, 2]);
  world.socket.receive({ type: "read.changed", read: { visitor: 2, agent: 1 } });
  expect(client.snapshot.read).toEqual({ visitor: 2, agent: 1 });
  world.socket.end(1006);
  client.setRead();
  await tick(1_000);
  client.setRead();
  expect(told()).toEqual([2]);
  client.forget();
  expect(client.snapshot.read).toEqual({ visitor: 0, agent: 0 });
});

test("agents see who else is there, while they are connected", async () => {
  const world = new World(new ModelServer({ role: "agent" }));
  const client = agentConversation({ server: SERVER, conversationId: CONVERSATION, environment: world.environment });
  client.start();
  await tick();
  expect(client.snapshot.viewers).toEqual([]);
  world.socket.receive({ type: "viewers.changed", viewers: [{ id: "a_1", name: "Ann" }] });
  expect(client.snapshot.viewers).toEqual([{ id: "a_1", name: "Ann" }]);
  world.socket.receive({ type: "typing.changed", who: { kind: "visitor" }, on: true });
  expect(client.snapshot.typing).toEqual({ kind: "visitor" });
  world.socket.end(1006);
  expect(client.snapshot).toMatchObject({ viewers: [], typing: null });
});
