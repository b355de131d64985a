import { stemmer as english } from "@orama/stemmers/english";
import { stemmer as german } from "@orama/stemmers/german";
import { stemmer as greek } from "@orama/stemmers/greek";
import { stemmer as russian } from "@orama/stemmers/russian";
import { stemmer as spanish } from "@orama/stemmers/spanish";
import { stemmer as turkish } from "@orama/stemmers/turkish";
import { arabicStem } from "./arabic-stem.ts";

type Stemmer = (word: string) => string;

const ENGLISH = /^[a-z0-9]+$/;
const LATIN = /^[\p{Script=Latin}\p{M}]+$/u;
const CYRILLIC = /^[\u0430-\u044f]+$/;
const GREEK = /^[\u0370-\u03ff]+$/;
const ARABIC = /^[\u0600-\u06ff]+$/;
const ACCENTS = /[\u0300\u0301\u0308]/g;
const ALL_MARKS = /\p{M}/gu;

const without = (marks: RegExp, word: string): string => word.normalize("NFD").replace(marks, "").normalize("NFC");

/**
 * By language, for words in Latin letters. After stemming, those marks are taken off that people leave out when they type. Languages with
 * many endings keep the first letters of the stem only, since what the stemmer leaves of a long word still differs from form to form: the
 * lengths are those that find most on XQuAD (Turkish +2, German +.5 points over the stemmer alone, Greek +2; for Turkish see Can et al.
 * 2008, "Information retrieval on Turkish texts").
 */
const LATIN_STEMMERS = new Map<string, Stemmer>([
  ["de", (word) => without(ALL_MARKS, german(word)).slice(0, 7)],
  ["es", (word) => without(ACCENTS, spanish(word)).slice(0, 7)],
  ["tr", (word) => without(ALL_MARKS, turkish(word)).replaceAll("ı", "i").slice(0, 5)],
]);
const GREEK_LENGTH = 6;
/** Latin words in texts of these languages are mostly English ones (in Chinese, Japanese and Thai they are names, which have no forms). */
const WITH_ENGLISH = new Set(["en", "ru", "uk", "be", "bg", "el", "ar", "fa", "he"]);
/** Their endings are not Russian ones. */
const OTHER_CYRILLIC = new Set(["uk", "be", "bg", "mk", "sr", "kk", "ky", "mn"]);

/** The stem of a folded word in a text of `language`, never empty. A language without a stemmer keeps its words. */
export function stem(word: string, language: string): string {
  if (WITH_ENGLISH.has(language) && ENGLISH.test(word)) return english(word);
  if (CYRILLIC.test(word)) return OTHER_CYRILLIC.has(language) ? word : russian(word);
  if (GREEK.test(word)) return greek(word).slice(0, GREEK_LENGTH) || word;
  if (ARABIC.test(word)) return arabicStem(word);
  // Not of words with digits: numbers and article codes are whole or wrong.
  return (LATIN.test(word) && LATIN_STEMMERS.get(language)?.(word)) || word;
}
