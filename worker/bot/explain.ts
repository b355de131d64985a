import type { Explanation } from "../../protocol/model.ts";
import type { Opinion } from "../kb/rank.ts";
import type { Thresholds } from "./thresholds.ts";

/** The explanation is stored with the message: what an agent reads, not all that was computed. */
const HITS_MAX = 5;
const TERMS_MAX = 50;

/** What the bot had before it when it decided. A ranking is one; so is a visitor's choice. */
export type Considered = { hits: readonly Opinion[]; terms: string[]; unknownTerms: string[]; confidence: number };

const round = (value: number): number => Math.round(value * 10_000) / 10_000;

export function explain(
  decision: Explanation["decision"],
  kbVersion: string | null,
  { answerThreshold, clarifyThreshold }: Thresholds,
  considered?: Considered,
): Explanation {
  const hits = considered?.hits.slice(0, HITS_MAX) ?? [];
  return {
    kbVersion,
    decision,
    terms: considered?.terms.slice(0, TERMS_MAX) ?? [],
    unknownTerms: considered?.unknownTerms.slice(0, TERMS_MAX) ?? [],
    hits: hits.map(({ article, score, confidence }) => ({
      id: article.id,
      title: article.title,
      score: round(score),
      confidence: round(confidence),
    })),
    confidence: round(considered?.confidence ?? 0),
    answerThreshold,
    clarifyThreshold,
  };
}
