import type { Numbers } from "../compact/packed-arrays.ts";

/**
 * One-vs-rest linear support vector machine, squared hinge, trained by dual coordinate descent (Hsieh et al., "A Dual Coordinate Descent
 * Method for Large-scale Linear SVM", ICML 2008), kept in its dual form: an article's verdict is a weighted sum of likenesses to
 * sentences, its own and those that could be mistaken for them. So it explains itself, needs no weights per feature, and one table of
 * likenesses serves the training, the calibration and the question.
 */

/** Cost of a mistake; ×5 for an article's own sentences, which are few. .5 to 4 and ×3 to ×10 are alike within half a point on dev. */
const COST = 1;
const COST_OWN = 5;
const PASSES = 8;
/** Square of the constant that stands for the intercept. */
const INTERCEPT = 0.2;
/** A smaller change of a weight is none. */
const STILL = 1e-4;
/**
 * Sentences of others that an article is told from: those most like its own. 250 are as good as all (CLINC150-10: 82.6 with 250, 82.4
 * with 500, 82.1 with 120, 81.4 with 60; BANKING77-10: 75.9, 76.2, 75.6, 74.1) and make training fifty times cheaper.
 */
const RIVALS = 250;
const RIVALS_MIDDLE = 120;
export const RIVALS_LARGE = 60;
/** From so many sentences on fewer rivals, and fewer folds of the calibration: each step is a quarter of the time and half of the file. */
export const MIDDLE = 4_000;
export const LARGE = 8_000;

export type Verdict = {
  /** Sentences that count, and by how much, own ones positive. */
  sentences: Numbers;
  weights: Float32Array;
  intercept: number;
};

export const rivalsFor = (sentences: number): number =>
  sentences > LARGE ? RIVALS_LARGE : sentences > MIDDLE ? RIVALS_MIDDLE : RIVALS;

/** Deterministic order for the passes: a build must give the same bytes every time. */
function shuffle(order: Uint32Array, seed: number): number {
  let state = seed;
  for (let i = order.length - 1; i > 0; i--) {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    const other = Math.floor((state / 2 ** 32) * (i + 1));
    const kept = order[i] ?? 0;
    order[i] = order[other] ?? 0;
    order[other] = kept;
  }
  return state;
}

/**
 * Tells the first `ownCount` of the sentences `all` from the others. `likeness`: among all of them, as a square. `importance` of a
 * sentence scales its cost.
 */
export function tellApart(
  all: Uint32Array,
  ownCount: number,
  likeness: readonly Float32Array[],
  importance: (sentence: number) => number,
): Verdict {
  const weights = new Float64Array(all.length);
  const margins = new Float64Array(all.length);
  const order = Uint32Array.from(all, (_, i) => i);
  let intercept = 0;
  let seed = 1;
  for (let pass = 0; pass < PASSES; pass++) {
    seed = shuffle(order, seed);
    for (const i of order) {
      const side = i < ownCount ? 1 : -1;
      const cost = (side > 0 ? COST * COST_OWN : COST) * importance(all[i] ?? 0);
      const slack = 1 / (2 * cost);
      const weight = weights[i] ?? 0;
      const gradient = side * ((margins[i] ?? 0) + intercept) - 1 + slack * weight;
      if (weight === 0 && gradient >= 0) continue;
      const row = likeness[i] as Float32Array;
      const next = Math.max(0, weight - gradient / ((row[i] ?? 0) + INTERCEPT + slack));
      const change = (next - weight) * side;
      if (Math.abs(change) < STILL) continue;
      weights[i] = next;
      intercept += change * INTERCEPT;
      for (let j = 0; j < margins.length; j++) margins[j] = (margins[j] ?? 0) + change * (row[j] ?? 0);
    }
  }
  const counting = [...order.keys()].filter((i) => (weights[i] ?? 0) > 0);
  return {
    sentences: Uint32Array.from(counting, (i) => all[i] ?? 0),
    weights: Float32Array.from(counting, (i) => (weights[i] ?? 0) * (i < ownCount ? 1 : -1)),
    intercept,
  };
}
