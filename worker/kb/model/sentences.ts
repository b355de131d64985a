import type { Numbers } from "../compact/packed-arrays.ts";
import type { SentenceVector } from "./sentence-space.ts";

/**
 * All learned sentences by feature: where the sentences with a feature begin in `owners` and `values`. `scales`: by what the values of a
 * sentence are to be multiplied, if not by 1.
 */
export type Postings = { starts: Numbers; owners: Numbers; values: Float32Array | Numbers; scales?: Float32Array };

/** `features`: size of the space. */
export function postingsOf(vectors: readonly SentenceVector[], features: number): Postings {
  const starts = new Uint32Array(features + 1);
  for (const { places } of vectors) for (const place of places) starts[place + 1] = (starts[place + 1] ?? 0) + 1;
  for (let i = 0; i < features; i++) starts[i + 1] = (starts[i + 1] ?? 0) + (starts[i] ?? 0);
  const next = starts.slice();
  const total = starts[features] ?? 0;
  const owners = vectors.length < 1 << 16 ? new Uint16Array(total) : new Uint32Array(total);
  const values = new Float32Array(total);
  vectors.forEach(({ places, values: own }, sentence) => {
    for (let i = 0; i < places.length; i++) {
      const at = next[places[i] ?? 0] ?? 0;
      owners[at] = sentence;
      values[at] = own[i] ?? 0;
      next[places[i] ?? 0] = at + 1;
    }
  });
  return { starts, owners, values };
}

/** Cosine of a vector with every sentence, into `dots`. Features with more than `commonest` sentences are passed over. */
export function dotsOf(
  { starts, owners, values, scales }: Postings,
  { places, values: own }: SentenceVector,
  dots: Float32Array,
  commonest = Number.POSITIVE_INFINITY,
): Float32Array {
  for (let i = 0; i < places.length; i++) {
    const place = places[i] ?? 0;
    const value = own[i] ?? 0;
    const end = starts[place + 1] ?? 0;
    const from = starts[place] ?? 0;
    if (end - from > commonest) continue;
    for (let at = from; at < end; at++) {
      const owner = owners[at] ?? 0;
      dots[owner] = (dots[owner] ?? 0) + value * (values[at] ?? 0);
    }
  }
  if (scales) for (let i = 0; i < dots.length; i++) dots[i] = (dots[i] ?? 0) * (scales[i] ?? 0);
  return dots;
}
