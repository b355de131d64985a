import { afterEach, beforeEach, expect, it, vi } from "vitest";
import type { ConversationId } from "../../protocol/model.ts";
import { receive } from "./receive.ts";

const EXPECTED = { max: 1_000, side: "visitor", id: "c_a" as ConversationId } as const;

/** Every wait that was asked for, in ms. */
let waits: number[] = [];
/** The wait of this number is over at once, no other one ever. */
let over = 0;
beforeEach(() => {
  waits = [];
  const wait = (ms: number) => (waits.push(ms) === over ? Promise.resolve() : new Promise(() => undefined));
  vi.stubGlobal("scheduler", { wait });
  vi.useFakeTimers({ toFake: ["Date"], now: 0 });
});
afterEach(() => {
  vi.useRealTimers();
  vi.unstubAllGlobals();
});

/** One byte at a time, `ms` apart, and then nothing more. */
function dripping(bytes: number, ms: number): Request {
  let sent = 0;
  const body = new ReadableStream(
    {
      pull(controller) {
        if (sent++ >= bytes) return new Promise(() => undefined);
        vi.setSystemTime(Date.now() + ms);
        controller.enqueue(new Uint8Array(1));
      },
    },
    { highWaterMark: 0 },
  );
  return new Request("https://desk.example/", { method: "POST", body, duplex: "half" } as RequestInit);
}
const received = (bytes: number, ms: number) =>
  receive(dripping(bytes, ms), EXPECTED, () => Promise.reject(new Error("it came to an end")));

it("waits ten seconds for each byte", async () => {
  over = 4;
  await expect(received(3, 1_000)).rejects.toMatchObject({ code: "unavailable", retryAfterMs: 2_000 });
  expect(waits).toEqual([10_000, 10_000, 10_000, 10_000]);
});

it("waits for the last byte no longer than for the whole", async () => {
  over = 20;
  await expect(received(19, 9_000)).rejects.toMatchObject({ code: "unavailable", retryAfterMs: 2_000 });
  expect(waits).toEqual([...Array.from({ length: 19 }, () => 10_000), 9_000]);
});
