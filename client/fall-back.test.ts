import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { FAIR, Network } from "./testing/network.ts";
import { texts } from "./testing/visit.ts";
import { CONTEXT, memoryStorage, SERVER } from "./testing/world.ts";
import { visitorConversation } from "./visitor.ts";

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

const tick = (ms: number) => vi.advanceTimersByTimeAsync(ms);

/** A visitor who has said "one"; addresses of what was begun, sockets as "socket". */
function visitor(weather: Partial<typeof FAIR>) {
  const network = new Network(() => 0.5);
  network.turn(weather);
  const environment = network.environment();
  const log: string[] = [];
  const { fetch, WebSocket: Socket } = environment as Required<typeof environment>;
  const client = visitorConversation({
    server: SERVER,
    site: "shop",
    storage: memoryStorage(),
    context: () => CONTEXT,
    environment: {
      ...environment,
      fetch: (url, init) => {
        log.push(new URL(url).pathname.split("/").at(-1) ?? "");
        return fetch(url, init);
      },
      WebSocket: class extends Socket {
        constructor(url: string) {
          super(url);
          log.push("socket");
        }
      },
    },
  });
  client.sendMessage("one");
  const id = () => [...network.servers.keys()][0] ?? "";
  /** What was begun since the last look. */
  const begun = () => log.splice(0);
  return { network, client, id, begun };
}

test("two sockets that come to nothing though the server answers: HTTP, and everything works there", async () => {
  const { network, client, id, begun } = visitor({ blocked: true });
  await tick(2_000);
  expect(begun().slice(0, 8)).toEqual(
    ["conversations", "socket", "session", "socket", "session", "events", "frames"].concat("events"),
  );
  expect(client.snapshot).toMatchObject({ phase: "online", pending: [] });
  network.say(id(), "two");
  await tick(2_000);
  client.sendMessage("three");
  await tick(2_000);
  expect(texts(client.snapshot)).toEqual(["one", "two", "three"]);
  expect(client.snapshot.messages.public).toEqual(network.server(id()).log.public);
  // A quiet minute: one question in 25 s.
  await tick(30_000);
  begun();
  await tick(60_000);
  expect(begun().length).toBeLessThanOrEqual(3);
});

test("a proxy that opens sockets and swallows all frames is one that blocks them", async () => {
  const { network, client, begun } = visitor({ swallowing: true });
  await tick(45_000);
  expect(client.snapshot).toMatchObject({ phase: "online", pending: [] });
  expect(begun()).toContain("events");
  // A socket that merely opens changes nothing, and does not stay open.
  const phases: string[] = [];
  client.subscribe(() => phases.push(client.snapshot.phase));
  await tick(330_000);
  network.wake();
  client.sendMessage("two");
  await tick(16_000);
  expect(begun().filter((a) => a === "socket")).toHaveLength(2);
  expect(new Set(phases)).toEqual(new Set(["online"]));
  expect(texts(client.snapshot)).toEqual(["one", "two"]);
  expect(network.open).toBe(0);
});

test("no fall-back while the server itself is away, or says no", async () => {
  const { client, begun } = visitor({ down: true });
  await tick(300_000);
  expect(client.snapshot.phase).toBe("offline");
  expect(begun()).not.toContain("events");
});

test("every five minutes, and on waking, a socket is tried beside HTTP, which serves on until one opens", async () => {
  const { network, client, id, begun } = visitor({ blocked: true });
  await tick(2_000);
  const phases: string[] = [];
  client.subscribe(() => phases.push(client.snapshot.phase));
  begun();
  await tick(330_000);
  expect(begun().filter((a) => a === "socket")).toHaveLength(1);
  network.wake();
  client.sendMessage("two");
  await tick(1_000);
  expect(begun()).toEqual(expect.arrayContaining(["socket", "frames"]));
  network.turn(FAIR);
  await tick(1_000);
  network.wake();
  network.say(id(), "three");
  await tick(1_000);
  client.sendMessage("four");
  await tick(1_000);
  begun();
  client.sendMessage("five");
  network.say(id(), "six");
  await tick(120_000);
  // Over the socket now.
  expect(begun()).toEqual([]);
  expect(new Set(phases)).toEqual(new Set(["online"]));
  expect(texts(client.snapshot)).toEqual(["one", "two", "three", "four", "six", "five"]);
  // And it is watched as a socket.
  network.turn({ stalled: true });
  await tick(45_000);
  expect(client.snapshot.phase).toBe("offline");
});

test("a socket that held and is blocked again: HTTP at once after the next one that fails", async () => {
  const { network, client, begun } = visitor({ blocked: true });
  await tick(2_000);
  // HTTP fails too, so a socket is next; then the network is back, but not for sockets.
  network.turn({ down: true, blocked: true });
  network.cut();
  await tick(60_000);
  expect(client.snapshot.phase).toBe("offline");
  network.turn({ blocked: true });
  network.wake();
  begun();
  await tick(100);
  network.wake();
  await tick(100);
  expect(client.snapshot.phase).toBe("online");
  expect(begun().filter((a) => a === "socket").length).toBeLessThanOrEqual(2);
});

test("stop() ends the questions", async () => {
  const { client, begun } = visitor({ blocked: true });
  await tick(2_000);
  client.stop();
  begun();
  await tick(600_000);
  expect(begun()).toEqual([]);
});
