import { expect, test } from "vitest";
import { pixelsOf } from "./picture-size.ts";

const of = (...bytes: (number | string)[]): number => {
  const all = Uint8Array.from(bytes.flatMap((b) => (typeof b === "string" ? [...Buffer.from(b, "latin1")] : [b])));
  return pixelsOf(all.buffer);
};
const u32 = (n: number): number[] => [n >>> 24, (n >>> 16) & 255, (n >>> 8) & 255, n & 255];

const png = (width: number, height: number) =>
  of("\x89PNG\r\n\x1a\n", ...u32(13), "IHDR", ...u32(width), ...u32(height), 8, 6);
/** A segment of a JPEG: its marker and what is in it. */
const segment = (marker: number, ...data: number[]): number[] => [
  0xff,
  marker,
  (data.length + 2) >>> 8,
  (data.length + 2) & 255,
  ...data,
];
const frame = (marker: number): number[] => segment(marker, 8, 0x03, 0x00, 0x04, 0x00, 3);

test("PNG, also one that nobody should decode", () => {
  expect(png(640, 480)).toBe(307_200);
  expect(png(20_000, 20_000)).toBe(400_000_000);
  expect(png(1, 1_000_000_000)).toBe(1_000_000_000);
});

test("GIF: the lower byte first", () => {
  expect(of("GIF89a", 0x80, 0x02, 0xe0, 0x01)).toBe(307_200);
});

test.each([0xc0, 0xc1, 0xc2, 0xcf])("JPEG whose frame is %i, behind what the camera says and its tables", (marker) => {
  const before = [
    ...segment(0xe1, ...Array.from({ length: 300 }, () => 0xff)),
    ...segment(0xc4, 1, 2),
    ...segment(0xdb),
  ];
  expect(of(0xff, 0xd8, ...before, ...frame(marker))).toBe(0x300 * 0x400);
});

test.each<[string, (number | string)[]]>([
  ["nothing", []],
  ["a text", ["Hello, this is a text of some length"]],
  ["a PNG that ends", ["\x89PNG\r\n\x1a\n"]],
  ["a JPEG that ends", [0xff, 0xd8, ...segment(0xe0, 1, 2)]],
  ["a JPEG that goes round", [0xff, 0xd8, 0, 0, 0, 0]],
  ["a WebP", ["RIFF", 0, 0, 0, 0, "WEBPVP8 ", ...Array.from({ length: 20 }, () => 1)]],
])("%s does not say", (_, bytes) => {
  expect(of(...bytes)).toBe(0);
});
