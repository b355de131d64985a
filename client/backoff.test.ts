import * as fc from "fast-check";
import { expect, test } from "vitest";
import { backoffMs } from "./backoff.ts";

test("every wait is between 0.5 s and 30 s, however long the series", () => {
  fc.assert(
    fc.property(fc.nat(), fc.double({ min: 0, max: 1, maxExcluded: true, noNaN: true }), (attempt, random) => {
      const ms = backoffMs(attempt, random);
      expect(ms).toBeGreaterThanOrEqual(500);
      expect(ms).toBeLessThan(30_000);
    }),
  );
});

test("the ceiling doubles from 1 s to 30 s and the floor stays", () => {
  expect([0, 1, 2, 3, 4, 5, 6, 100].map((n) => Math.round(backoffMs(n, 0.999999)))).toEqual([
    1_000, 2_000, 4_000, 8_000, 16_000, 30_000, 30_000, 30_000,
  ]);
  expect([0, 5, 100].map((n) => backoffMs(n, 0))).toEqual([500, 500, 500]);
});
