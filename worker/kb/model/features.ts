import type { Word } from "../analysis.ts";

/**
 * What a sentence is made of, for comparing it with others: stems and pairs of neighbouring stems, function words kept, with marks for
 * beginning and end; and runs of 2 to 5 characters of the words as written, which see through endings, compounds and typing errors.
 * A feature is its 32-bit hash (FNV-1a): among the 100 000 features of a big knowledge base, one or two collide.
 */
export type FeatureCounts = Map<number, number>;
export type SentenceFeatures = { stems: FeatureCounts; characters: FeatureCounts };

const PRIME = 0x0100_0193;
const STEM = 0x811c_9dc5;
const PAIR = 0x1234_5671;
const CHARACTERS = 0x5bd1_e995;
const RUN_MIN = 2;
const RUN_MAX = 5;
const EDGE_BEFORE = 0x5e;
const EDGE_AFTER = 0x24;

const step = (hash: number, unit: number): number => Math.imul(hash ^ unit, PRIME);

function hashOf(text: string, seed: number): number {
  let hash = seed;
  for (let i = 0; i < text.length; i++) hash = step(hash, text.charCodeAt(i));
  return hash >>> 0;
}

const add = (counts: FeatureCounts, feature: number): void => {
  counts.set(feature, (counts.get(feature) ?? 0) + 1);
};

function addRuns(counts: FeatureCounts, word: string): void {
  const unit = (i: number): number =>
    i === 0 ? EDGE_BEFORE : i === word.length + 1 ? EDGE_AFTER : word.charCodeAt(i - 1);
  for (let from = 0; from < word.length + 1; from++) {
    let hash = CHARACTERS;
    const last = Math.min(from + RUN_MAX, word.length + 2);
    for (let i = from; i < last; i++) {
      hash = step(hash, unit(i));
      if (i - from + 1 >= RUN_MIN) add(counts, hash >>> 0);
    }
  }
}

/** Features of the words of one sentence, in their order. */
export function featuresOf(words: readonly Word[]): SentenceFeatures {
  const stems: FeatureCounts = new Map();
  const characters: FeatureCounts = new Map();
  let before = hashOf("", PAIR);
  for (const { stem, folded } of words) {
    const hash = hashOf(stem, STEM);
    add(stems, hash);
    add(stems, hashOf(stem, before));
    before = step(hash, PAIR);
    addRuns(characters, folded);
  }
  if (words.length > 0) add(stems, hashOf("$", before));
  return { stems, characters };
}
