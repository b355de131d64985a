import type { Correction, Explanation, GuidedPath, RankerShares } from "../../protocol/model.ts";
import type { Opinion } from "../kb/rank.ts";
import type { Thresholds } from "./thresholds.ts";

/** The explanation is stored with the message: what an agent reads, not all that was computed. */
const HITS_MAX = 5;
const TERMS_MAX = 50;

/** What the bot had before it when it decided. A ranking is one; so is a visitor's choice. */
export type Considered = {
  hits: readonly (Opinion & { shares?: RankerShares })[];
  terms: string[];
  unknownTerms: string[];
  confidence: number;
  corrections?: Correction[];
  /** Of the knowledge base that was asked, if it is not the one in the visitor's language. */
  kbVersion?: string;
  /** Of that knowledge base. */
  thresholds?: Thresholds;
  offer?: number;
  path?: GuidedPath | undefined;
};

const round = (value: number): number => Math.round(value * 10_000) / 10_000;

const roundedShares = ({ learned, likeness, terms }: RankerShares): RankerShares => ({
  learned: round(learned),
  likeness: round(likeness),
  terms: round(terms),
});

export function explain(
  decision: Explanation["decision"],
  kbVersion: string | null,
  thresholds: Thresholds,
  considered?: Considered,
): Explanation {
  const { answerThreshold, clarifyThreshold } = considered?.thresholds ?? thresholds;
  const hits = considered?.hits.slice(0, HITS_MAX) ?? [];
  const corrections = considered?.corrections?.slice(0, TERMS_MAX) ?? [];
  return {
    kbVersion: considered?.kbVersion ?? kbVersion,
    decision,
    terms: considered?.terms.slice(0, TERMS_MAX) ?? [],
    unknownTerms: considered?.unknownTerms.slice(0, TERMS_MAX) ?? [],
    ...(corrections.length > 0 && { corrections }),
    hits: hits.map(({ article, score, confidence, shares }) => ({
      id: article.id,
      title: article.title,
      score: round(score),
      confidence: round(confidence),
      ...(shares && { shares: roundedShares(shares) }),
    })),
    confidence: round(considered?.confidence ?? 0),
    ...(considered?.offer !== undefined && { offer: round(considered.offer) }),
    answerThreshold: round(answerThreshold),
    clarifyThreshold,
    ...(considered?.path && { path: considered.path }),
  };
}
