/** One observation: inputs, what was right (0 or 1), and how much it counts. */
export type Observation = { inputs: readonly number[]; right: number; weight: number };

/** Pull of every coefficient towards 0, in observations; the intercept is free. */
const RIDGE = 1;
const STEPS = 25;

/** Solves A·x = b by elimination; A is symmetric and positive here. */
function solve(a: readonly (readonly number[])[], b: readonly number[]): number[] {
  const rows = a.map((row, i) => [...row, b[i] ?? 0]);
  const n = rows.length;
  for (let i = 0; i < n; i++) {
    const pivot = rows[i] ?? [];
    for (let j = 0; j < n; j++) {
      const row = rows[j];
      if (j === i || row === undefined) continue;
      const factor = (row[i] ?? 0) / (pivot[i] ?? 1);
      for (let k = i; k <= n; k++) row[k] = (row[k] ?? 0) - factor * (pivot[k] ?? 0);
    }
  }
  return rows.map((row, i) => (row[n] ?? 0) / (row[i] ?? 1));
}

export const probability = (coefficients: readonly number[], inputs: readonly number[]): number =>
  1 / (1 + Math.exp(-inputs.reduce((z, input, i) => z + input * (coefficients[i + 1] ?? 0), coefficients[0] ?? 0)));

/** Weighted logistic regression by Newton's method. Returns the intercept, then one coefficient per input. */
export function fitLogistic(observations: readonly Observation[]): number[] {
  const size = (observations[0]?.inputs.length ?? 0) + 1;
  let coefficients: number[] = Array.from({ length: size }, () => 0);
  for (let step = 0; step < STEPS; step++) {
    const gradient = coefficients.map((c, i) => (i === 0 ? 0 : -RIDGE * c));
    const curvature = coefficients.map((_, i) => coefficients.map((__, j): number => (i === j && i > 0 ? RIDGE : 0)));
    for (const { inputs, right, weight } of observations) {
      const p = probability(coefficients, inputs);
      const x = [1, ...inputs];
      x.forEach((xi, i) => {
        gradient[i] = (gradient[i] ?? 0) + weight * (right - p) * xi;
        const row = curvature[i] ?? [];
        x.forEach((xj, j) => {
          row[j] = (row[j] ?? 0) + weight * p * (1 - p) * xi * xj;
        });
      });
    }
    const change = solve(curvature, gradient);
    coefficients = coefficients.map((c, i) => c + (change[i] ?? 0));
  }
  return coefficients;
}
