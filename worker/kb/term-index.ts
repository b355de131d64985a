import MiniSearch, { type AsPlainObject, type Options, type SearchOptions } from "minisearch";

/** One document per article: one per phrasing would break BM25's length norm. Every field is a text of terms. */
export type IndexDocument = { id: string; title: string; questions: string; body: string; tags: string };

/** MiniSearch's own analysis is switched off: the fields hold finished terms, separated by spaces. */
const OPTIONS: Options<IndexDocument> = {
  fields: ["title", "questions", "body", "tags"],
  tokenize: (text) => (text === "" ? [] : text.split(" ")),
  processTerm: (term) => term,
  autoVacuum: false,
};

/** BM25's k. */
const SATURATION = 2;
/** Of four settings between 1 and 3 that were tried on five dev sets all lie within 1.5 points: none is clearly best. */
const BOOST = { title: 2, questions: 2, body: 1, tags: 1 };
/**
 * Typing errors: only for terms that the index lacks (about as accurate as for all terms on four dev sets, in half the time), at a low weight, and only for so
 * many that a message of 1 000 invented words stays cheap.
 */
const FUZZY_TERMS_MAX = 24;
const FUZZY_MIN_LETTERS = 4;

export type TermHit = {
  id: string;
  score: number;
  /** Terms of the query that the article matched, exactly or nearly. */
  matched: string[];
  /** The article's own terms that they matched. */
  found: string[];
};

export type TermIndex = {
  readonly size: number;
  has(term: string): boolean;
  /** Inverse document frequency over all fields. A term that no article knows weighs most. */
  idf(term: string): number;
  /** Best first, ties by id. `prefixes`: so many last terms may be the beginning of a word (search-as-you-type). */
  find(terms: readonly string[], options?: { prefixes?: number }): TermHit[];
};

export function buildIndex(documents: readonly IndexDocument[]): AsPlainObject {
  const index = new MiniSearch<IndexDocument>(OPTIONS);
  index.addAll(documents);
  return index.toJSON();
}

export const byCodeUnit = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);

export function loadIndex(stored: AsPlainObject): TermIndex {
  const frequency = new Map<string, number>();
  for (const [term, fields] of stored.index) {
    const documents = new Set<string>();
    for (const postings of Object.values(fields)) for (const id of Object.keys(postings)) documents.add(id);
    frequency.set(term, documents.size);
  }
  const mini = MiniSearch.loadJS<IndexDocument>(stored, OPTIONS);
  const size = mini.documentCount;

  return {
    size,
    has: (term) => frequency.has(term),
    idf: (term) => {
      const df = frequency.get(term) ?? 0;
      return Math.log(1 + (size - df + 0.5) / (df + 0.5));
    },
    find(terms, { prefixes = 0 } = {}) {
      const fuzzy = new Set(
        terms.filter((term) => !frequency.has(term) && term.length >= FUZZY_MIN_LETTERS).slice(0, FUZZY_TERMS_MAX),
      );
      const options: SearchOptions = {
        boost: BOOST,
        bm25: { k: SATURATION, b: 0.75, d: 0 },
        weights: { fuzzy: 0.3, prefix: 0.375 },
        maxFuzzy: 2,
        fuzzy: (term) => (fuzzy.has(term) ? 0.2 : false),
        prefix: (_term, i, all) => i >= all.length - prefixes,
      };
      return mini
        .search(terms.join(" "), options)
        .map((hit) => ({ id: String(hit.id), score: hit.score, matched: hit.queryTerms, found: hit.terms }))
        .sort((a, b) => b.score - a.score || byCodeUnit(a.id, b.id));
    },
  };
}

/** What BM25 gives to a term of weight `idf` in a long run of repetitions within one field: the yardstick of the confidence. */
export const attainable = (idf: number): number => idf * (SATURATION + 1);
