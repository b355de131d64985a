import type { Block } from "../../protocol/article.ts";
import { terms } from "../kb/analysis.ts";
import type { KnowledgeBase, StoredArticle } from "../kb/knowledge-base.ts";
import { plainText } from "../kb/plain-text.ts";

export type Passage = { passage: Block[]; whole: boolean };

/** Characters. What fits on a phone without scrolling past the question. */
const SHORT = 600;
/** A single block longer than this is not quoted: one message must stay readable, and small within a frame. */
const BLOCK_MAX = 2_000;

/** What an image takes of SHORT: on a phone about a third of the screen. */
const IMAGE_LENGTH = 200;

function images(blocks: readonly Block[]): number {
  let count = 0;
  for (const block of blocks) {
    if (block.t === "img") count++;
    else if (block.t === "quote") count += images(block.c);
    else if (block.t === "list") for (const item of block.items) count += images(item);
  }
  return count;
}
const lengthOf = (blocks: readonly Block[]): number => plainText(blocks).length + IMAGE_LENGTH * images(blocks);

/** A heading names what follows, an image shows what stands beside it: alone they answer nothing. */
const speaks = (block: Block): boolean => block.t !== "h" && block.t !== "img";

/** The body cut before every heading; the first part may have none. */
function sections(body: readonly Block[]): Block[][] {
  const parts: Block[][] = [];
  for (const block of body) {
    const open = parts.at(-1);
    if (open === undefined || block.t === "h") parts.push([block]);
    else open.push(block);
  }
  // A heading directly followed by another one says nothing by itself.
  return parts.filter((part) => part.some(speaks));
}

type Section = { blocks: Block[]; own: ReadonlySet<string> };

/** Reading the words of an article of 200 kB takes 0.1 s: once, not for every question. Articles are values that never change. */
const read = new WeakMap<StoredArticle, Section[]>();

function sectionsOf(article: StoredArticle, locale: string): Section[] {
  const known = read.get(article);
  if (known !== undefined) return known;
  const found = sections(article.body).map((blocks) => ({ blocks, own: new Set(terms(plainText(blocks), locale)) }));
  read.set(article, found);
  return found;
}

/** "Do this:" without what follows is half a sentence. */
const leadsOn = (block: Block | undefined): boolean => block?.t === "p" && plainText([block]).trimEnd().endsWith(":");

/** Whole blocks from the beginning up to SHORT characters, at least one; null when even that one is too long. */
function opening(section: readonly Block[]): Block[] | null {
  const taken: Block[] = [];
  let length = 0;
  for (const block of section) {
    const size = lengthOf([block]);
    const started = taken.some(speaks) && !leadsOn(taken.at(-1));
    if (started && length + size > SHORT) break;
    if (size > BLOCK_MAX) return taken.some((one) => speaks(one) && !leadsOn(one)) ? taken : null;
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
  const picture = body.find((block) => block.t === "img");
  if (!body.some(speaks) && (picture !== undefined || lengthOf(body) > SHORT))
    return { passage: picture === undefined ? [title] : [title, picture], whole: body.length === 1 };
  if (lengthOf(body) <= SHORT) return { passage: body, whole: true };

  const asked = new Set(questionTerms);
  const parts = sectionsOf(article, kb.locale);
  let best = 0;
  let most = -1;
  parts.forEach(({ own }, i) => {
    let sum = 0;
    for (const term of asked) if (own.has(term)) sum += kb.index.idf(term);
    if (sum <= most) return;
    best = i;
    most = sum;
  });
  const section = parts[best]?.blocks ?? [];
  const passage = opening(section);
  // A short introduction alone is often only a promise ("it depends on the message"): the sections after it come along as they fit.
  if (best === 0 && passage?.length === section.length && section[0]?.t !== "h") {
    for (const { blocks } of parts.slice(1)) {
      if (lengthOf([...passage, ...blocks]) > SHORT) break;
      passage.push(...blocks);
    }
  }
  return passage === null ? { passage: [title], whole: false } : { passage, whole: passage.length === body.length };
}
