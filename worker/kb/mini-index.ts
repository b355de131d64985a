import MiniSearch, { type AsPlainObject, type Options, type SearchOptions } from "minisearch";
import {
  BM25,
  BOOST,
  byCodeUnit,
  FIELDS,
  FIND_LIMIT,
  FUZZY_EDITS_MAX,
  FUZZY_SHARE,
  fuzzyTerms,
  type IndexDocument,
  inverseFrequency,
  type TermIndex,
  WEIGHTS,
} from "./term-index.ts";

/** MiniSearch's own analysis is switched off: the fields hold finished terms, separated by spaces. */
const OPTIONS: Options<IndexDocument> = {
  fields: [...FIELDS],
  tokenize: (text) => (text === "" ? [] : text.split(" ")),
  processTerm: (term) => term,
  autoVacuum: false,
};

/** The documents get the numbers of their places. */
export function buildIndex(documents: readonly IndexDocument[]): AsPlainObject {
  const index = new MiniSearch<IndexDocument>(OPTIONS);
  index.addAll(documents);
  return index.toJSON();
}

export function openMiniIndex(stored: AsPlainObject): TermIndex {
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
    begins(beginning) {
      for (const term of frequency.keys()) if (term.startsWith(beginning)) return true;
      return false;
    },
    terms: () => frequency,
    idf: (term) => inverseFrequency(size, frequency.get(term) ?? 0),
    find(terms, { prefixes = 0, limit = FIND_LIMIT } = {}) {
      const fuzzy = fuzzyTerms(terms, (term) => frequency.has(term));
      const options: SearchOptions = {
        boost: BOOST,
        bm25: BM25,
        weights: WEIGHTS,
        maxFuzzy: FUZZY_EDITS_MAX,
        fuzzy: (term) => (fuzzy.has(term) ? FUZZY_SHARE : false),
        prefix: (_term, i, all) => i >= all.length - prefixes,
      };
      return mini
        .search(terms.join(" "), options)
        .map((hit) => {
          const terms_ = new Set(hit.terms);
          return {
            id: String(hit.id),
            score: hit.score,
            matched: hit.queryTerms,
            found: (term: string) => terms_.has(term),
          };
        })
        .sort((a, b) => b.score - a.score || byCodeUnit(a.id, b.id))
        .slice(0, limit);
    },
  };
}
