import type { Block } from "../../protocol/article.ts";
import { terms } from "../kb/analysis.ts";
import type { KnowledgeBase, StoredArticle } from "../kb/knowledge-base.ts";
import { plainText } from "../kb/plain-text.ts";
import { bestPlace } from "./passage-place.ts";
import { sectionsOf } from "./passage-sections.ts";
import { isWhole, lengthOf, speaks, type Unit, unitsOf } from "./passage-units.ts";

export type Passage = { passage: Block[]; whole: boolean };

/** Characters. What fits on a phone without scrolling past the question. */
const SHORT = 600;
/** Characters. A shorter introduction is often only a promise ("it depends on the message"). */
const PROMISE = 200;

/** Whole units around `at`, from the section's beginning if that is within reach, up to SHORT characters. */
function around(units: readonly Unit[], at: number, heading: readonly Block[]): Unit[] {
  const room = SHORT - lengthOf(heading);
  const length = (from: number, to: number) => units.slice(from, to).reduce((sum, unit) => sum + unit.length, 0);
  const quotable = (from: number, to: number) => units.slice(from, to).every((unit) => !unit.speaks || isWhole(unit));
  let [from, to] = [at, at + 1];
  while (from > 0 && quotable(from - 1, from) && length(from - 1, to) <= room) from--;
  while (to < units.length && quotable(to, to + 1) && length(from, to + 1) <= room) to++;
  return units.slice(from, to);
}

const shown = (units: readonly Unit[]): Block[] => units.flatMap(({ blocks }) => blocks);

/** Without what says nothing at its end: a rule. */
function trimmed(blocks: readonly Block[]): Block[] {
  const end = blocks.findLastIndex((block) => block.t !== "hr" && block.t !== "h");
  return blocks.slice(0, end + 1);
}

/** The beginning of a run of blocks, at least one unit; null when even that is too long to be quoted. */
export function wholeBlocks(blocks: readonly Block[]): Block[] | null {
  const heading = blocks.slice(0, blocks[0]?.t === "h" ? 1 : 0);
  const units = unitsOf(blocks.slice(heading.length));
  const first = units.findIndex(isWhole);
  return first < 0 ? null : trimmed([...heading, ...shown(around(units, first, heading))]);
}

/**
 * The part of an article that answers: all of a short one, else the section that shares most with the question (the introduction if none
 * stands out), and of a long section the pieces around the one that shares most. Whole blocks only, in their order: no sentence is cut,
 * no list split or parted from the sentence that leads to it. An article without text, or with nothing short enough for a chat, is shown
 * by its title.
 */
export function passageOf(article: StoredArticle, questionTerms: readonly string[], kb: KnowledgeBase): Passage {
  const { body } = article;
  const title: Block = { t: "p", c: [article.title] };
  if (body.length === 0) return { passage: [title], whole: true };
  const picture = body.find((block) => block.t === "img");
  if (picture !== undefined && !body.some(speaks)) return { passage: [title, picture], whole: body.length === 1 };
  // Headings alone may say it ("Tel. 123"), rules alone say nothing.
  if (!body.some(speaks) && (lengthOf(body) > SHORT || plainText(body).trim() === ""))
    return { passage: [title], whole: false };
  if (lengthOf(body) <= SHORT) return { passage: body, whole: true };

  const sections = sectionsOf(article, kb);
  const best = bestPlace(sections, new Set(terms(article.title, kb.locale)), new Set(questionTerms), kb);
  const section = best && sections[best.section];
  if (best === undefined || section === undefined) return { passage: [title], whole: false };
  const { heading, units } = section;
  const passage = [...heading, ...shown(around(units, best.unit, heading))];
  // The sections after a promise come along as they fit, each of them whole.
  if (heading.length === 0 && passage.length === shown(units).length && lengthOf(passage) <= PROMISE) {
    for (const { heading: next, units: all } of sections.slice(1)) {
      const more = [...next, ...shown(all)];
      if (lengthOf([...passage, ...more]) > SHORT || !all.every((unit) => !unit.speaks || isWhole(unit))) break;
      passage.push(...more);
    }
  }
  const answer = trimmed(passage);
  return { passage: answer, whole: answer.length === body.length };
}
