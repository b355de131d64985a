import { expect, it } from "vitest";
import {
  BEGINNINGS_BURST,
  BEGINNINGS_PER_MINUTE,
  FILE_MAX_BYTES,
  UPLOADED_BYTES_BURST,
  UPLOADED_BYTES_PER_HOUR,
} from "../../protocol/limits.ts";
import { BEGINNINGS, Buckets, SHARED, UPLOADED } from "./buckets.ts";

/** How many of so many asked at once are let through. */
const passed = (buckets: Buckets, key: string, asked: number, now: number) =>
  Array.from({ length: asked }, () => buckets.take(key, now)).filter(Boolean).length;

it("a burst, then so many a minute; nobody pays for another", () => {
  const buckets = new Buckets(BEGINNINGS);
  expect(passed(buckets, "a", 1_000, 0)).toBe(BEGINNINGS_BURST);
  expect(passed(buckets, "a", 1_000, 60_000)).toBe(BEGINNINGS_PER_MINUTE);
  expect(passed(buckets, "b", 1_000, 60_000)).toBe(BEGINNINGS_BURST);
});

it("who is not told apart shares a bucket ten times as large", () => {
  expect(passed(new Buckets(BEGINNINGS), `${SHARED}demo`, 10_000, 0)).toBe(10 * BEGINNINGS_BURST);
});

it("memory is bounded, and what is in use is not forgotten", () => {
  const buckets = new Buckets(BEGINNINGS, 3);
  expect(passed(buckets, "busy", 1_000, 0)).toBe(BEGINNINGS_BURST);
  for (let i = 0; i < 100; i++) {
    buckets.take(`other ${i}`, 0);
    expect(buckets.take("busy", 0)).toBe(false);
  }
  for (let i = 0; i < 3; i++) buckets.take(`more ${i}`, 0);
  expect(buckets.take("busy", 0)).toBe(true);
});

it("a clock that goes back gives nothing away", () => {
  const buckets = new Buckets(BEGINNINGS);
  passed(buckets, "a", 1_000, 3_600_000);
  expect(passed(buckets, "a", 1_000, 0)).toBe(0);
});

it("bytes: all of a file or none of it, and what is refused costs nothing", () => {
  const buckets = new Buckets(UPLOADED);
  expect(buckets.take("a", 0, UPLOADED_BYTES_BURST - 10)).toBe(true);
  for (let i = 0; i < 100; i++) expect(buckets.take("a", 0, 11)).toBe(false);
  expect(buckets.take("a", 0, 10)).toBe(true);
  expect(buckets.take("a", 0, 1)).toBe(false);
  expect(buckets.take("b", 0, UPLOADED_BYTES_BURST)).toBe(true);
  expect(buckets.take("a", 3_600_000, UPLOADED_BYTES_PER_HOUR + 1)).toBe(false);
  expect(buckets.take("a", 3_600_000, UPLOADED_BYTES_PER_HOUR)).toBe(true);
});

it("bytes of who is not told apart: ten times as many", () => {
  const buckets = new Buckets(UPLOADED);
  expect(buckets.take(`${SHARED}demo`, 0, 10 * UPLOADED_BYTES_BURST + 1)).toBe(false);
  expect(buckets.take(`${SHARED}demo`, 0, 10 * UPLOADED_BYTES_BURST)).toBe(true);
});

it("who waits as long as is said gets it, and a moment before does not", () => {
  for (const key of ["a", `${SHARED}demo`]) {
    for (const bytes of [54_321, 1_000_003, FILE_MAX_BYTES - 1, FILE_MAX_BYTES]) {
      const buckets = new Buckets(UPLOADED);
      const now = 1_700_000_000_000;
      expect(buckets.wait(key, bytes)).toBe(0);
      while (buckets.take(key, now, bytes));
      const wait = buckets.wait(key, bytes);
      expect(Number.isInteger(wait)).toBe(true);
      expect(wait).toBeGreaterThan(0);
      expect(buckets.take(key, now + wait - 2, bytes)).toBe(false);
      expect(buckets.take(key, now + wait, bytes)).toBe(true);
    }
  }
});
