import type { AsPlainObject } from "minisearch";
import { byCodeUnit, FIELDS } from "../term-index.ts";
import { type Neighbours, neighboursOf } from "./near.ts";
import { type Numbers, narrow, packArrays, unpackArrays } from "./packed-arrays.ts";
import { packStrings, SortedStrings } from "./sorted-strings.ts";

/**
 * MiniSearch's inverted index in typed arrays. A *run* is one term in one field: its documents in their order, each with how often the
 * term occurs. Runs lie in the order of terms, then fields. Documents and fields are MiniSearch's own numbers.
 */
export type Postings = {
  readonly terms: SortedStrings;
  readonly neighbours: Neighbours;
  /** Of each term: documents in any field. */
  readonly documentCounts: Numbers;
  /** Of each term: where its runs end. */
  readonly runEnds: Numbers;
  /** Of each run. */
  readonly runFields: Numbers;
  readonly runPostingEnds: Numbers;
  /** Of each posting. */
  readonly documents: Numbers;
  readonly frequencies: Numbers;
  /** Different terms in a document's field: [field · documents + document]. */
  readonly fieldLengths: Numbers;
};
const ARRAYS = 12;

/** In the order of their numbers: that is how JavaScript lists such keys. */
const entries = <T>(record: Record<string, T>): [number, T][] =>
  Object.entries(record).map(([key, value]) => [Number(key), value]);

/** `ids` in the order of the documents' numbers; throws if MiniSearch has numbered them otherwise. */
export function packPostings(stored: AsPlainObject, ids: readonly string[]): Uint8Array {
  if (stored.documentCount !== ids.length || ids.some((id, i) => stored.documentIds[i] !== id))
    throw new RangeError("documents must be numbered in the order of ids");
  const index = stored.index.toSorted(([a], [b]) => byCodeUnit(a, b));
  const documentCounts: number[] = [];
  const runEnds: number[] = [];
  const runFields: number[] = [];
  const runPostingEnds: number[] = [];
  const documents: number[] = [];
  const frequencies: number[] = [];
  for (const [, fields] of index) {
    const anywhere = new Set<number>();
    for (const [field, found] of entries(fields)) {
      for (const [document, frequency] of entries(found as Record<string, number>)) {
        anywhere.add(document);
        documents.push(document);
        frequencies.push(frequency);
      }
      runFields.push(field);
      runPostingEnds.push(documents.length);
    }
    runEnds.push(runFields.length);
    documentCounts.push(anywhere.size);
  }
  const lengths = stored.fieldLength as Record<string, number[]>;
  const fieldLengths = FIELDS.flatMap((name) => {
    const field = stored.fieldIds[name] ?? 0;
    return ids.map((_, i) => lengths[i]?.[field] ?? 0);
  });
  const terms = index.map(([term]) => term);
  const { lengthEnds, places, letterSets } = neighboursOf(terms);
  return packArrays([
    ...packStrings(terms),
    lengthEnds,
    places,
    letterSets,
    ...[documentCounts, runEnds, runFields, runPostingEnds, documents, frequencies, fieldLengths].map(narrow),
  ]);
}

/** `size`: number of documents. Throws RangeError on arrays that do not fit each other. */
export function openPostings(bytes: Uint8Array, size: number): Postings {
  const arrays = unpackArrays(bytes, ARRAYS);
  const [units, ends, lengthEnds, places, letterSets] = arrays as [Numbers, Numbers, Numbers, Numbers, Numbers];
  const [documentCounts, runEnds, runFields, runPostingEnds] = arrays.slice(5) as [Numbers, Numbers, Numbers, Numbers];
  const [documents, frequencies, fieldLengths] = arrays.slice(9) as [Numbers, Numbers, Numbers];
  const terms = new SortedStrings(units, ends);
  const fits =
    [documentCounts, runEnds].every((list) => list.length === terms.size) &&
    (runEnds.at(-1) ?? 0) === runFields.length &&
    runPostingEnds.length === runFields.length &&
    (runPostingEnds.at(-1) ?? 0) === documents.length &&
    frequencies.length === documents.length &&
    places.length === letterSets.length &&
    (lengthEnds.at(-1) ?? 0) === places.length &&
    fieldLengths.length === FIELDS.length * size;
  if (!fits || !(letterSets instanceof Uint32Array)) throw new RangeError("postings do not fit each other");
  return {
    terms,
    neighbours: { lengthEnds, places, letterSets },
    documentCounts,
    runEnds,
    runFields,
    runPostingEnds,
    documents,
    frequencies,
    fieldLengths,
  };
}
