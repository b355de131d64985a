import { expect, it } from "vitest";
import { BEGINNINGS_BURST, BEGINNINGS_PER_MINUTE } from "../../protocol/limits.ts";
import { Buckets, SHARED } from "./buckets.ts";

/** How many of so many asked at once are let through. */
const passed = (buckets: Buckets, key: string, asked: number, now: number) =>
  Array.from({ length: asked }, () => buckets.take(key, now)).filter(Boolean).length;

it("a burst, then so many a minute; nobody pays for another", () => {
  const buckets = new Buckets();
  expect(passed(buckets, "a", 1_000, 0)).toBe(BEGINNINGS_BURST);
  expect(passed(buckets, "a", 1_000, 60_000)).toBe(BEGINNINGS_PER_MINUTE);
  expect(passed(buckets, "b", 1_000, 60_000)).toBe(BEGINNINGS_BURST);
});

it("who is not told apart shares a bucket ten times as large", () => {
  expect(passed(new Buckets(), `${SHARED}demo`, 10_000, 0)).toBe(10 * BEGINNINGS_BURST);
});

it("memory is bounded, and what is in use is not forgotten", () => {
  const buckets = new Buckets(3);
  expect(passed(buckets, "busy", 1_000, 0)).toBe(BEGINNINGS_BURST);
  for (let i = 0; i < 100; i++) {
    buckets.take(`other ${i}`, 0);
    expect(buckets.take("busy", 0)).toBe(false);
  }
  for (let i = 0; i < 3; i++) buckets.take(`more ${i}`, 0);
  expect(buckets.take("busy", 0)).toBe(true);
});

it("a clock that goes back gives nothing away", () => {
  const buckets = new Buckets();
  passed(buckets, "a", 1_000, 3_600_000);
  expect(passed(buckets, "a", 1_000, 0)).toBe(0);
});
