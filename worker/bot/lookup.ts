import { terms } from "../kb/analysis.ts";
import type { KnowledgeBase } from "../kb/knowledge-base.ts";
import { type RankedHit, type Ranking, rank } from "../kb/rank.ts";
import type { Dialogue } from "./dialogue.ts";
import { isOpened, leansOnEarlier } from "./follow-up.ts";
import { isWrittenIn } from "./languages.ts";
import { ANSWER_COVERED_MIN } from "./thresholds.ts";

/** What a knowledge base has to say to a question. */
export type Finding = { kb: KnowledgeBase; ranking: Ranking };

/** The visitor's language first. */
export type Bases = readonly [KnowledgeBase, ...KnowledgeBase[]];

export const bestOf = ({ ranking }: Finding): RankedHit | undefined => ranking.hits[0];

/** Its first article may be given as the answer, as far as its own words go. */
export const isCertain = ({ ranking }: Finding): boolean =>
  ranking.confidence >= ranking.answerThreshold && (ranking.hits[0]?.features.covered ?? 0) >= ANSWER_COVERED_MIN;

/** The right article is likely enough among the first three to be worth a question back. */
export const isPlausible = ({ ranking }: Finding): boolean => ranking.offer >= ranking.clarifyThreshold;

/**
 * One question in the visitor's language and in those of `bases` that it may be written in. Another language's article counts if it is
 * certain and the question is in that alphabet, or if it is more certain than the visitor's own.
 */
export function look(text: string, bases: Bases): Finding {
  const [own, ...others] = bases;
  let best: Finding = { kb: own, ranking: rank(own, text) };
  const isForeign = !isWrittenIn(text, own.locale);
  let replaced = false;
  for (const kb of others) {
    // Typed in another alphabet than its own, a language is recognised only where nothing else fits.
    const isLost = best.ranking.unknownTerms.length === best.ranking.terms.length;
    if (!isWrittenIn(text, kb.locale) && !isLost) continue;
    const finding = { kb, ranking: rank(kb, text) };
    const isMore = finding.ranking.confidence > best.ranking.confidence;
    if (isMore || (isForeign && !replaced && isCertain(finding))) {
      best = finding;
      replaced = true;
    }
  }
  return best;
}

/** Whether the article has one of the words that the follow-up brings along; true if it brings none. */
function concerns(text: string, { kb, ranking }: Finding): boolean {
  const id = ranking.hits[0]?.article.id;
  const all = terms(text, kb.locale, 20).filter((term) => kb.index.has(term));
  return all.length === 0 ? terms(text, kb.locale, 20).length < 2 : kb.index.find(all).some((hit) => hit.id === id);
}

/**
 * The question alone, or with the one before it if it leans on that ("and for the business plan?"). Alone counts if it is certain; joined
 * if that is more certain, has to do with the new words, and leads to something that was not just said, or alone leads nowhere.
 */
export function lookInContext(
  text: string,
  { topic }: Dialogue,
  bases: Bases,
  isNew: (finding: Finding) => boolean,
): Finding {
  const alone = look(text, bases);
  if (topic.question === "" || !leansOnEarlier(text) || isCertain(alone)) return alone;
  const joined = look(`${topic.question} ${text}`, bases);
  if (joined.ranking.confidence <= alone.ranking.confidence || !concerns(text, joined)) return alone;
  // "And for one person?" asks for more of the same; "is it free?" may ask for anything.
  const continues = isOpened(text) && isCertain(joined);
  return continues || isNew(joined) || !isPlausible(alone) ? joined : alone;
}
