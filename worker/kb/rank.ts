import { QUESTION_MAX_TERMS } from "../../protocol/limits.ts";
import { words } from "./analysis.ts";
import { confidence, type Features } from "./confidence.ts";
import type { KnowledgeBase, StoredArticle } from "./knowledge-base.ts";
import { attainable, byCodeUnit } from "./term-index.ts";

export type Opinion = {
  article: StoredArticle;
  /** 0..1: how near the article is to the question; orders the hits of one question, says nothing across questions. */
  score: number;
  /** 0..1: belief that this article is the right one. Comparable across questions and knowledge bases. */
  confidence: number;
};
export type RankedHit = Opinion & { features: Features };

export type Ranking = {
  /** Best first, at most CANDIDATES. */
  hits: RankedHit[];
  /** Stems of the question that count. */
  terms: string[];
  /** Those that no article knows. */
  unknownTerms: string[];
  /** Of the best hit; 0 without one. */
  confidence: number;
  /** The text holds no word of meaning: nothing, signs only, or function words only. */
  empty: boolean;
};

/** BM25 proposes so many, the phrasings put them in order. The right article lies below the 20th in 0 to 1.4 % of dev questions. */
const CANDIDATES = 20;
/** Share of the phrasings in the score, chosen on the dev sets; the rest is BM25 relative to the best. */
const LIKENESS = 0.75;
/** Longer stories are ranked by their rarest words; common ones mostly cost time: a message of 1 000 known words took over a second at 10 000 articles. */
const RANKED_TERMS = 64;
/** A typing error's match says half of what an exact one says. */
const NEAR = 0.5;

const sum = (values: Iterable<number>): number => {
  let total = 0;
  for (const value of values) total += value;
  return total;
};

function rarest(kb: KnowledgeBase, terms: readonly string[]): string[] {
  if (terms.length <= RANKED_TERMS) return [...terms];
  const known = terms.filter((term) => kb.index.has(term)).sort((a, b) => kb.index.idf(b) - kb.index.idf(a));
  const unknown = terms.filter((term) => !kb.index.has(term));
  return [...known, ...unknown].slice(0, RANKED_TERMS);
}

/** The articles that may answer `text`, with the belief in each. Never throws, whatever the text. */
export function rank(kb: KnowledgeBase, text: string): Ranking {
  const all = words(text, kb.locale, QUESTION_MAX_TERMS);
  const content = all.filter((word) => !word.functionWord);
  // A question of function words alone ("who are you?") is asked with them.
  const terms = [...new Set((content.length > 0 ? content : all).map((word) => word.stem))];
  const unknownTerms = terms.filter((term) => !kb.index.has(term));
  const empty = content.length === 0;
  const nothing: Ranking = { hits: [], terms, unknownTerms, confidence: 0, empty };
  const found = kb.index.find(rarest(kb, terms)).slice(0, CANDIDATES);
  const bm25Best = found[0]?.score ?? 0;
  if (bm25Best <= 0) return nothing;

  const likeness = kb.phrasings.compare(all.map((word) => word.stem));
  const candidates = found.flatMap((hit) => {
    const article = kb.articles.get(hit.id);
    if (article === undefined) return [];
    const like = likeness(hit.id);
    const score = (1 - LIKENESS) * (hit.score / bm25Best) + LIKENESS * like;
    return [{ article, hit, like, score }];
  });
  candidates.sort((a, b) => b.score - a.score || byCodeUnit(a.article.id, b.article.id));

  const weights = new Map(terms.map((term) => [term, kb.index.idf(term)]));
  const weight = (term: string): number => weights.get(term) ?? 0;
  const unknown = new Set(unknownTerms);
  const total = sum(weights.values());
  /** Lead over the best of the others; negative for all but the first. */
  const lead = (values: readonly number[], i: number): number =>
    (values[i] ?? 0) - Math.max(0, ...values.filter((_, other) => other !== i));
  const scores = candidates.map((candidate) => candidate.score);
  const bm25 = candidates.map((candidate) => candidate.hit.score / bm25Best);

  const hits = candidates.map(({ article, hit, like, score }, i): RankedHit => {
    const covered = sum(hit.matched.map((term) => weight(term) * (unknown.has(term) ? NEAR : 1))) / total;
    const scoreLead = lead(scores, i);
    const features: Features = {
      known: sum(terms.filter((term) => !unknown.has(term)).map(weight)) / total,
      covered,
      likeness: like,
      bm25: Math.min(1, hit.score / attainable(total)),
      scoreLead,
      bm25Lead: lead(bm25, i),
      coveredLead: scoreLead * covered,
      length: Math.log(terms.length),
    };
    return { article, score, confidence: confidence(features), features };
  });
  return { hits, terms, unknownTerms, confidence: hits[0]?.confidence ?? 0, empty };
}
