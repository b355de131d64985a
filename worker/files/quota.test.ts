import { expect, it } from "vitest";
import {
  FILE_MAX_BYTES,
  FILE_MAX_BYTES_IN_OBJECT,
  FILES_MAX_BYTES,
  FILES_MAX_BYTES_IN_OBJECT,
  FILES_PER_CONVERSATION,
} from "../../protocol/limits.ts";
import { hasRoom, type Store } from "./quota.ts";

const held = (count: number, size: number, store: Store) => Array.from({ length: count }, () => ({ size, store }));

it.each([
  ["object", FILE_MAX_BYTES_IN_OBJECT, FILES_MAX_BYTES_IN_OBJECT],
  ["bucket", FILE_MAX_BYTES, FILES_MAX_BYTES],
] as const)("in the %s: up to the last byte", (store, file, all) => {
  const full = held(Math.floor(all / file) - 1, file, store);
  const left = all - full.length * file;
  expect(hasRoom(full, { size: left, store })).toBe(true);
  expect(hasRoom(full, { size: left + 1, store })).toBe(false);
});

it.each(["object", "bucket"] as const)("in the %s: the hundredth, and no more", (store) => {
  expect(hasRoom(held(FILES_PER_CONVERSATION - 1, 1, store), { size: 1, store })).toBe(true);
  expect(hasRoom(held(FILES_PER_CONVERSATION, 1, store), { size: 1, store })).toBe(false);
});

it("what lies in a bucket takes no room in the object, but the bucket counts everything", () => {
  const big = held(5, FILE_MAX_BYTES, "bucket");
  expect(hasRoom(big, { size: FILE_MAX_BYTES_IN_OBJECT, store: "object" })).toBe(true);
  const small = held(5, FILE_MAX_BYTES_IN_OBJECT, "object");
  expect(hasRoom([...small, ...held(9, FILE_MAX_BYTES, "bucket")], { size: FILE_MAX_BYTES, store: "bucket" })).toBe(
    false,
  );
});

it("one file always fits into an empty conversation", () => {
  expect(hasRoom([], { size: FILE_MAX_BYTES_IN_OBJECT, store: "object" })).toBe(true);
  expect(hasRoom([], { size: FILE_MAX_BYTES, store: "bucket" })).toBe(true);
});
