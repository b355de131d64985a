import type { Block } from "../../protocol/article.ts";
import { words } from "../kb/analysis.ts";
import { plainText } from "../kb/plain-text.ts";

/** Code points: two lines on a phone. */
export const EXCERPT_MAX = 160;
/** Blocks that are searched for the words of a query; long articles say what they are about early. */
const BLOCKS_MAX = 60;
/** Characters of one block that are read. */
const BLOCK_READ = 2_000;
/** Words of one article that are compared with the query: 5 µs each, and a page shows eight hits. */
const WORDS_READ = 1_000;

/** At most `max` code points, cut at a word. */
export function shorten(text: string, max: number = EXCERPT_MAX): string {
  const line = text
    .slice(0, max * 8)
    .replace(/\s+/g, " ")
    .trim();
  const points = [...line];
  if (points.length <= max) return line;
  const head = points.slice(0, max - 1).join("");
  const space = head.lastIndexOf(" ");
  return `${head.slice(0, space > max / 2 ? space : undefined).replace(/[\s,;:.–—-]+$/, "")}…`;
}

const texts = function* (body: readonly Block[]): Generator<string> {
  for (const block of body.slice(0, BLOCKS_MAX)) {
    if (block.t === "h" || block.t === "img" || block.t === "code") continue;
    const text = plainText([block]).slice(0, BLOCK_READ).trim();
    if (text !== "") yield text;
  }
};

/** The first sentences of an article; "" for one without text. */
export function opening(body: readonly Block[], max: number = EXCERPT_MAX): string {
  for (const text of texts(body)) return shorten(text, max);
  return "";
}

/** The part that speaks of what was asked; else the beginning. */
export function excerpt(body: readonly Block[], query: string, locale: string): string {
  const asked = new Set(words(query.slice(0, 400), locale, 12).flatMap((w) => (w.functionWord ? [] : [w.stem])));
  let left = WORDS_READ;
  for (const text of texts(body)) {
    if (left <= 0) break;
    const read = words(text, locale, Math.min(400, left));
    left -= read.length;
    const found = read.find((w) => asked.has(w.stem));
    if (found === undefined) continue;
    if (found.start < EXCERPT_MAX / 2) return shorten(text);
    // A little before it, but not so late that only a few words are left.
    const latest = Math.min(found.start - 40, text.length - EXCERPT_MAX + 20);
    const from = latest <= 0 ? 0 : text.lastIndexOf(" ", latest) + 1;
    return from === 0 ? shorten(text) : `…${shorten(text.slice(from), EXCERPT_MAX - 1)}`;
  }
  return opening(body);
}
