import type { Block } from "../../protocol/article.ts";
import { plainText } from "../kb/plain-text.ts";

/** Blocks that are shown together or not at all. */
export type Unit = { blocks: Block[]; length: number; speaks: boolean };

/** A single block longer than this is not quoted: one message must stay readable, and small within a frame. Characters. */
const BLOCK_MAX = 2_000;
/** A short sentence and the list or table that follows it are one answer ("You switch it on there:" without the steps is none). */
const SENTENCE_MAX = 200;
const TOGETHER_MAX = 1_200;
/** What an image takes: on a phone about a third of the screen. */
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
export const lengthOf = (blocks: readonly Block[]): number => plainText(blocks).length + IMAGE_LENGTH * images(blocks);

/** A heading names what follows, an image shows what stands beside it, a rule parts: alone they answer nothing. */
export const speaks = (block: Block): boolean => block.t !== "h" && block.t !== "img" && block.t !== "hr";

/** "Do this:" without what follows is half a sentence. */
const leadsOn = (block: Block | undefined): boolean => block?.t === "p" && /[:：]$/.test(plainText([block]).trimEnd());

const unitOf = (blocks: Block[]): Unit => ({ blocks, length: lengthOf(blocks), speaks: blocks.some(speaks) });

/** A list that goes on counting after an explanation between its steps. */
const goesOn = (block: Block): boolean => block.t === "list" && block.ordered && (block.start ?? 1) > 1;

/** Whether `block` must not stand without what comes before it. */
function belongs(unit: readonly Block[], block: Block): boolean {
  const last = unit.at(-1);
  // A rule parts: what leads to one leads nowhere.
  if (leadsOn(last)) return block.t !== "hr";
  if (last?.t !== "p" || block.t === "p" || !speaks(block)) return false;
  const sentence = plainText([last]);
  return sentence.length <= SENTENCE_MAX && sentence.length + lengthOf([block]) <= TOGETHER_MAX;
}

/** A section without its heading, cut where it may be cut. */
export function unitsOf(section: readonly Block[]): Unit[] {
  const parts: Block[][] = [];
  for (const block of section) {
    if (goesOn(block)) {
      // Everything since the first steps is one list to the reader.
      const begin = parts.findLastIndex((part) => part.some((one) => one.t === "list" && one.ordered));
      if (begin >= 0) {
        parts.splice(begin, parts.length, [...parts.slice(begin).flat(), block]);
        continue;
      }
    }
    const open = parts.at(-1);
    if (open !== undefined && belongs(open, block)) open.push(block);
    else parts.push([block]);
  }
  return parts.map(unitOf);
}

/** Fit to be said by itself: not too long for a chat, and nothing is missing at its end. */
export const isWhole = ({ blocks, length, speaks: says }: Unit): boolean =>
  says && length <= BLOCK_MAX && !leadsOn(blocks.at(-1));
