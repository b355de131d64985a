import type { Correction } from "../../protocol/model.ts";
import { words } from "./analysis.ts";
import { ln } from "./exact-math.ts";
import { languageOf } from "./folding.ts";
import { FAR, slips } from "./slips.ts";
import { stopWords } from "./stop-words.ts";
import { isData, type Knows, type Repaired } from "./typing.ts";

/**
 * Which known term a misspelt word meant. With it the ranking finds, of questions with typing errors in 20 % / 50 % of their words, 83.2 /
 * 80.0 % instead of 81.6 / 74.0 (CLINC150-10; 83.6 without errors) and 91.5 / 88.8 instead of 90.6 / 84.9 (XQuAD-ru; 91.9): it knows
 * keyboards, transpositions and function words, and names one term instead of many. Costs clean questions at most .2 points.
 */
export type Spelling = {
  /** The term for a folded word that nobody knows; undefined when none is near. A function word comes back as it is written. */
  nearest(folded: string, stem: string): string | undefined;
};

/** By the number of letters: in short words a slip makes another word. */
const mostSlips = (length: number): number => (length < 3 ? 0 : length < 4 ? 0.75 : length < 6 ? 1 : 1.4);
/** People hit the first letter, if not always at once ("isgn": sign). Other beginnings are not looked at: it is 8 times faster. */
const OTHER_BEGINNING = 0.3;
/** Between equally near terms the frequent one wins. */
const FREQUENT = 0.03;
const TERM_MIN = 3;
/** Two slips, each replacing a letter. */
const MASK_BITS = 4;
const DIGIT = /\d/;

/** One bit per letter; a slip changes at most two. */
function mask(word: string): number {
  let bits = 0;
  for (let i = 0; i < word.length; i++) bits |= 1 << (word.charCodeAt(i) & 31);
  return bits;
}

function bitCount(bits: number): number {
  let n = bits - ((bits >>> 1) & 0x55555555);
  n = (n & 0x33333333) + ((n >>> 2) & 0x33333333);
  return (((n + (n >>> 4)) & 0x0f0f0f0f) * 0x01010101) >>> 24;
}

type Entry = { term: string; frequency: number; mask: number; functionWord: boolean };

/** `terms`: every term of the index with the number of its articles; `articles`: how many there are. */
export function loadSpelling(terms: Iterable<readonly [string, number]>, articles: number, locale: string): Spelling {
  /** Key: length and first letter. */
  const shelves = new Map<string, Entry[]>();
  const shelf = (length: number, first: string): string => `${first}${length}`;
  const add = (term: string, frequency: number, functionWord: boolean): void => {
    if (term.length < TERM_MIN || DIGIT.test(term)) return;
    const key = shelf(term.length, term.charAt(0));
    const own = shelves.get(key);
    const entry = { term, frequency, mask: mask(term), functionWord };
    if (own === undefined) shelves.set(key, [entry]);
    else own.push(entry);
  };
  const functionWords = stopWords(languageOf(locale));
  for (const [term, frequency] of terms) if (!functionWords.has(term)) add(term, frequency, false);
  for (const word of functionWords) add(word, articles, true);

  return {
    nearest(folded, stem) {
      if (DIGIT.test(folded)) return undefined;
      const most = mostSlips(Math.min(folded.length, stem.length));
      if (most === 0) return undefined;
      const masks = { folded: mask(folded), stem: mask(stem) };
      let best: string | undefined;
      let least = FAR;
      for (const first of new Set(folded.slice(0, 2))) {
        for (let length = Math.min(stem.length, folded.length) - 2; length <= folded.length + 2; length++) {
          for (const { term, frequency, mask: bits, functionWord } of shelves.get(shelf(length, first)) ?? []) {
            if (bitCount(bits ^ (functionWord ? masks.folded : masks.stem)) > MASK_BITS) continue;
            const distance = slips(functionWord ? folded : stem, term, most);
            if (distance === FAR) continue;
            const cost = distance + (first === folded[0] ? 0 : OTHER_BEGINNING) - FREQUENT * ln(1 + frequency);
            if (cost < least || (cost === least && best !== undefined && term < best)) {
              least = cost;
              best = term;
            }
          }
        }
      }
      return best;
    },
  };
}

/** Only so many different words of a message are looked up: a story of invented words stays cheap. */
const WORDS_MAX = 24;
const CHUNK = /\S+/g;

/**
 * `text` with its unknown words spelt as the knowledge base does (by their stems). Addresses and numbers are left as they are. `by` is not
 * looked at before a word is unknown: the tables of a big base take milliseconds.
 */
export function repairSpelling(
  text: string,
  locale: string,
  knows: Knows,
  by: { readonly spelling: Spelling },
): Repaired {
  const corrections: Correction[] = [];
  const found = new Map<string, string | undefined>();
  let out = "";
  let end = 0;
  for (const { 0: chunk, index } of text.matchAll(CHUNK)) {
    if (found.size >= WORDS_MAX) break;
    if (isData(chunk)) continue;
    for (const { start, end: last, folded, stem, functionWord } of words(chunk, locale, WORDS_MAX)) {
      // Words that share a place (pairs of characters, compatibility forms) have no spelling of their own.
      if (functionWord || index + start < end || knows(folded, stem)) continue;
      if (!found.has(folded)) found.set(folded, by.spelling.nearest(folded, stem));
      const to = found.get(folded);
      if (to === undefined) continue;
      corrections.push({ from: chunk.slice(start, last), to, kind: "typo" });
      out += text.slice(end, index + start) + to;
      end = index + last;
    }
  }
  return { text: out + text.slice(end), corrections };
}
