import { expect, it } from "vitest";
import { FEATURE_NAMES } from "../confidence.ts";
import { GENERAL, generalThreshold, untaughtThreshold } from "./general.ts";

it("has an intercept and one coefficient for each feature", () => {
  expect(GENERAL.length).toBe(1 + FEATURE_NAMES.length);
});

it("answers later the more of the answers shall be right, between the measured points too", () => {
  expect(generalThreshold(0.95)).toBe(0.82);
  expect(generalThreshold(0.875)).toBeCloseTo((0.3 + 0.49) / 2);
  const rising = [0.8, 0.81, 0.85, 0.86, 0.9, 0.93, 0.95, 0.96, 0.97, 0.98, 0.99].map(generalThreshold);
  expect(rising).toEqual(rising.toSorted((a, b) => a - b));
  expect(new Set(rising).size).toBe(rising.length);
  for (const precision of [0.8, 0.95, 0.99]) {
    expect(untaughtThreshold(precision)).toBeGreaterThan(0);
    expect(untaughtThreshold(precision)).toBeLessThan(generalThreshold(precision));
  }
});
