import type { Numbers } from "../compact/packed-arrays.ts";
import { ln } from "../exact-math.ts";
import type { FeatureCounts, SentenceFeatures } from "./features.ts";

/** Length of the part for stems; the part for characters fills up to 1. Of .5 to .8 on the dev sets all give the same within half a point. */
const STEMS = 0.65;
const CHARACTERS = Math.sqrt(1 - STEMS * STEMS);

/** A sentence as a vector of length ≤ 1: places of features in the space, in no order, and their values. */
export type SentenceVector = { places: Uint32Array; values: Float32Array };

/** The features of all sentences that were learned, by hash ascending, and in how many sentences each occurs. */
export type SentenceSpace = { hashes: Numbers; frequencies: Numbers; sentences: number };

export function buildSpace<T>(sentences: readonly T[], featuresOf: (sentence: T) => SentenceFeatures): SentenceSpace {
  const frequency = new Map<number, number>();
  for (const sentence of sentences) {
    const { stems, characters } = featuresOf(sentence);
    for (const counts of [stems, characters])
      for (const feature of counts.keys()) frequency.set(feature, (frequency.get(feature) ?? 0) + 1);
  }
  const hashes = Uint32Array.from(frequency.keys()).toSorted();
  return {
    hashes,
    frequencies: Uint32Array.from(hashes, (hash) => frequency.get(hash) ?? 0),
    sentences: sentences.length,
  };
}

function placeOf({ hashes }: SentenceSpace, hash: number): number {
  let low = 0;
  let high = hashes.length - 1;
  while (low <= high) {
    const middle = (low + high) >> 1;
    const found = hashes[middle] ?? 0;
    if (found === hash) return middle;
    if (found < hash) low = middle + 1;
    else high = middle - 1;
  }
  return -1;
}

function addPart(space: SentenceSpace, counts: FeatureCounts, length: number, into: [number, number][]): void {
  const part: [number, number][] = [];
  let squares = 0;
  for (const [feature, count] of counts) {
    const place = placeOf(space, feature);
    const frequency = place < 0 ? 0 : (space.frequencies[place] ?? 0);
    const value = (1 + ln(count)) * (ln((1 + space.sentences) / (1 + frequency)) + 1);
    // Unknown features count in the length: a question about something else shrinks.
    squares += value * value;
    if (place >= 0) part.push([place, value]);
  }
  const scale = length / (Math.sqrt(squares) || 1);
  for (const [place, value] of part) into.push([place, value * scale]);
}

export function vectorOf(space: SentenceSpace, features: SentenceFeatures): SentenceVector {
  const entries: [number, number][] = [];
  addPart(space, features.stems, STEMS, entries);
  addPart(space, features.characters, CHARACTERS, entries);
  return {
    places: Uint32Array.from(entries, ([place]) => place),
    values: Float32Array.from(entries, ([, value]) => value),
  };
}
