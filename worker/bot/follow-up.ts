import { words } from "../kb/analysis.ts";
import { stemsOf } from "./vocabulary.ts";

/** "And for the business plan?" A question that leans on the one before it. */
const OPENERS = [
  "and",
  "but",
  "or",
  "what about",
  "how about",
  "ok and",
  "also",
  "then",
  "so",
  "what if",
  "same for",
  "а",
  "и",
  "но",
  "или",
  "тогда",
  "а если",
  "если",
  "еще",
  "как насчет",
  "насчет",
  "что насчет",
].map((opener) => stemsOf(opener, 3));
/** Words that stand for something said before. Folded, unstemmed. */
const POINTERS = new Set(
  `it its that this these those they them there one ones
  это этот эта эти этого этом этой его ее их им они он оно там туда тут такое такой то того тоже так`.split(/\s+/),
);
/** Words that no topic can be told by. */
const WEAK = new Set("much long many else same exactly do make сделать делать сколько долго тогда именно".split(/\s+/));
/** A longer question names its topic. */
const WORDS_MAX = 9;
const LENGTH_MAX = 300;
const CONTENT_MAX = 3;

/** Number of words of the opener, 0 without one. */
function openerLength(stems: readonly string[]): number {
  const lengths = OPENERS.map((opener) => (opener.every((stem, i) => stems[i] === stem) ? opener.length : 0));
  return Math.max(0, ...lengths);
}

/** Its words with a topic of their own; null: too long to lean on anything. */
function topics(text: string): { opens: boolean; points: boolean; content: string[] } | null {
  if (text.length > LENGTH_MAX) return null;
  const all = words(text, "en", WORDS_MAX + 1);
  if (all.length === 0 || all.length > WORDS_MAX) return null;
  const content = all.filter((word) => !word.functionWord && !POINTERS.has(word.folded) && !WEAK.has(word.folded));
  // "Is there a free version?" points at nothing.
  const points = all.some(({ folded }, i) => POINTERS.has(folded) && !/^(is|are)$/.test(all[i - 1]?.folded ?? ""));
  return { opens: openerLength(all.map((word) => word.stem)) > 0, points, content: content.map((word) => word.stem) };
}

/** "How long does it take?" cannot be understood alone. */
export function pointsBack(text: string): boolean {
  const found = topics(text);
  return found !== null && (found.content.length === 0 || (found.points && found.content.length === 1));
}

/** Begins as what continues another question: "and", "what about". */
export const isOpened = (text: string): boolean => topics(text)?.opens === true;

/** Whether a question may need the one before it to be understood. It is only tried: what is more certain counts. */
export function leansOnEarlier(text: string): boolean {
  const found = topics(text);
  if (found === null || found.content.length > CONTENT_MAX) return false;
  return found.opens || found.content.length === 0 || (found.points && found.content.length < CONTENT_MAX);
}
