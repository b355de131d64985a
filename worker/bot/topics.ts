import { words } from "../kb/analysis.ts";
import { type Bases, bestOf, type Finding, isPlausible, look } from "./lookup.ts";
import { ANSWER_COVERED_MIN } from "./thresholds.ts";

/** Questions that are looked up: each costs as much as a message. Three matters are enough to know that a person must answer. */
const LOOKED_UP_MAX = 4;
/** A question without an article counts as one of its own only if it says so much. */
const UNKNOWN_WORDS_MIN = 2;

/** One finding for each different article, and of how many matters the message speaks. */
export type Topics = { known: Finding[]; count: number };

/**
 * What the questions of one message are about. Two that lead to one article are one matter; where nothing is known of any of them,
 * neither is it known where one ends.
 */
export function topicsOf(parts: readonly string[], bases: Bases): Topics {
  const known = new Map<string, Finding>();
  let unknown = 0;
  for (const part of parts.slice(0, LOOKED_UP_MAX)) {
    const finding = look(part, bases);
    const best = bestOf(finding);
    const isKnown = best !== undefined && isPlausible(finding) && best.features.covered >= ANSWER_COVERED_MIN;
    if (isKnown) {
      const before = known.get(best.article.id);
      if (before === undefined || before.ranking.confidence < finding.ranking.confidence)
        known.set(best.article.id, finding);
    } else if (words(part, "en", 40).filter((word) => !word.functionWord).length >= UNKNOWN_WORDS_MIN) unknown++;
  }
  const rest = parts.length > LOOKED_UP_MAX && known.size + unknown > 1 ? 1 : 0;
  const count = known.size + unknown + rest;
  return { known: [...known.values()], count: known.size === 0 && parts.length < 3 ? 1 : count };
}
