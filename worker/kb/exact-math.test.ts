import * as fc from "fast-check";
import { expect, it } from "vitest";
import { exp, ln } from "./exact-math.ts";

it("is the logarithm to the 14th digit", () => {
  fc.assert(
    fc.property(fc.double({ min: 1e-300, max: 1e300, noNaN: true }), (x) => {
      expect(Math.abs(ln(x) - Math.log(x))).toBeLessThanOrEqual(1e-14 * Math.max(1, Math.abs(Math.log(x))));
    }),
  );
  expect(ln(1)).toBe(0);
});

it("is the exponential to the 13th digit", () => {
  fc.assert(
    fc.property(fc.double({ min: -700, max: 700, noNaN: true }), (x) => {
      expect(Math.abs(exp(x) / Math.exp(x) - 1)).toBeLessThanOrEqual(1e-13);
    }),
  );
  expect(exp(0)).toBe(1);
  expect(exp(Number.NEGATIVE_INFINITY)).toBeGreaterThan(0);
  expect(Number.isFinite(exp(1e9))).toBe(true);
});
