import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { knownRequests } from "./known-requests.ts";
import type * as Rescue from "./rescue.ts";
import { Desk, idOf as id } from "./testing/desk.ts";
import { Network } from "./testing/network.ts";
import { CONTEXT, memoryStorage, SERVER } from "./testing/world.ts";
import { visitorConversation } from "./visitor.ts";

/* The file of rescue.ts cannot be loaded for a while: nothing is lost, and it is tried again. */

const file = vi.hoisted(() => ({ isThere: false, asked: 0 }));
vi.mock("./rescue.ts", async (original) => {
  const real = await original<typeof Rescue>();
  const given = <T>(part: T): T => {
    file.asked++;
    if (!file.isThere) throw new TypeError("Failed to fetch dynamically imported module");
    return part;
  };
  return {
    get elsewhere() {
      return given(real.elsewhere);
    },
    get fallBack() {
      return given(real.fallBack);
    },
  };
});

beforeEach(() => {
  vi.useFakeTimers();
  Object.assign(file, { isThere: false, asked: 0 });
});
afterEach(() => void vi.useRealTimers());

const tick = (ms: number) => vi.advanceTimersByTimeAsync(ms);

test("sockets are blocked: back-off goes on, and HTTP comes as soon as the file does", async () => {
  const network = new Network(() => 0.5);
  network.turn({ blocked: true });
  const client = visitorConversation({
    server: SERVER,
    site: "shop",
    storage: memoryStorage(),
    context: () => CONTEXT,
    environment: network.environment(),
  });
  client.sendMessage("one");
  await tick(120_000);
  expect(client.snapshot).toMatchObject({ phase: "offline", pending: [{ text: "one", state: "pending" }] });
  expect(file.asked).toBeGreaterThan(1);
  expect(file.asked).toBeLessThan(20);
  file.isThere = true;
  await tick(120_000);
  expect(client.snapshot).toMatchObject({ phase: "online", pending: [] });
});

test("something waits in a request that is not shown: it is kept, and goes out when the file is there", async () => {
  const desk = new Desk();
  const tab = await desk.with(2);
  tab.open(id(1));
  await tick(1_000);
  desk.world.onSocket = (socket) => socket.end(1006);
  desk.world.socket.end(1006);
  tab.sendMessage("left");
  tab.open(id(2));
  desk.answer = (request, body) =>
    request.endsWith(`${id(1)}/frames`)
      ? { status: 200, body: { events: desk.server(1).answer(JSON.parse(body)) } }
      : undefined;
  desk.world.onSocket = (socket) => socket.open();
  desk.world.wake();
  await tick(61_000);
  expect(file.asked).toBeGreaterThan(1);
  expect(knownRequests(tab).find((r) => r.number === 10)?.unsent).toBe(1);
  file.isThere = true;
  await tick(31_000);
  expect(desk.said(1)).toEqual(["question 1", "left"]);
  expect(knownRequests(tab).find((r) => r.number === 10)?.unsent).toBe(0);
});
