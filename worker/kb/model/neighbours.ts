import type { SentenceSpace, SentenceVector } from "./sentence-space.ts";
import type { Postings } from "./sentences.ts";

/** The sentences most like one sentence, in no order, and how much they are: what a large base keeps instead of all likenesses. */
export type Neighbours = { sentences: Uint32Array; dots: Float32Array };

/** A feature of more sentences than this finds no neighbours: it would find everybody. */
export const COMMONEST = 1_000;
const STEPS = 128;

/** Finds the `count` nearest of all (a few more where many are equally near), itself among them. */
export function neighbourFinder(
  { starts, owners, values }: Postings,
  sentences: number,
  count: number,
): (vector: SentenceVector) => Neighbours {
  const dots = new Float32Array(sentences);
  const touched = new Uint32Array(sentences);
  return ({ places, values: own }) => {
    let found = 0;
    for (let i = 0; i < places.length; i++) {
      const place = places[i] ?? 0;
      const from = starts[place] ?? 0;
      const end = starts[place + 1] ?? 0;
      if (end - from > COMMONEST) continue;
      const value = own[i] ?? 0;
      for (let at = from; at < end; at++) {
        const owner = owners[at] ?? 0;
        const before = dots[owner] ?? 0;
        if (before === 0) touched[found++] = owner;
        dots[owner] = before + value * (values[at] ?? 0);
      }
    }
    const near = nearestOf(touched.subarray(0, found), dots, count);
    const nearDots = Float32Array.from(near, (sentence) => dots[sentence] ?? 0);
    for (let i = 0; i < found; i++) dots[touched[i] ?? 0] = 0;
    return { sentences: near, dots: nearDots };
  };
}

/**
 * Of `sentences`, the `count` with the greatest dots (0..1), a few more where many are equally near, in no order. A histogram says from
 * which dot on there are so many: a tenth of the cost of sorting thousands.
 */
export function nearestOf(sentences: Uint32Array, dots: Float32Array, count: number): Uint32Array {
  const steps = new Uint32Array(STEPS + 1);
  const stepOf = (sentence: number): number => Math.min(STEPS, Math.floor((dots[sentence] ?? 0) * STEPS));
  for (const sentence of sentences) {
    const step = stepOf(sentence);
    steps[step] = (steps[step] ?? 0) + 1;
  }
  let least = STEPS;
  let kept = steps[least] ?? 0;
  while (least > 0 && kept < count) kept += steps[--least] ?? 0;
  return sentences.filter((sentence) => stepOf(sentence) >= least);
}

/** Likenesses among some sentences by their vectors, as a square. */
export function squareOf(vectors: readonly SentenceVector[], space: SentenceSpace, all: Uint32Array): Float32Array[] {
  const spread = new Float32Array(space.hashes.length);
  const rows = Array.from(all, () => new Float32Array(all.length));
  for (let i = 0; i < all.length; i++) {
    const own = vectors[all[i] ?? 0];
    const row = rows[i];
    if (own === undefined || row === undefined) continue;
    for (let k = 0; k < own.places.length; k++) spread[own.places[k] ?? 0] = own.values[k] ?? 0;
    for (let j = i; j < all.length; j++) {
      const other = vectors[all[j] ?? 0];
      if (other === undefined) continue;
      let dot = 0;
      for (let k = 0; k < other.places.length; k++) dot += (spread[other.places[k] ?? 0] ?? 0) * (other.values[k] ?? 0);
      row[j] = dot;
      const mirrored = rows[j];
      if (mirrored) mirrored[i] = dot;
    }
    for (const place of own.places) spread[place] = 0;
  }
  return rows;
}
