import { type Numbers, narrow, packArrays, unpackArrays } from "../compact/packed-arrays.ts";
import type { Coefficients } from "../confidence.ts";
import type { Learned } from "./learned.ts";
import { COMMONEST } from "./neighbours.ts";
import type { SentenceSpace } from "./sentence-space.ts";
import type { Postings } from "./sentences.ts";
import { LARGE, type Verdict } from "./svm.ts";
import type { Classroom } from "./training.ts";

/** How the thresholds came about. Shares of questions that have an article, 0..1, together 1; zeros where nothing was measured. */
export type Expected = { answered: number; asked: number; escalated: number; calibrated: boolean };

/** What a question needs of the training. */
export type Model = {
  space: SentenceSpace;
  postings: Postings;
  learned: Learned;
  coefficients: Coefficients;
  answerThreshold: number;
  expected: Expected;
};
export type Judgement = Pick<Model, "coefficients" | "answerThreshold" | "expected">;

const ARRAYS = 14;
const STEPS = 255;
const SIGNED = 127;

const floats = (values: ArrayLike<number>): Uint32Array => new Uint32Array(Float32Array.from(values).buffer);
const asFloats = (numbers: Numbers): Float32Array => new Float32Array(Uint32Array.from(numbers).buffer);
const text = (value: unknown): Uint8Array => new TextEncoder().encode(JSON.stringify(value));

/** Values as bytes: share of the sentence's greatest, which is its scale. */
function quantised({ postings, vectors }: Classroom): {
  starts: Uint32Array;
  owners: Numbers;
  values: Uint8Array;
  scales: Float32Array;
} {
  const scales = Float32Array.from(vectors, ({ values }) => values.reduce((a, b) => Math.max(a, b), 0) / STEPS);
  const large = vectors.length > LARGE;
  const starts = new Uint32Array(postings.starts.length);
  const owners = new Uint32Array(postings.owners.length);
  const values = new Uint8Array(postings.owners.length);
  let kept = 0;
  for (let place = 0; place + 1 < postings.starts.length; place++) {
    const from = postings.starts[place] ?? 0;
    const end = postings.starts[place + 1] ?? 0;
    // In large bases a feature of very many sentences tells little and costs most of the file: it only counts in the length.
    if (!large || end - from <= COMMONEST) {
      for (let at = from; at < end; at++) {
        const owner = postings.owners[at] ?? 0;
        owners[kept] = owner;
        values[kept++] = Math.round((postings.values[at] ?? 0) / (scales[owner] || 1));
      }
    }
    starts[place + 1] = kept;
  }
  return { starts, owners: narrow(owners.subarray(0, kept)), values: values.slice(0, kept), scales };
}

export function packModel(room: Classroom, learned: Learned, judgement: Judgement): Uint8Array {
  const { starts, owners, values, scales } = quantised(room);
  const verdicts = Array.from({ length: room.starts.length - 1 }, (_, article) => learned.verdict(article));
  const weightScales = verdicts.map(({ weights }) => weights.reduce((a, b) => Math.max(a, Math.abs(b)), 0) / SIGNED);
  const ends: number[] = [0];
  for (const { sentences } of verdicts) ends.push((ends.at(-1) ?? 0) + sentences.length);
  return packArrays([
    Uint32Array.of(room.space.sentences),
    Uint32Array.from(room.space.hashes),
    narrow(room.space.frequencies),
    starts,
    owners,
    values,
    floats(scales),
    narrow(room.starts),
    narrow(ends),
    narrow(verdicts.flatMap(({ sentences }) => [...sentences])),
    Uint8Array.from(
      verdicts.flatMap(({ weights }, article) =>
        Array.from(weights, (weight) => Math.round(weight / (weightScales[article] || 1)) + SIGNED),
      ),
    ),
    floats(weightScales),
    floats(verdicts.map(({ intercept }) => intercept)),
    text(judgement),
  ]);
}

/** Throws when the bytes are no model. Big lists are read where they lie. */
export function openModel(bytes: Uint8Array): Model {
  const arrays = unpackArrays(bytes, ARRAYS);
  const list = (i: number): Numbers => arrays[i] ?? new Uint8Array();
  const starts = Uint32Array.from(list(7));
  const ends = list(8);
  const sentences = list(9);
  const weights = list(10);
  const weightScales = asFloats(list(11));
  const intercepts = asFloats(list(12));
  const judgement = JSON.parse(new TextDecoder().decode(list(13) as Uint8Array)) as Judgement;
  const verdict = (article: number): Verdict => {
    const from = ends[article] ?? 0;
    const end = ends[article + 1] ?? 0;
    const scale = weightScales[article] ?? 0;
    // A loop: Float32Array.from with a function takes ten times as long.
    const own = new Float32Array(end - from);
    for (let i = from; i < end; i++) own[i - from] = ((weights[i] ?? SIGNED) - SIGNED) * scale;
    return {
      sentences: sentences.subarray(from, end),
      weights: own,
      intercept: intercepts[article] ?? -1,
    };
  };
  return {
    space: { sentences: list(0)[0] ?? 0, hashes: list(1), frequencies: list(2) },
    postings: { starts: list(3), owners: list(4), values: list(5), scales: asFloats(list(6)) },
    learned: { starts, verdict },
    ...judgement,
  };
}
