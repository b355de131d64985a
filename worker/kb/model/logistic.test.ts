import { expect, it } from "vitest";
import { fitLogistic, type Observation, probability } from "./logistic.ts";

/** Right in `share` of cases at x = 1, in half of them at x = 0. */
const seen = (share: number, times: number): Observation[] => [
  { inputs: [1], right: 1, weight: share * times },
  { inputs: [1], right: 0, weight: (1 - share) * times },
  { inputs: [0], right: 1, weight: times / 2 },
  { inputs: [0], right: 0, weight: times / 2 },
];

it("finds the shares that it was shown", () => {
  const coefficients = fitLogistic(seen(0.9, 10_000));
  expect(probability(coefficients, [1])).toBeCloseTo(0.9, 2);
  expect(probability(coefficients, [0])).toBeCloseTo(0.5, 2);
});

it("keeps to its belief until it has seen enough", () => {
  const belief = { coefficients: [0, -2], strength: 20 };
  expect(fitLogistic([], belief)).toEqual([0]);
  const few = fitLogistic(seen(0.9, 4), belief)[1] ?? 0;
  const many = fitLogistic(seen(0.9, 4_000), belief)[1] ?? 0;
  expect(few).toBeLessThan(-1.5);
  expect(many).toBeGreaterThan(2);
});
