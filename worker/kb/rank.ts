import { QUESTION_MAX_TERMS } from "../../protocol/limits.ts";
import type { Correction, RankerShares } from "../../protocol/model.ts";
import { words } from "./analysis.ts";
import { type Considered, consider, type Rankers, type Without } from "./candidates.ts";
import { CLARIFY_THRESHOLD, confidence, type Features, offerConfidence } from "./confidence.ts";
import type { KnowledgeBase, StoredArticle } from "./knowledge-base.ts";
import { featuresOf } from "./model/features.ts";
import { vectorOf } from "./model/sentence-space.ts";
import { dotsOf } from "./model/sentences.ts";
import { repairSpelling } from "./spelling.ts";
import { type Repaired, repairTyping } from "./typing.ts";

export type Opinion = {
  article: StoredArticle;
  /** How near the article is to the question, the sum of its shares; orders the hits of one question, says nothing across questions. */
  score: number;
  /** 0..1: belief that this article is the right one. Comparable across questions and knowledge bases. */
  confidence: number;
};
export type RankedHit = Opinion & { shares: RankerShares; features: Features };

export type Ranking = {
  /** Best first, at most 20 of each ranker. */
  hits: RankedHit[];
  /** Stems of the question that count. */
  terms: string[];
  /** Those that no article knows. */
  unknownTerms: string[];
  /** What typing was read as. */
  corrections: Correction[];
  /** Of the best hit; 0 without one. */
  confidence: number;
  /** 0..1: belief that the right article is among the first three. */
  offer: number;
  /** The text holds no word of meaning: nothing, signs only, or function words only. */
  empty: boolean;
  /** Of the knowledge base that was asked. */
  answerThreshold: number;
  clarifyThreshold: number;
};

/** For the ablation in bench/results.md. */
export type RankOptions = { without?: readonly (Without[number] | "characters" | "repair" | "spelling")[] };

/** More words of a question than this are not compared with sentences: nobody asks in so many, and each costs time. */
const COMPARED_WORDS = 100;

/** The articles that may answer `text`, with the belief in each. Never throws, whatever the text. */
export function rank(kb: KnowledgeBase, text: string, { without = [] }: RankOptions = {}): Ranking {
  const { model, index, locale } = kb;
  const knows = (folded: string, stem: string): boolean => index.has(stem) || index.has(folded);
  const typed: Repaired = without.includes("repair") ? { text, corrections: [] } : repairTyping(text, locale, knows);
  const spelt: Repaired = without.includes("spelling")
    ? { text: typed.text, corrections: [] }
    : repairSpelling(typed.text, locale, knows, kb);
  const all = words(spelt.text, locale, QUESTION_MAX_TERMS);
  const doubted = new Set(spelt.corrections.map(({ to }) => to));
  const features = featuresOf(all.slice(0, COMPARED_WORDS));
  if (without.includes("characters")) features.characters.clear();
  const dots = dotsOf(model.postings, vectorOf(model.space, features), new Float32Array(model.space.sentences));
  const rankers: Rankers = { index, learned: model.learned, numberOf: (id) => kb.ids.find(id) };
  const parts = without.filter((one) => one === "learned" || one === "likeness" || one === "terms");
  const considered: Considered = consider(rankers, all, dots, { without: parts, doubted });
  const hits = considered.candidates.flatMap(({ article, score, shares, features: own }): RankedHit[] => {
    const found = kb.articles.get(kb.ids.at(article));
    if (found === undefined) return [];
    return [{ article: found, score, shares, features: own, confidence: confidence(model.coefficients, own) }];
  });
  const { terms, unknownTerms, empty } = considered;
  return {
    hits,
    terms,
    unknownTerms,
    corrections: [...typed.corrections, ...spelt.corrections],
    confidence: hits[0]?.confidence ?? 0,
    offer: offerConfidence(hits.map((hit) => hit.confidence)),
    empty,
    answerThreshold: model.answerThreshold,
    clarifyThreshold: CLARIFY_THRESHOLD,
  };
}
