import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { openConnection } from "./connection.ts";
import type { ConnectionOptions } from "./connection-types.ts";
import { World } from "./testing/world.ts";

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

const tick = (ms = 1) => vi.advanceTimersByTimeAsync(ms);
const WELCOME = { type: "welcome" };

function connect(world: World, more: Partial<ConnectionOptions> = {}) {
  const phases: string[] = [];
  const frames: unknown[] = [];
  const connection = openConnection({
    url: "wss://support.example/socket",
    protocols: () => ["deskbell.1"],
    onOpen: (send) => void send({ type: "hello" }),
    onFrame: (frame) => frames.push(frame),
    onPhase: (phase, refusal) => phases.push(refusal ? `${phase} ${refusal}` : phase),
    afterRefusedUpgrade: async () => 0,
    environment: world.environment,
    ...more,
  });
  return { connection, phases, frames };
}

test("the way up: connecting, hello, welcome, online; unreadable frames are passed over", async () => {
  const world = new World();
  const { phases, frames, connection } = connect(world);
  expect(connection.send({ type: "early" })).toBe(false);
  await tick();
  expect(world.socket.texts).toEqual(['{"type":"hello"}']);
  expect(phases).toEqual(["connecting"]);
  world.socket.onmessage?.({ data: "no JSON" });
  world.socket.onmessage?.({ data: "null" });
  world.socket.receive(WELCOME);
  expect(phases).toEqual(["connecting", "online"]);
  expect(frames).toEqual([null, WELCOME]);
  expect(connection.send({ type: "later" })).toBe(true);
});

test.each([1001, 1006, 1012])("close %i: offline, a pause, and again", async (code) => {
  const world = new World();
  const { phases } = connect(world);
  await tick();
  world.socket.receive(WELCOME);
  world.socket.end(code);
  expect(phases.at(-1)).toBe("offline");
  await tick(499);
  expect(world.sockets).toHaveLength(1);
  await tick(600);
  expect(world.sockets).toHaveLength(2);
  world.socket.receive(WELCOME);
  expect(phases).toEqual(["connecting", "online", "offline", "online"]);
});

test("close 1008: the client is broken and stays away", async () => {
  const world = new World();
  const { phases } = connect(world);
  await tick();
  world.socket.receive(WELCOME);
  world.socket.end(1008);
  world.wake();
  await tick(600_000);
  expect(phases.at(-1)).toBe("refused bad_frame");
  expect(world.sockets).toHaveLength(1);
});

test("a refused upgrade, and close 4401, ask why; a code is the end until reconnect()", async () => {
  for (const how of ["upgrade", "4401"]) {
    const world = new World();
    if (how === "upgrade") world.onSocket = (socket) => socket.end(1006);
    const asked = vi.fn(async () => "unauthorized" as const);
    const { phases, connection } = connect(world, { afterRefusedUpgrade: asked });
    await tick();
    if (how === "4401") world.socket.end(4401);
    await tick(600_000);
    world.wake();
    await tick(600_000);
    expect(asked).toHaveBeenCalledTimes(1);
    expect(phases.at(-1)).toBe("refused unauthorized");
    expect(world.sockets).toHaveLength(1);
    connection.reconnect();
    expect(phases.at(-1)).toBe("connecting");
    await tick();
    expect(world.sockets).toHaveLength(2);
  }
});

test("no hope for ten minutes: tries grow rare", async () => {
  const world = new World();
  world.onSocket = (socket) => socket.end(1006);
  connect(world);
  await tick(600_000);
  // At most one in 15 s once the ceiling is reached (random is 0.5).
  expect(world.sockets.length).toBeGreaterThan(30);
  expect(world.sockets.length).toBeLessThan(50);
});

test("a server that greets and drops us at once is not stormed either", async () => {
  const world = new World();
  world.onSocket = (socket) => {
    socket.open();
    socket.receive(WELCOME);
    socket.end(1006);
  };
  connect(world);
  await tick(600_000);
  expect(world.sockets.length).toBeLessThan(50);
});

test.each([
  [9_900, 0],
  [10_100, 1],
])("a connection that held %i ms: %i tries within the second after it", async (held, tries) => {
  const world = new World();
  world.onSocket = (socket) => socket.end(1006);
  connect(world);
  await tick(120_000);
  world.onSocket = (socket) => {
    socket.open();
    socket.receive(WELCOME);
  };
  world.wake();
  await tick();
  expect(world.socket.readyState).toBe(1);
  const before = world.sockets.length;
  await tick(held);
  world.socket.end(1012);
  await tick(1_000);
  expect(world.sockets.length).toBe(before + tries);
});

test("silence: ping every 20 s, and pong keeps it alive", async () => {
  const world = new World();
  const { phases, frames } = connect(world);
  await tick();
  world.socket.receive(WELCOME);
  await tick(61_000);
  expect(world.socket.texts.filter((t) => t === "ping")).toHaveLength(3);
  expect(phases.at(-1)).toBe("online");
  expect(frames).toEqual([WELCOME]);
});

test("no pong within 10 s: the socket is dropped and late frames of it are not heard", async () => {
  const world = new World();
  const { phases, frames } = connect(world);
  await tick();
  const old = world.socket;
  old.receive(WELCOME);
  old.muted = true;
  await tick(29_900);
  expect(phases.at(-1)).toBe("online");
  await tick(200);
  expect(phases.at(-1)).toBe("offline");
  expect(old.readyState).toBe(3);
  await tick(1_000);
  expect(world.sockets).toHaveLength(2);
  old.receive({ type: "late" });
  old.end(1006);
  expect(frames).toEqual([WELCOME]);
  expect(world.sockets).toHaveLength(2);
});

test("a handshake that hangs is given up after 15 s", async () => {
  const world = new World();
  world.onSocket = () => {};
  const { phases } = connect(world);
  await tick(16_500);
  expect(phases).toEqual(["connecting", "offline"]);
  expect(world.sockets).toHaveLength(2);
});

test("waking up ends a pause, and probes an open socket", async () => {
  const world = new World();
  world.onSocket = (socket) => socket.end(1006);
  connect(world, { environment: { ...world.environment, random: () => 0.999 } });
  await tick(20_000);
  const before = world.sockets.length;
  world.onSocket = (socket) => socket.open();
  world.wake();
  await tick();
  expect(world.sockets.length).toBe(before + 1);
  world.wake();
  expect(world.socket.texts).toContain("ping");
});

test("close() is for good, also while protocols are being fetched", async () => {
  const world = new World();
  const { connection, phases } = connect(world, { protocols: async () => ["deskbell.1"] });
  connection.close();
  connection.reconnect();
  world.wake();
  await tick(60_000);
  expect(world.sockets).toHaveLength(0);
  expect(phases).toEqual(["connecting"]);
});

test("protocols that fail, and a WebSocket that throws, are tries that failed", async () => {
  const world = new World();
  let calls = 0;
  const { phases } = connect(world, {
    protocols: () => {
      if (calls++ === 0) throw new Error("no");
      return ["deskbell.1"];
    },
    url: () => {
      if (calls === 2) throw new Error("mixed content");
      return "wss://support.example/socket";
    },
  });
  await tick(3_000);
  expect(calls).toBe(3);
  expect(world.sockets).toHaveLength(1);
  expect(phases).toEqual(["connecting", "offline"]);
});

test("close 1011, and a server that asks to be left alone: tried again, not before that time, whoever wakes", async () => {
  const world = new World();
  const { phases } = connect(world, { afterRefusedUpgrade: async () => 120_000 });
  await tick();
  world.socket.receive(WELCOME);
  world.socket.end(1011);
  await tick(1_000);
  expect(world.sockets).toHaveLength(2);
  world.socket.end(1006);
  await tick(60_000);
  world.wake();
  await tick(60_000);
  expect(world.sockets).toHaveLength(2);
  await tick(1_300);
  expect(world.sockets).toHaveLength(3);
  expect(phases.at(-1)).toBe("offline");
});

test("a server that opens and pongs but never welcomes is left after 15 s", async () => {
  const world = new World();
  const asked = vi.fn(async () => 0);
  connect(world, { afterRefusedUpgrade: asked });
  await tick(5_000);
  world.wake();
  await tick(10_500);
  expect(asked).toHaveBeenCalledTimes(1);
  expect(world.sockets[0]?.readyState).toBe(3);
});

test("a half-open connection is noticed within 45 s, also where a hidden page's timers are late and rare", async () => {
  const world = new World();
  const { phases } = connect(world, {
    environment: {
      ...world.environment,
      // Browsers let the timers of a hidden page fire once a second. Rarer (once a minute) only for those that set each other five
      // times in a row; ours are set by what is heard.
      after: (ms, act) => {
        const timer = setTimeout(act, Math.ceil((Date.now() + ms) / 1_000) * 1_000 + 900 - Date.now());
        return () => clearTimeout(timer);
      },
    },
  });
  await tick();
  world.socket.receive(WELCOME);
  await tick(300_000);
  world.socket.muted = true;
  await tick(45_000);
  expect(phases.at(-1)).toBe("offline");
});

test("waking finds a dead connection within 10 s", async () => {
  const world = new World();
  const { phases } = connect(world);
  await tick();
  world.socket.receive(WELCOME);
  world.socket.muted = true;
  world.wake();
  await tick(10_000);
  expect(phases.at(-1)).toBe("offline");
});

test("a page that is left holds no socket; back again it connects at once", async () => {
  const world = new World();
  const { phases } = connect(world);
  await tick();
  world.socket.receive(WELCOME);
  world.sleep();
  expect(world.sockets.map((socket) => socket.readyState)).toEqual([3]);
  expect(phases.at(-1)).toBe("offline");
  await tick(300_000);
  expect(world.sockets).toHaveLength(1);
  world.wake();
  await tick();
  world.socket.receive(WELCOME);
  expect(world.sockets).toHaveLength(2);
  expect(phases.at(-1)).toBe("online");
});

test("a page that is left before the handshake's answer lets go of it too; one that was refused stays so", async () => {
  const world = new World();
  world.onSocket = () => undefined;
  const { phases } = connect(world);
  await tick();
  world.sleep();
  expect(world.sockets.map((socket) => socket.readyState)).toEqual([3]);
  world.wake();
  await tick();
  expect(world.sockets).toHaveLength(2);
  world.socket.end(1008);
  expect(phases.at(-1)).toBe("refused bad_frame");
  world.sleep();
  world.wake();
  await tick(300_000);
  expect(phases.at(-1)).toBe("refused bad_frame");
  expect(world.sockets).toHaveLength(2);
});

test("a frame that nobody can make sense of is as good as a lost connection", async () => {
  const world = new World();
  const { phases } = connect(world, {
    onFrame(frame) {
      if (!(frame as { heads?: object }).heads) throw new TypeError("no heads");
    },
  });
  await tick();
  world.socket.receive(WELCOME);
  await tick();
  expect(phases.at(-1)).toBe("offline");
  await tick(1_100);
  expect(world.sockets).toHaveLength(2);
  world.socket.receive({ ...WELCOME, heads: {} });
  expect(phases.at(-1)).toBe("online");
});
