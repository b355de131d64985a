import {
  BM25,
  BOOST,
  editsAllowed,
  FIELDS,
  FIND_LIMIT,
  type FindOptions,
  fuzzyTerms,
  inverseFrequency,
  type TermHit,
  type TermIndex,
  WEIGHTS,
} from "../term-index.ts";
import { best } from "./best.ts";
import { near } from "./near.ts";
import { openPostings } from "./postings.ts";
import { type SortedStrings, unitsOf } from "./sorted-strings.ts";

/** Query terms that one word of bits can tell apart. */
const BITS = 32;

/**
 * MiniSearch's search over MiniSearch's postings, read where they lie: BM25 per field, boosts, weights for prefixes and near terms, all
 * by its formula (minisearch 7.2.0, src/MiniSearch.ts, `calcBM25Score` and `executeQuerySpec`), so that hits, order and scores are the
 * same (compact-index.test.ts compares). What is different is the cost: nothing is built at load but one number per field and
 * document, and nothing is allocated per document and query.
 */
export function openCompactIndex(bytes: Uint8Array, ids: SortedStrings): TermIndex {
  const size = ids.size;
  const postings = openPostings(bytes, size);
  const { terms, documents, frequencies, runEnds, runFields, runPostingEnds } = postings;
  const norms = fieldNorms(postings.fieldLengths, size);
  const scores = new Float64Array(size);
  const boosts = FIELDS.map((field) => BOOST[field]);

  const idf = (term: string): number => {
    const place = terms.find(term);
    return inverseFrequency(size, place < 0 ? 0 : (postings.documentCounts[place] ?? 0));
  };

  /** Adds what one term of the index gives to each article that has it, and notes `bit` in `matched`. */
  const add = (place: number, weight: number, matched: Uint32Array, bit: number): void => {
    const lastRun = runEnds[place] ?? 0;
    for (let run = place === 0 ? 0 : (runEnds[place - 1] ?? 0); run < lastRun; run++) {
      const from = run === 0 ? 0 : (runPostingEnds[run - 1] ?? 0);
      const to = runPostingEnds[run] ?? 0;
      const field = runFields[run] ?? 0;
      const factor = weight * (boosts[field] ?? 1) * inverseFrequency(size, to - from) * (BM25.k + 1);
      const base = field * size;
      for (let i = from; i < to; i++) {
        const document = documents[i] ?? 0;
        const frequency = frequencies[i] ?? 0;
        scores[document] = (scores[document] ?? 0) + (factor * frequency) / (frequency + (norms[base + document] ?? 0));
        matched[document] = (matched[document] ?? 0) | bit;
      }
    }
  };

  return {
    size,
    has: (term) => terms.find(term) >= 0,
    begins(beginning) {
      const [from, to] = terms.beginningWith(beginning);
      return from < to;
    },
    *terms() {
      for (let place = 0; place < terms.size; place++) yield [terms.at(place), postings.documentCounts[place] ?? 0];
    },
    idf,
    find(query, { prefixes = 0, limit = FIND_LIMIT }: FindOptions = {}) {
      scores.fill(0);
      const fuzzy = fuzzyTerms(query, (term) => terms.find(term) >= 0);
      const matched = Array.from({ length: Math.ceil(query.length / BITS) }, () => new Uint32Array(size));
      const single = new Set<number>();
      const ranges: [number, number][] = [];
      query.forEach((term, i) => {
        const bits = matched[Math.floor(i / BITS)] ?? new Uint32Array(size);
        const bit = 1 << (i % BITS);
        const exact = terms.find(term);
        if (exact >= 0) {
          single.add(exact);
          add(exact, 1, bits, bit);
        }
        const isPrefix = i >= query.length - prefixes;
        const [from, to] = isPrefix ? terms.beginningWith(term) : [0, 0];
        if (from < to) ranges.push([from, to]);
        for (let place = from; place < to; place++) {
          if (place === exact) continue;
          const length = terms.lengthAt(place);
          add(place, (WEIGHTS.prefix * length) / (length + 0.3 * (length - term.length)), bits, bit);
        }
        if (!fuzzy.has(term)) return;
        const units = unitsOf(term);
        near(
          units,
          editsAllowed(term),
          postings.neighbours,
          (at) => terms.unitsAt(at),
          (place, edits) => {
            // What also begins with the term has had its share.
            if (place >= from && place < to) return;
            const length = terms.lengthAt(place);
            single.add(place);
            add(place, (WEIGHTS.fuzzy * length) / (length + edits), bits, bit);
          },
        );
      });

      const found = (term: string): boolean => {
        const place = terms.find(term);
        return single.has(place) || ranges.some(([from, to]) => place >= from && place < to);
      };
      // MiniSearch multiplies by the number of terms that an article has matched.
      const times = (document: number): number => {
        let count = 0;
        for (const bits of matched) count += bitCount(bits[document] ?? 0);
        return count;
      };
      return best(scores, limit, times, query.length).map(
        ({ place: document, value }): TermHit => ({
          id: ids.at(document),
          score: value,
          matched: query.filter((_, i) => ((matched[Math.floor(i / BITS)]?.[document] ?? 0) & (1 << (i % BITS))) !== 0),
          found,
        }),
      );
    },
  };
}

function bitCount(bits: number): number {
  let rest = bits - ((bits >>> 1) & 0x5555_5555);
  rest = (rest & 0x3333_3333) + ((rest >>> 2) & 0x3333_3333);
  return Math.imul((rest + (rest >>> 4)) & 0x0f0f_0f0f, 0x0101_0101) >>> 24;
}

/** k · (1 - b + b · length / average length), for [field · size + document]. */
function fieldNorms(lengths: ArrayLike<number>, size: number): Float64Array {
  const norms = new Float64Array(lengths.length);
  for (let from = 0; from < lengths.length; from += size) {
    let sum = 0;
    for (let i = from; i < from + size; i++) sum += lengths[i] ?? 0;
    for (let i = from; i < from + size; i++)
      norms[i] = BM25.k * (1 - BM25.b + (BM25.b * (lengths[i] ?? 0) * size) / sum);
  }
  return norms;
}
