import { describe, expect, test } from "vitest";
import { frameSplitter } from "./frames.ts";

function frame(text: string, mask?: number[]): Buffer {
  const body = Buffer.from(text);
  const bit = mask ? 0x80 : 0;
  const head =
    body.length < 126
      ? Buffer.from([0x81, bit | body.length])
      : Buffer.from([0x81, bit | 126, body.length >> 8, body.length & 0xff]);
  if (!mask) return Buffer.concat([head, body]);
  return Buffer.concat([head, Buffer.from(mask), body.map((b, i) => b ^ (mask[i % 4] ?? 0))]);
}

describe("frameSplitter", () => {
  const long = "long ".repeat(100);
  const stream = Buffer.concat([
    frame("one", [1, 2, 3, 4]),
    frame(long, [9, 8, 7, 6]),
    frame("ping"),
    frame("я", [5, 5, 5, 5]),
  ]);

  test.each([1, 2, 3, 7, 64, 10_000])("finds the same frames in chunks of %i bytes", (size) => {
    const split = frameSplitter();
    const found = [];
    for (let at = 0; at < stream.length; at += size) found.push(...split(stream.subarray(at, at + size)));
    expect(found.map((f) => f.text)).toEqual(["one", long, "ping", "я"]);
    expect(Buffer.concat(found.map((f) => f.bytes)).equals(stream)).toBe(true);
  });

  test("a frame that is not whole is not given out", () => {
    expect(frameSplitter()(frame(long).subarray(0, 200))).toEqual([]);
  });
});
