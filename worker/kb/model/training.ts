import type { SentenceFeatures } from "./features.ts";
import type { Learned } from "./learned.ts";
import { buildSpace, type SentenceSpace, type SentenceVector, vectorOf } from "./sentence-space.ts";
import { dotsOf, type Postings, postingsOf } from "./sentences.ts";
import { LARGE, rivalsFor, tellApart, type Verdict } from "./svm.ts";

/** A sentence that an article is asked with (title, phrasing), or a piece of its text, which counts less. */
export type Lesson = { features: SentenceFeatures; importance: number };

/** Everything that training and calibration share: built once. */
export type Classroom = {
  space: SentenceSpace;
  vectors: SentenceVector[];
  postings: Postings;
  starts: Uint32Array;
  importance: Float32Array;
  /** Article of each sentence. */
  owners: Uint32Array;
  /** Likeness of a sentence to all; its own array in small bases (kept), computed in large ones. */
  row(sentence: number): Float32Array;
};

/** In large bases a feature of more sentences than this finds no rivals: it would find everybody. */
export const COMMONEST = 1_000;

/** `lessons[a]`: of article `a`, in the order of ids. */
export function prepare(lessons: readonly (readonly Lesson[])[]): Classroom {
  const all = lessons.flat();
  const space = buildSpace(all.map((lesson) => lesson.features));
  const vectors = all.map((lesson) => vectorOf(space, lesson.features));
  const postings = postingsOf(vectors, space.hashes.length);
  const starts = new Uint32Array(lessons.length + 1);
  lessons.forEach((list, article) => {
    starts[article + 1] = (starts[article] ?? 0) + list.length;
  });
  const owners = Uint32Array.from(lessons.flatMap((list, article) => list.map(() => article)));
  const rows: (Float32Array | undefined)[] = [];
  const commonest = all.length > LARGE ? COMMONEST : Number.POSITIVE_INFINITY;
  const compute = (sentence: number): Float32Array =>
    dotsOf(
      postings,
      vectors[sentence] ?? { places: new Uint32Array(), values: new Float32Array() },
      new Float32Array(all.length),
      commonest,
    );
  const row = (sentence: number): Float32Array => {
    if (all.length > LARGE) return compute(sentence);
    rows[sentence] ??= compute(sentence);
    return rows[sentence];
  };
  return {
    space,
    vectors,
    postings,
    starts,
    importance: Float32Array.from(all, (lesson) => lesson.importance),
    owners,
    row,
  };
}

/** The `count` sentences of others that are most like one of `own`; ties by number. */
function rivalsOf(
  room: Classroom,
  own: readonly number[],
  allowed: (sentence: number) => boolean,
  count: number,
): number[] {
  const article = room.owners[own[0] ?? 0];
  const nearest = new Float32Array(room.owners.length);
  for (const sentence of own) {
    const row = room.row(sentence);
    for (let i = 0; i < row.length; i++) if ((row[i] ?? 0) > (nearest[i] ?? 0)) nearest[i] = row[i] ?? 0;
  }
  const others: number[] = [];
  for (let i = 0; i < nearest.length; i++)
    if ((nearest[i] ?? 0) > 0 && room.owners[i] !== article && allowed(i)) others.push(i);
  others.sort((a, b) => (nearest[b] ?? 0) - (nearest[a] ?? 0) || a - b);
  return others.slice(0, count);
}

/** Likeness among the sentences `all`, as a square of rows. */
function among(room: Classroom, all: Uint32Array): Float32Array[] {
  const rows: Float32Array[] = [];
  const spread = room.owners.length > LARGE ? new Float32Array(room.space.hashes.length) : null;
  for (const sentence of all) {
    const likeness = new Float32Array(all.length);
    if (spread === null) {
      const row = room.row(sentence);
      for (let j = 0; j < all.length; j++) likeness[j] = row[all[j] ?? 0] ?? 0;
    } else {
      spreadOut(spread, room.vectors[sentence], 1);
      for (let j = 0; j < all.length; j++) likeness[j] = dotWith(spread, room.vectors[all[j] ?? 0]);
      spreadOut(spread, room.vectors[sentence], 0);
    }
    rows.push(likeness);
  }
  return rows;
}

function spreadOut(spread: Float32Array, vector: SentenceVector | undefined, factor: 0 | 1): void {
  if (vector === undefined) return;
  for (let i = 0; i < vector.places.length; i++) spread[vector.places[i] ?? 0] = factor * (vector.values[i] ?? 0);
}

function dotWith(spread: Float32Array, vector: SentenceVector | undefined): number {
  let dot = 0;
  if (vector !== undefined)
    for (let i = 0; i < vector.places.length; i++)
      dot += (spread[vector.places[i] ?? 0] ?? 0) * (vector.values[i] ?? 0);
  return dot;
}

const NO_VERDICT: Verdict = { sentences: new Uint32Array(), weights: new Float32Array(), intercept: -1 };

/** Learns from the sentences that are `allowed` (all, unless a calibration holds some back). An article without any is never meant. */
export function learn(
  room: Classroom,
  allowed: (sentence: number) => boolean = () => true,
  progress: (article: number) => void = () => {},
): Learned {
  const count = rivalsFor(room.owners.length);
  const verdicts: Verdict[] = [];
  for (let article = 0; article + 1 < room.starts.length; article++) {
    const own: number[] = [];
    for (let s = room.starts[article] ?? 0; s < (room.starts[article + 1] ?? 0); s++) if (allowed(s)) own.push(s);
    if (own.length === 0) {
      verdicts.push(NO_VERDICT);
      continue;
    }
    const rivals = rivalsOf(room, own, allowed, count);
    const all = Uint32Array.from([...own, ...rivals]);
    verdicts.push(tellApart(all, own.length, among(room, all), (sentence) => room.importance[sentence] ?? 1));
    progress(article);
  }
  return { starts: room.starts, verdict: (article) => verdicts[article] ?? NO_VERDICT };
}
