import type { KnowledgeBase } from "../kb/knowledge-base.ts";
import type { Section } from "./passage-sections.ts";
import { isWhole } from "./passage-units.ts";

/**
 * What a term of the question weighs by where a piece of the article has it. The title stands over every section, so none lacks its
 * terms. Those of a heading weigh up to twice as much if the question says all of it, hardly more if half ("plan" is no "Business plan").
 * The introduction's heading is the title.
 */
const IN_UNIT = 1;
const IN_SECTION = 0.4;
/**
 * The introduction answers what the title asks, and the beginning of a section what its heading does. Something else is shown if it is
 * ahead by this share of the question's weight, and by this share of the rarest term's: one common word ("work") tells nothing.
 */
const LEAD = 0.1;
const LEAD_TERM = 0.1;

/** A unit of a section. */
export type Place = { section: number; unit: number; score: number };

/** How much of `all`, by weight, is among `some`: 0..1. */
function share(all: ReadonlySet<string>, some: ReadonlySet<string>, kb: KnowledgeBase): number {
  let [found, total] = [0, 0];
  for (const term of all) {
    const weight = kb.index.idf(term);
    total += weight;
    if (some.has(term)) found += weight;
  }
  return total > 0 ? found / total : 0;
}

const strongest = (places: readonly Place[]): Place | undefined =>
  places.reduce<Place | undefined>(
    (best, one) => (best === undefined || one.score > best.score ? one : best),
    undefined,
  );

/** The piece that shares most with the question; of the introduction if none stands out. Undefined: nothing of it can be quoted. */
export function bestPlace(
  sections: readonly Section[],
  titleTerms: ReadonlySet<string>,
  asked: ReadonlySet<string>,
  kb: KnowledgeBase,
): Place | undefined {
  const weights = [...asked].map((term) => [term, kb.index.idf(term)] as const);
  const total = weights.reduce((sum, [, weight]) => sum + weight, 0);
  const lead = total * LEAD + kb.index.idf("") * LEAD_TERM;
  const places = sections.flatMap(({ units, headingTerms, unitTerms, allTerms }, section) => {
    const inHeading = IN_UNIT + share(headingTerms, asked, kb) ** 2;
    return units.flatMap((one, unit): Place[] => {
      if (!isWhole(one)) return [];
      const worth = (term: string): number => {
        if (headingTerms.has(term)) return inHeading;
        if (titleTerms.has(term) || unitTerms[unit]?.has(term)) return IN_UNIT;
        return allTerms.has(term) ? IN_SECTION : 0;
      };
      return [{ section, unit, score: weights.reduce((sum, [term, weight]) => sum + weight * worth(term), 0) }];
    });
  });
  /** Of the section that `at` is in: its beginning, unless `at` is well ahead of that. */
  const within = (at: Place | undefined): Place | undefined => {
    const beginning = places.find(({ section }) => section === at?.section);
    return at !== undefined && beginning !== undefined && at.score > beginning.score + lead ? at : beginning;
  };
  const introduction = places[0]?.section;
  const first = strongest(places.filter(({ section }) => section === introduction));
  const other = strongest(places.filter(({ section }) => section !== introduction));
  return within(first !== undefined && other !== undefined && other.score > first.score + lead ? other : first);
}
