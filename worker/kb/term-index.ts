import { ln } from "./exact-math.ts";

/** One document per article: one per phrasing would break BM25's length norm. Every field is a text of terms. */
export type IndexDocument = { id: string; title: string; questions: string; body: string; tags: string };
export const FIELDS = ["title", "questions", "body", "tags"] as const;

/** How a term index scores, whoever does it: MiniSearch itself (mini-index.ts) or the compact form of its index (compact/). */
export const BM25 = { k: 2, b: 0.75, d: 0 };
/** Of four settings between 1 and 3 that were tried on five dev sets all lie within 1.5 points: none is clearly best. */
export const BOOST = { title: 2, questions: 2, body: 1, tags: 1 };
export const WEIGHTS = { fuzzy: 0.3, prefix: 0.375 };
/**
 * Typing errors: only for terms that the index lacks (about as accurate as for all terms on four dev sets, in half the time), at a low weight, and only for so
 * many that a message of 1 000 invented words stays cheap.
 */
const FUZZY_TERMS_MAX = 24;
const FUZZY_MIN_LETTERS = 4;
export const FUZZY_SHARE = 0.2;
export const FUZZY_EDITS_MAX = 2;
/** Hits of one question unless told otherwise: more than anybody ranks. */
export const FIND_LIMIT = 50;

export type TermHit = {
  id: string;
  score: number;
  /** Terms of the query that the article matched, exactly or nearly. */
  matched: string[];
  /** Whether a term that stands in this article is one of those that the query matched. */
  found: (term: string) => boolean;
};

export type FindOptions = {
  /** So many last terms may be the beginning of a word (search-as-you-type). */
  prefixes?: number;
  limit?: number;
};

export type TermIndex = {
  readonly size: number;
  has(term: string): boolean;
  /** Whether some term begins so, or is it. */
  begins(beginning: string): boolean;
  /** All terms, each with the number of articles that have it. */
  terms(): Iterable<readonly [term: string, articles: number]>;
  /** Inverse document frequency over all fields. A term that no article knows weighs most. */
  idf(term: string): number;
  /** Best first, ties by id. */
  find(terms: readonly string[], options?: FindOptions): TermHit[];
};

export const byCodeUnit = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);

export const inverseFrequency = (size: number, documents: number): number =>
  ln(1 + (size - documents + 0.5) / (documents + 0.5));

/** Those that are compared with terms that are written alike. */
export const fuzzyTerms = (terms: readonly string[], has: (term: string) => boolean): ReadonlySet<string> =>
  new Set(terms.filter((term) => term.length >= FUZZY_MIN_LETTERS && !has(term)).slice(0, FUZZY_TERMS_MAX));

/** One for 4 to 7 letters, two from 8 on. */
export const editsAllowed = (term: string): number => Math.min(FUZZY_EDITS_MAX, Math.round(term.length * FUZZY_SHARE));

/** What BM25 gives to a term of weight `idf` in a long run of repetitions within one field: the yardstick of the confidence. */
export const attainable = (idf: number): number => idf * (BM25.k + 1);
