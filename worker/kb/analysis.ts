import { fold, languageOf } from "./folding.ts";
import { stem } from "./stemming.ts";
import { stopWords } from "./stop-words.ts";

/**
 * Text → terms. The same code runs when a knowledge base is built (Node) and when it is asked (workerd), and both must agree to the
 * letter: so no `Intl` and no locale-dependent string methods, whose data differ from runtime to runtime.
 */

/** One word as it stands in the text. `start` and `end` are UTF-16 offsets into the analysed string. */
export type Word = { start: number; end: number; folded: string; stem: string; functionWord: boolean };

/** A single letter with a hyphen belongs to its word: "e-mail" is "email". Unseen signs (zero-width, soft hyphen) part no word. */
const RUN = /(?:\p{L}-(?=\p{L}\p{L}))?[\p{L}\p{N}](?:[\p{Cf}\u0640]*[\p{L}\p{N}\p{M}])*/gu;
const WORD = /[\p{L}\p{N}][\p{L}\p{N}\p{M}]*/gu;
/** Scripts written without spaces are cut into pairs of characters. */
const UNSPACED =
  /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\u30fc]+|[\p{Script=Thai}\p{Script=Lao}\p{Script=Khmer}\p{Script=Myanmar}\p{M}]+/gu;
const HAS_UNSPACED =
  /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Thai}\p{Script=Lao}\p{Script=Khmer}\p{Script=Myanmar}]/u;
const UNSEEN = /\p{Cf}/gu;

function* pieces(run: string): Generator<string> {
  let at = 0;
  for (const match of run.matchAll(UNSPACED)) {
    if (match.index > at) yield run.slice(at, match.index);
    const characters = [...match[0]];
    if (characters.length === 1) yield match[0];
    for (let i = 0; i + 1 < characters.length; i++) yield `${characters[i]}${characters[i + 1]}`;
    at = match.index + match[0].length;
  }
  if (at < run.length) yield run.slice(at);
}

/** The words of `text` in order, at most `max`. */
export function words(text: string, locale: string, max: number): Word[] {
  const found: Word[] = [];
  const language = languageOf(locale);
  const functionWords = stopWords(language);
  for (const run of text.matchAll(RUN)) {
    const start = run.index;
    const end = start + run[0].length;
    const joined = run[0].replace("-", "").replace(UNSEEN, "");
    for (const piece of HAS_UNSPACED.test(joined) ? pieces(joined) : [joined]) {
      // Compatibility forms may hold several words ("½" is "1⁄2"), so the folded text is cut again.
      for (const part of fold(piece, language).match(WORD) ?? []) {
        if (found.length >= max) return found;
        found.push({ start, end, folded: part, stem: stem(part, language), functionWord: functionWords.has(part) });
      }
    }
  }
  return found;
}

/**
 * The terms of a text for the index: stems without function words. A phrase of nothing but function words ("who are you?") keeps
 * them, or nobody could ask it.
 */
export function terms(text: string, locale: string, max = Number.POSITIVE_INFINITY): string[] {
  const all = words(text, locale, max);
  const content = all.filter((word) => !word.functionWord);
  return (content.length > 0 ? content : all).map((word) => word.stem);
}
