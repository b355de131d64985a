import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
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
  vi.restoreAllMocks();
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

describe("asks whether so many bytes may come", () => {
  const given = (bytes: number, headers: Record<string, string> = {}): Request =>
    new Request("https://desk.example/", {
      method: "POST",
      headers,
      body: new ReadableStream({
        start(controller) {
          for (let i = 0; i < bytes; i++) controller.enqueue(new Uint8Array(1));
          controller.close();
        },
      }),
      duplex: "half",
    } as RequestInit);
  const length = (bytes: Uint8Array) => Promise.resolve(bytes.byteLength);

  it.each<[string, Record<string, string>]>([
    ["by Content-Length", { "Content-Length": "7" }],
    ["when all have come, where it says nothing", {}],
    ["and where it is no number", { "Content-Length": "-7" }],
  ])("once: %s", async (_, headers) => {
    const spend = vi.fn(async () => undefined);
    expect(await receive(given(7, headers), { ...EXPECTED, spend }, length)).toBe(7);
    expect(spend.mock.calls).toEqual([[7]]);
  });

  it("before the first of them is read, where they are announced; refused, its place is free again", async () => {
    const seen: string[] = [];
    const read = ReadableStreamDefaultReader.prototype.read;
    vi.spyOn(ReadableStreamDefaultReader.prototype, "read").mockImplementation(function (
      this: ReadableStreamDefaultReader,
    ) {
      seen.push("read");
      return read.call(this);
    });
    const spend = () => {
      seen.push("asked");
      return Promise.reject(new Error("refused"));
    };
    for (let i = 0; i < 5; i++) {
      const announced = given(7, { "Content-Length": "7" });
      await expect(receive(announced, { ...EXPECTED, spend }, length)).rejects.toThrow("refused");
    }
    expect(seen).toEqual(Array.from({ length: 5 }, () => "asked"));
  });

  it("nobody hears of bytes that were refused by then", async () => {
    const use = vi.fn(length);
    const refused = () => Promise.reject(new Error("refused"));
    await expect(receive(given(7), { ...EXPECTED, spend: refused }, use)).rejects.toThrow("refused");
    expect(use).not.toHaveBeenCalled();
  });

  it("not for what is too big by its own word, and no more come than were asked for", async () => {
    const spend = vi.fn(async () => undefined);
    const announced = (said: string) => receive(given(7, { "Content-Length": said }), { ...EXPECTED, spend }, length);
    await expect(announced("1001")).rejects.toMatchObject({ code: "too_big" });
    expect(spend).not.toHaveBeenCalled();
    await expect(announced("6")).rejects.toMatchObject({ code: "too_big" });
    expect(spend.mock.calls).toEqual([[6]]);
  });
});
