import type { RankerShares } from "../../protocol/model.ts";
import type { Word } from "./analysis.ts";
import { type Features, sharpness } from "./confidence.ts";
import { ln } from "./exact-math.ts";
import { type Learned, likenessOf, marginOf } from "./model/learned.ts";
import { attainable, type TermHit, type TermIndex } from "./term-index.ts";

/** What ranks: terms by BM25, and what was learned of the sentences. Articles are numbered in the order of ids. */
export type Rankers = {
  index: TermIndex;
  learned: Learned;
  numberOf(id: string): number;
  /** Left out of the calibration's folds. */
  leftOut?: (article: number) => boolean;
};

export type Ranker = keyof RankerShares;
/** What is switched off. */
export type Without = readonly Ranker[];

/** How the question is looked at. */
export type Looking = {
  /** For the ablation. */
  without?: Without;
  /** Terms that are only what a misspelt word probably meant: they count half, as near matches do. */
  doubted?: ReadonlySet<string>;
};

export type Candidate = {
  article: number;
  /** Sum of the shares; orders the candidates of one question, says little across questions. */
  score: number;
  shares: RankerShares;
  features: Features;
};

export type Considered = {
  /** Best first, at most CANDIDATES. */
  candidates: Candidate[];
  /** Stems of the question that count. */
  terms: string[];
  unknownTerms: string[];
  /** The text holds no word of meaning. */
  empty: boolean;
};

/** Each ranker proposes so many. The right article lies below the 20th of BM25 in 0 to 1.4 % of dev questions. */
const PROPOSED = 20;
/** Without a term in common an article is meant only if one of its sentences is at least this much alike: by chance words share letters. */
const NEAREST_MIN = 0.15;
/** Weights of the rankers: see the ablation in bench/results.md. */
const LEARNED = 1;
const LIKENESS = 0.5;
const TERMS = 0.5;
/** Longer stories are ranked by their rarest words; common ones mostly cost time: a message of 1 000 known words took over a second at 10 000 articles. */
const RANKED_TERMS = 64;
/** A typing error's match says half of what an exact one says. */
const NEAR = 0.5;

const sum = (values: Iterable<number>): number => {
  let total = 0;
  for (const value of values) total += value;
  return total;
};

function rarest(index: TermIndex, terms: readonly string[]): string[] {
  if (terms.length <= RANKED_TERMS) return [...terms];
  const known = terms.filter((term) => index.has(term)).map((term) => ({ term, weight: index.idf(term) }));
  known.sort((a, b) => b.weight - a.weight);
  const unknown = terms.filter((term) => !index.has(term));
  return [...known.map(({ term }) => term), ...unknown].slice(0, RANKED_TERMS);
}

/** The articles whose sentences are nearest. */
function nearest({ learned, leftOut }: Rankers, dots: Float32Array): number[] {
  const found: { article: number; blend: number }[] = [];
  let least = 0;
  for (let article = 0; article + 1 < learned.starts.length; article++) {
    if (leftOut?.(article)) continue;
    const { blend, nearest: one } = likenessOf(learned, article, dots);
    if (one < NEAREST_MIN || blend <= least) continue;
    found.push({ article, blend });
    if (found.length < 2 * PROPOSED) continue;
    found.sort((a, b) => b.blend - a.blend || a.article - b.article);
    found.length = PROPOSED;
    least = found[PROPOSED - 1]?.blend ?? 0;
  }
  found.sort((a, b) => b.blend - a.blend || a.article - b.article);
  return found.slice(0, PROPOSED).map(({ article }) => article);
}

type Proposal = {
  article: number;
  hit: TermHit | undefined;
  like: number;
  near: number;
  margin: number;
  covered: number;
};

/** Those that may be meant. `dots`: cosine of the question with every learned sentence. */
export function consider(
  rankers: Rankers,
  all: readonly Word[],
  dots: Float32Array,
  { without = [], doubted = new Set() }: Looking = {},
): Considered {
  const { index, learned } = rankers;
  const content = all.filter((word) => !word.functionWord);
  // A question of function words alone ("who are you?") is asked with them.
  const terms = [...new Set((content.length > 0 ? content : all).map((word) => word.stem))];
  const unknownTerms = terms.filter((term) => !index.has(term));
  const empty = content.length === 0;
  const found = index.find(rarest(index, terms), { limit: PROPOSED }).filter(({ score }) => score > 0);
  const byTerms = new Map(found.map((hit) => [rankers.numberOf(hit.id), hit] as const));
  const proposed = new Set([...byTerms.keys(), ...nearest(rankers, dots)]);
  const bm25Best = found[0]?.score ?? 0;
  const uses = (ranker: Ranker): number => (without.includes(ranker) ? 0 : 1);

  const weights = new Map(terms.map((term) => [term, index.idf(term)]));
  const weight = (term: string): number => weights.get(term) ?? 0;
  const unknown = new Set(unknownTerms);
  const belief = (term: string): number => (unknown.has(term) || doubted.has(term) ? NEAR : 1);
  const total = sum(weights.values()) || 1;

  const rows = [...proposed].map((article) => {
    const { blend: like, nearest: near } = likenessOf(learned, article, dots);
    const hit = byTerms.get(article);
    const covered = sum((hit?.matched ?? []).map((term) => weight(term) * belief(term))) / total;
    const proposal: Proposal = { article, hit, like, near, margin: marginOf(learned, article, dots), covered };
    const shares: RankerShares = {
      learned: uses("learned") * LEARNED * (proposal.margin + 1),
      likeness: uses("likeness") * LIKENESS * like,
      terms: uses("terms") * TERMS * (bm25Best > 0 ? (proposal.hit?.score ?? 0) / bm25Best : 0),
    };
    return { proposal, shares, score: shares.learned + shares.likeness + shares.terms };
  });
  rows.sort((a, b) => b.score - a.score || a.proposal.article - b.proposal.article);

  /** Lead over the best of the others; negative for all but the first. */
  const leads = (values: readonly number[]): ((i: number) => number) => {
    const sorted = values.toSorted((a, b) => b - a);
    return (i) => (values[i] ?? 0) - ((values[i] === sorted[0] ? sorted[1] : sorted[0]) ?? 0);
  };
  const scoreLead = leads(rows.map(({ score }) => score));
  const marginLead = leads(rows.map(({ proposal }) => proposal.margin));
  const likeLead = leads(rows.map(({ proposal }) => proposal.like));
  const bm25Lead = leads(rows.map(({ proposal }) => (bm25Best > 0 ? (proposal.hit?.score ?? 0) / bm25Best : 0)));
  const coveredOver = leads(rows.map(({ proposal }) => proposal.covered));
  const chance = sharpness(rows.map(({ score }) => score));
  const known = sum(terms.filter((term) => !unknown.has(term)).map((term) => weight(term) * belief(term))) / total;

  const candidates = rows.slice(0, PROPOSED).map(({ proposal, shares, score }, i): Candidate => {
    const { article, hit, like, near, margin, covered } = proposal;
    const lead = scoreLead(i);
    const first = [marginLead(i), likeLead(i), bm25Lead(i)].filter((one) => one > 0).length;
    return {
      article,
      score,
      shares,
      features: {
        known,
        covered,
        margin,
        marginLead: marginLead(i),
        likeness: like,
        likenessLead: likeLead(i),
        nearest: near,
        bm25: Math.min(1, (hit?.score ?? 0) / attainable(total)),
        bm25Lead: bm25Lead(i),
        coveredOver: coveredOver(i),
        rival: rows.length > 1 && covered > 0 && coveredOver(i) <= 0 ? 1 / Math.max(1, terms.length) : 0,
        scoreLead: lead,
        coveredLead: lead * covered,
        knownLead: lead * known,
        chance: chance(i),
        agreement: first / 3,
        length: ln(Math.max(1, terms.length)),
        unknown: ln(1 + unknownTerms.length),
      },
    };
  });
  return { candidates, terms, unknownTerms, empty };
}
