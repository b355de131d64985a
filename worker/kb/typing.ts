import type { Correction } from "../../protocol/model.ts";
import { words } from "./analysis.ts";
import { languageOf } from "./folding.ts";
import { onEnglishKeys, onRussianKeys } from "./keyboard.ts";
import { stem } from "./stemming.ts";
import { stopWords } from "./stop-words.ts";
import { inCyrillic, inLatin } from "./translit.ts";

/**
 * Text typed on the wrong keyboard or in letters of the other alphabet, read as it was meant. No dictionary: of several readings the one
 * is taken of which the knowledge base knows most. (Choice by the share of known letters: measured on XQuAD-ru and CLINC150, where it
 * brings back all that wrong keys and transcription cost, and changes one clean question of 945.)
 */

/** Whether the knowledge base holds the word in any field. Function words need not be known: the list is asked for them. */
export type Knows = (folded: string, stem: string) => boolean;
export type Repaired = { text: string; corrections: Correction[] };

/** A reading of the whole text must know so much more of its letters than the text as typed. */
const MARGIN = 0.15;
/** And so many letters in all: a single letter is a function word on either board. */
const GAIN_MIN = 3;
/** A reading of which so much is known need not be compared with further ones. */
const CLEAR = 0.8;
/** A single word is replaced only if it is this long: short ones become known words by chance. */
const ALONE_MIN_LETTERS = 4;
/** Only so many different words are tried; later ones of a long text are read as the first ones say. */
const CHUNKS_MAX = 48;
const WORD_MAX = 32;

const CYRILLIC_LANGUAGES = new Set(["ru", "uk", "be", "bg", "mk", "sr", "kk", "ky"]);
const LATIN = /[a-z]/i;
const CYRILLIC = /[\u0400-\u04ff]/;
/** Addresses and numbers mean what they say. */
const DATA = /@|:\/\/|^www\.|\d.*\d/i;
export const isData = (chunk: string): boolean => DATA.test(chunk);
/** Signs around a word that are keys of a letter on the other board. */
const SIGNS_BEFORE = new Set("\"'<{[");
const SIGNS_AFTER = new Set(".,;:'\">}]");
const VOWEL = /[aeiouyаеёиоуыэюя]/gi;
const LATIN_RUN = /[46]?[a-z](?:[a-z'\u2019]|[46](?=[a-z]))*/gi;
const CYRILLIC_RUN = /[\u0410-\u044f\u0401\u0451]+/g;

/** In letters; `longest`: of its known words that are no function words. */
type Weight = { letters: number; known: number; longest: number };
type Reading = Weight & { text: string };
type Kind = Exclude<Correction["kind"], "typo">;
type Reader = { kind: Kind; reads: (chunk: string) => boolean; read: (chunk: string) => string };
type Judge = { weigh: (text: string) => Weight; isKnown: (word: string) => boolean };

function judge(locale: string, knows: Knows): Judge {
  const language = languageOf(locale);
  const functionWords = stopWords(language);
  return {
    isKnown: (word) => functionWords.has(word) || knows(word, stem(word, language)),
    weigh(text) {
      const weight = { letters: 0, known: 0, longest: 0 };
      for (const { folded, stem, functionWord } of words(text, locale, CHUNKS_MAX)) {
        if (!/\D/.test(folded)) continue;
        weight.letters += folded.length;
        if (!functionWord && !knows(folded, stem)) continue;
        weight.known += folded.length;
        if (!functionWord) weight.longest = Math.max(weight.longest, folded.length);
      }
      return weight;
    },
  };
}

/** A word without the signs around it. An expression for this takes the square of the length of a run of signs. */
function withoutSigns(chunk: string): { from: number; to: number } {
  let from = 0;
  while (SIGNS_BEFORE.has(chunk.charAt(from))) from++;
  let to = chunk.length;
  while (to > from && SIGNS_AFTER.has(chunk.charAt(to - 1))) to--;
  return { from, to };
}

/** Presses the same keys on the other board; a sign at the edge is a letter only if the word is known with it ("hf,jnf." ends in a stop). */
const keys =
  (press: (text: string) => string, { weigh }: Judge) =>
  (chunk: string): string => {
    const whole = press(chunk);
    const { from, to } = withoutSigns(chunk);
    if (from === to || to - from === chunk.length) return whole;
    const inner = chunk.slice(0, from) + press(chunk.slice(from, to)) + chunk.slice(to);
    return weigh(whole).known > weigh(inner).known ? whole : inner;
  };

/** Spells every word as the knowledge base does, or else in the most usual way. */
const letters =
  (run: RegExp, spellings: (word: string) => string[], { isKnown }: Judge) =>
  (chunk: string): string =>
    chunk.replace(run, (word) => {
      const found = spellings(word.toLowerCase().slice(0, WORD_MAX).replaceAll("\u2019", "'"));
      return found.find(isKnown) ?? found[0] ?? word;
    });

/** In the order in which they are tried. */
function readers(locale: string, judge: Judge): Reader[] {
  const latin = (chunk: string): boolean => LATIN.test(chunk) && !CYRILLIC.test(chunk) && !isData(chunk);
  const cyrillic = (chunk: string): boolean => CYRILLIC.test(chunk) && !LATIN.test(chunk) && !isData(chunk);
  const toLatin: Reader[] = [
    { kind: "layout", reads: cyrillic, read: keys(onEnglishKeys, judge) },
    { kind: "translit", reads: cyrillic, read: letters(CYRILLIC_RUN, inLatin, judge) },
  ];
  if (!CYRILLIC_LANGUAGES.has(languageOf(locale))) return toLatin;
  return [
    { kind: "layout", reads: latin, read: keys(onRussianKeys, judge) },
    { kind: "translit", reads: latin, read: letters(LATIN_RUN, inCyrillic, judge) },
    ...toLatin,
  ];
}

type Whole = { reader: Reader; own: ReadonlyMap<string, Reading>; share: number; gain: number };

/** Reads every chunk that is not known as typed, or only as a function word: "do" may be «до». */
function readAll(reader: Reader, typed: ReadonlyMap<string, Weight>, { weigh }: Judge): Whole {
  const own = new Map<string, Reading>();
  const total = { letters: 0, known: 0, gain: 0 };
  for (const [chunk, asTyped] of typed) {
    total.letters += asTyped.letters;
    let known = asTyped.known;
    if ((asTyped.known < asTyped.letters || asTyped.longest === 0) && reader.reads(chunk)) {
      const text = reader.read(chunk);
      const reading = { text, ...weigh(text) };
      own.set(chunk, reading);
      // Letters that the other board has no key for are lost, not known.
      known = Math.max(known, Math.min(reading.known, asTyped.letters));
      total.letters += Math.max(0, reading.letters - asTyped.letters);
    }
    total.known += known;
    total.gain += known - asTyped.known;
  }
  return { reader, own, share: total.known / Math.max(1, total.letters), gain: total.gain };
}

const pronounceable = (word: string): boolean => {
  const share = (word.match(VOWEL)?.length ?? 0) / word.length;
  return share >= 0.2 && share <= 0.7;
};

/** Within a text that was read in another way as a whole. What neither reading knows ("reset gfhjkm", "gfhjkz") goes by its looks. */
function isBetter(kind: Kind, chunk: string, typed: Weight, reading: Reading): boolean {
  if (reading.known !== typed.known || reading.known > 0) return reading.known >= typed.known;
  return kind === "translit" || !pronounceable(chunk) || pronounceable(reading.text);
}

/**
 * `text` as it was meant, with what was changed; the text itself and no corrections when it reads best as typed. Deterministic; takes
 * time in proportion to the text, and next to none when every word of it is known.
 */
export function repairTyping(text: string, locale: string, knows: Knows): Repaired {
  const chunks = [...text.matchAll(/\S+/g)];
  const by = judge(locale, knows);
  const typed = new Map<string, Weight>();
  for (const [chunk] of chunks) {
    if (typed.size === CHUNKS_MAX) break;
    if (!typed.has(chunk)) typed.set(chunk, by.weigh(chunk));
  }
  const share = readAll({ kind: "layout", reads: () => false, read: (chunk) => chunk }, typed, by).share;
  const unknown = [...typed.values()].some((weight) => weight.known < weight.letters);
  if (!unknown) return { text, corrections: [] };

  const convinces = (whole: Whole): boolean => whole.share > share + MARGIN && whole.gain >= GAIN_MIN;
  const wholes: Whole[] = [];
  for (const kind of ["layout", "translit"] as const) {
    if (wholes.some((whole) => whole.share >= CLEAR && convinces(whole))) break;
    for (const reader of readers(locale, by)) if (reader.kind === kind) wholes.push(readAll(reader, typed, by));
  }
  const best = wholes.reduce((a, b) => (b.share > a.share ? b : a));
  const chosen = convinces(best) ? best : undefined;

  const meant = (chunk: string): { text: string; kind: Kind } | undefined => {
    const asTyped = typed.get(chunk);
    if (chosen !== undefined && chosen.reader.reads(chunk)) {
      const { kind, read } = chosen.reader;
      if (asTyped === undefined) return { text: read(chunk), kind };
      const reading = chosen.own.get(chunk);
      if (reading !== undefined && isBetter(kind, chunk, asTyped, reading)) return { text: reading.text, kind };
    }
    if (asTyped === undefined || asTyped.known > 0) return undefined;
    for (const { reader, own } of wholes) {
      const reading = own.get(chunk);
      if (reading?.known === reading?.letters && (reading?.longest ?? 0) >= ALONE_MIN_LETTERS)
        return { text: reading?.text ?? chunk, kind: reader.kind };
    }
    return undefined;
  };

  const corrections: Correction[] = [];
  let out = "";
  let end = 0;
  let joins = false;
  for (const { 0: chunk, index } of chunks) {
    const found = meant(chunk);
    const to = found?.text ?? chunk;
    out += text.slice(end, index) + to;
    end = index + chunk.length;
    const last = corrections.at(-1);
    if (found === undefined || to === chunk) joins = false;
    else if (joins && last?.kind === found.kind) {
      last.from += ` ${chunk}`;
      last.to += ` ${to}`;
    } else {
      corrections.push({ from: chunk, to, kind: found.kind });
      joins = true;
    }
  }
  return { text: out + text.slice(end), corrections };
}
