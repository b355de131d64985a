import type { Word } from "../analysis.ts";
import { featuresOf } from "./features.ts";
import type { Learned } from "./learned.ts";
import { type Neighbours, nearestOf, neighbourFinder, squareOf } from "./neighbours.ts";
import { buildSpace, type SentenceSpace, type SentenceVector, vectorOf } from "./sentence-space.ts";
import { dotsOf, type Postings, postingsOf } from "./sentences.ts";
import { LARGE, RIVALS_LARGE, rivalsFor, tellApart, type Verdict } from "./svm.ts";

/** A sentence that an article is asked with (title, phrasing), or a piece of its text, which counts less. */
export type Lesson = { words: readonly Word[]; importance: number };

/** Everything that training and calibration share: built once. */
export type Classroom = {
  space: SentenceSpace;
  vectors: SentenceVector[];
  postings: Postings;
  starts: Uint32Array;
  importance: Float32Array;
  /** Article of each sentence. */
  owners: Uint32Array;
  /** The numbers of all sentences. */
  all: Uint32Array;
  /** Likeness of a sentence to all, kept; only where there are not more than LARGE. */
  row(sentence: number): Float32Array;
  /** Its nearest ones, kept; for larger bases. */
  neighbours(sentence: number): Neighbours;
};

export const NO_VECTOR: SentenceVector = { places: new Uint32Array(), values: new Float32Array() };

/** `lessons[a]`: of article `a`, in the order of ids. */
export function prepare(lessons: readonly (readonly Lesson[])[]): Classroom {
  const all = lessons.flat();
  // Features are made twice rather than kept: those of 60 000 sentences take a gigabyte.
  const space = buildSpace(all, (lesson) => featuresOf(lesson.words));
  const vectors = all.map((lesson) => vectorOf(space, featuresOf(lesson.words)));
  const postings = postingsOf(vectors, space.hashes.length);
  const starts = new Uint32Array(lessons.length + 1);
  lessons.forEach((list, article) => {
    starts[article + 1] = (starts[article] ?? 0) + list.length;
  });
  const owners = Uint32Array.from(lessons.flatMap((list, article) => list.map(() => article)));
  const rows: (Float32Array | undefined)[] = [];
  const near: (Neighbours | undefined)[] = [];
  const find = neighbourFinder(postings, all.length, 2 * RIVALS_LARGE);
  return {
    space,
    vectors,
    postings,
    starts,
    importance: Float32Array.from(all, (lesson) => lesson.importance),
    owners,
    all: Uint32Array.from(owners.keys()),
    row(sentence) {
      rows[sentence] ??= dotsOf(postings, vectors[sentence] ?? NO_VECTOR, new Float32Array(all.length));
      return rows[sentence];
    },
    neighbours(sentence) {
      near[sentence] ??= find(vectors[sentence] ?? NO_VECTOR);
      return near[sentence];
    },
  };
}

/** The sentences of others that are most like one of `own`; ties by number. */
function rivalsOf(room: Classroom, own: readonly number[], allowed: (sentence: number) => boolean): number[] {
  const article = room.owners[own[0] ?? 0];
  const count = rivalsFor(room.owners.length);
  const nearest = new Float32Array(room.owners.length);
  const note = (sentence: number, dot: number): void => {
    if (dot > (nearest[sentence] ?? 0) && room.owners[sentence] !== article) nearest[sentence] = dot;
  };
  const found = room.owners.length > LARGE ? noteNeighbours(room, own, note) : noteAll(room, own, note);
  const others = [
    ...nearestOf(
      found.filter((i) => (nearest[i] ?? 0) > 0 && allowed(i)),
      nearest,
      count,
    ),
  ];
  others.sort((a, b) => (nearest[b] ?? 0) - (nearest[a] ?? 0) || a - b);
  return others.slice(0, count);
}

type Note = (sentence: number, dot: number) => void;

function noteAll(room: Classroom, own: readonly number[], note: Note): Uint32Array {
  for (const sentence of own) {
    const row = room.row(sentence);
    for (let i = 0; i < row.length; i++) note(i, row[i] ?? 0);
  }
  return room.all;
}

function noteNeighbours(room: Classroom, own: readonly number[], note: Note): Uint32Array {
  const found = new Set<number>();
  for (const sentence of own) {
    const { sentences, dots } = room.neighbours(sentence);
    for (let i = 0; i < sentences.length; i++) {
      note(sentences[i] ?? 0, dots[i] ?? 0);
      found.add(sentences[i] ?? 0);
    }
  }
  return Uint32Array.from(found);
}

/** Likeness among the sentences `all`, as a square of rows. */
function among(room: Classroom, all: Uint32Array): Float32Array[] {
  if (room.owners.length > LARGE) return squareOf(room.vectors, room.space, all);
  return Array.from(all, (sentence) => {
    const row = room.row(sentence);
    const likeness = new Float32Array(all.length);
    for (let j = 0; j < all.length; j++) likeness[j] = row[all[j] ?? 0] ?? 0;
    return likeness;
  });
}

const NO_VERDICT: Verdict = { sentences: new Uint32Array(), weights: new Float32Array(), intercept: -1 };

/** Learns from the sentences that are `allowed` (all, unless a calibration holds some back). An article without any is never meant. */
export function learn(
  room: Classroom,
  allowed: (sentence: number) => boolean = () => true,
  progress: (article: number) => void = () => {},
): Learned {
  const verdicts: Verdict[] = [];
  for (let article = 0; article + 1 < room.starts.length; article++) {
    const own: number[] = [];
    for (let s = room.starts[article] ?? 0; s < (room.starts[article + 1] ?? 0); s++) if (allowed(s)) own.push(s);
    if (own.length === 0) {
      verdicts.push(NO_VERDICT);
      continue;
    }
    const rivals = rivalsOf(room, own, allowed);
    const all = Uint32Array.from([...own, ...rivals]);
    verdicts.push(tellApart(all, own.length, among(room, all), (sentence) => room.importance[sentence] ?? 1));
    progress(article);
  }
  return { starts: room.starts, verdict: (article) => verdicts[article] ?? NO_VERDICT };
}
