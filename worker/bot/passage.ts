import type { Block } from "../../protocol/article.ts";
import { terms } from "../kb/analysis.ts";
import type { KnowledgeBase, StoredArticle } from "../kb/knowledge-base.ts";
import { plainText } from "../kb/plain-text.ts";

export type Passage = { passage: Block[]; whole: boolean };

/** Characters. What fits on a phone without scrolling past the question. */
const SHORT = 600;
/** A single block longer than this is not quoted: one message must stay readable, and small within a frame. */
const BLOCK_MAX = 2_000;

const lengthOf = (blocks: readonly Block[]): number => plainText(blocks).length;

/** The body cut before every heading; the first part may have none. */
function sections(body: readonly Block[]): Block[][] {
  const parts: Block[][] = [];
  for (const block of body) {
    const open = parts.at(-1);
    if (open === undefined || block.t === "h") parts.push([block]);
    else open.push(block);
  }
  // A heading directly followed by another one says nothing by itself.
  return parts.filter((part) => part.some((block) => block.t !== "h"));
}

/** "Do this:" without what follows is half a sentence. */
const leadsOn = (block: Block | undefined): boolean => block?.t === "p" && plainText([block]).trimEnd().endsWith(":");

/** Whole blocks from the beginning up to SHORT characters, at least one; null when even that one is too long. */
function opening(section: readonly Block[]): Block[] | null {
  const taken: Block[] = [];
  let length = 0;
  for (const block of section) {
    const size = lengthOf([block]);
    const started = taken.some((one) => one.t !== "h") && !leadsOn(taken.at(-1));
    if (started && length + size > SHORT) break;
    if (size > BLOCK_MAX) return taken.some((one) => one.t !== "h" && !leadsOn(one)) ? taken : null;
    taken.push(block);
    length += size;
  }
  return taken;
}

/**
 * The part of an article that answers: all of a short one, else the opening of the section that shares most with the question (the
 * first one if none stands out). Whole blocks only, so no sentence is cut and no list split. An article without text, or whose first
 * block is too long for a chat, is shown by its title.
 */
export function passageOf(article: StoredArticle, questionTerms: readonly string[], kb: KnowledgeBase): Passage {
  const { body } = article;
  const title: Block = { t: "p", c: [article.title] };
  if (body.length === 0) return { passage: [title], whole: true };
  if (lengthOf(body) <= SHORT) return { passage: body, whole: true };

  const asked = new Set(questionTerms);
  const shared = (section: readonly Block[]): number => {
    const own = new Set(terms(plainText(section), kb.locale));
    let sum = 0;
    for (const term of asked) if (own.has(term)) sum += kb.index.idf(term);
    return sum;
  };
  const parts = sections(body);
  let best = 0;
  let most = -1;
  parts.forEach((section, i) => {
    const sum = shared(section);
    if (sum <= most) return;
    best = i;
    most = sum;
  });
  const section = parts[best] ?? [];
  const passage = opening(section);
  // A short introduction alone is often only a promise ("it depends on the message"): the sections after it come along as they fit.
  if (best === 0 && passage?.length === section.length && section[0]?.t !== "h") {
    for (const next of parts.slice(1)) {
      if (lengthOf([...passage, ...next]) > SHORT) break;
      passage.push(...next);
    }
  }
  return passage === null ? { passage: [title], whole: false } : { passage, whole: passage.length === body.length };
}
