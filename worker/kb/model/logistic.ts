import { exp } from "../exact-math.ts";

/** One observation: inputs, what was right (0 or 1), and how much it counts. */
export type Observation = { inputs: readonly number[]; right: number; weight: number };

/** What is believed before anything is seen: coefficients, and how many observations each of them is worth. */
export type Belief = { coefficients: readonly number[]; strength: number };

const NOTHING: Belief = { coefficients: [], strength: 1 };
const STEPS = 25;
const STILL = 1e-6;

/** Solves A·x = b by elimination; A is symmetric and positive here. */
function solve(a: readonly Float64Array[], b: Float64Array): Float64Array {
  const n = a.length;
  const rows = a.map((row, i) =>
    Float64Array.from({ length: n + 1 }, (_, j) => (j === n ? (b[i] ?? 0) : (row[j] ?? 0))),
  );
  for (let i = 0; i < n; i++) {
    const pivot = rows[i] ?? new Float64Array();
    for (let j = 0; j < n; j++) {
      const row = rows[j];
      if (j === i || row === undefined) continue;
      const factor = (row[i] ?? 0) / (pivot[i] ?? 1);
      for (let k = i; k <= n; k++) row[k] = (row[k] ?? 0) - factor * (pivot[k] ?? 0);
    }
  }
  return Float64Array.from(rows, (row, i) => (row[n] ?? 0) / (row[i] ?? 1));
}

/** `coefficients`: intercept, then one per input. */
export function probability(coefficients: readonly number[], inputs: readonly number[]): number {
  let z = coefficients[0] ?? 0;
  for (let i = 0; i < inputs.length; i++) z += (inputs[i] ?? 0) * (coefficients[i + 1] ?? 0);
  return 1 / (1 + exp(-z));
}

/**
 * Weighted logistic regression by Newton's method, each coefficient pulled towards `belief` (towards 0 without one; the intercept is free
 * then). Returns the intercept, then one coefficient per input.
 */
export function fitLogistic(observations: readonly Observation[], belief: Belief = NOTHING): number[] {
  const size = (observations[0]?.inputs.length ?? 0) + 1;
  const believed = (i: number): number => belief.coefficients[i] ?? 0;
  const strength = (i: number): number => (i === 0 && belief === NOTHING ? 0 : belief.strength);
  let coefficients = Array.from({ length: size }, (_, i) => believed(i));
  for (let step = 0; step < STEPS; step++) {
    const gradient = Float64Array.from(coefficients, (c, i) => strength(i) * (believed(i) - c));
    const curvature = coefficients.map((_, i) => {
      const row = new Float64Array(size);
      row[i] = strength(i);
      return row;
    });
    for (const { inputs, right, weight } of observations) {
      const p = probability(coefficients, inputs);
      const pull = weight * (right - p);
      const bend = weight * p * (1 - p);
      for (let i = 0; i < size; i++) {
        const xi = i === 0 ? 1 : (inputs[i - 1] ?? 0);
        gradient[i] = (gradient[i] ?? 0) + pull * xi;
        const row = curvature[i] as Float64Array;
        for (let j = 0; j <= i; j++) row[j] = (row[j] ?? 0) + bend * xi * (j === 0 ? 1 : (inputs[j - 1] ?? 0));
      }
    }
    for (let i = 0; i < size; i++)
      for (let j = i + 1; j < size; j++) (curvature[i] as Float64Array)[j] = curvature[j]?.[i] ?? 0;
    const change = solve(curvature, gradient);
    coefficients = coefficients.map((c, i) => c + (change[i] ?? 0));
    if (change.every((one) => Math.abs(one) < STILL)) break;
  }
  return coefficients;
}
