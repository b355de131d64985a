/** Longer words are cut: no language needs them, and the stemmers' expressions are quadratic in the length of a word. */
const WORD_MAX = 40;

const MARK = /\p{M}/gu;
/** What sits inside a word without being part of it: soft hyphens, zero-width joiners, signs of writing direction, the Arabic stretching line. */
const UNSEEN = /[\p{Cf}\u0640]/gu;
/** No language writes more than three marks on one letter (Vietnamese two); a flood of them is a joke or an attack. */
const MARK_FLOOD = /(\p{M}{3})\p{M}+/gu;
const LATIN_WITH_MARKS = /([a-z])\p{M}+/gu;
/** The breve of й stays and is joined again by NFC. */
const RUSSIAN_WITH_MARKS = /([\u0430-\u044f])[\u0300\u0301\u0308]+/gu;
const GREEK = /[\u0370-\u03ff]/;
const ARABIC = /[\u0600-\u06ff]/;
/** Zeros of the Arabic, Persian and Devanagari digits; NFKD resolves the wide ones. */
const ZEROS = [0x660, 0x6f0, 0x966];
const DIGITS = /[\u0660-\u0669\u06f0-\u06f9\u0966-\u096f]/g;
const asciiDigit = (digit: string): string => {
  const code = digit.charCodeAt(0);
  return String(code - Math.max(...ZEROS.filter((zero) => zero <= code)));
};
/** Letters that no normal form takes apart. */
const LETTERS = new Map([..."ßæœøł"].map((letter, i) => [letter, ["ss", "ae", "oe", "o", "l"][i] ?? letter]));
const OTHER_LATIN = /[ßæœøł]/g;
/** Persian and Urdu forms of three letters, the alef that is written as ya, the ta that is spoken as ha, the joined alef. */
const ARABIC_LETTERS = new Map([..."ىیکةہٱ"].map((letter, i) => [letter, "ييكهها".charAt(i)]));
const ARABIC_FORMS = /[ىیکةہٱ]/g;
/** Most words: nothing to fold but the case. */
const PLAIN = /^(?:[a-z0-9]+|[\u0430-\u044f]+)$/;

const CYRILLIC_LETTER = /[\u0400-\u04ff]/;
const LATIN_LETTER = /[A-Za-z]/;
const LATIN_LOOKS = "aceopxykABCEHKMOPTXY";
const CYRILLIC_LOOKS = "асеорхукАВСЕНКМОРТХУ";
const looks = (from: string, to: string): ReadonlyMap<string, string> =>
  new Map([...from].map((letter, i) => [letter, to.charAt(i)]));
const TO_CYRILLIC = looks(LATIN_LOOKS, CYRILLIC_LOOKS);
const TO_LATIN = looks(CYRILLIC_LOOKS, LATIN_LOOKS);

/** In a word of both alphabets the strangers are replaced by the letters that look the same, if every one of them has such a twin. */
function ofOneAlphabet(word: string): string {
  if (!CYRILLIC_LETTER.test(word) || !LATIN_LETTER.test(word)) return word;
  for (const [stranger, twins] of [
    [LATIN_LETTER, TO_CYRILLIC],
    [CYRILLIC_LETTER, TO_LATIN],
  ] as const) {
    const letters = [...word];
    if (letters.every((letter) => !stranger.test(letter) || twins.has(letter)))
      return letters.map((letter) => twins.get(letter) ?? letter).join("");
  }
  return word;
}

/** "pt-BR" → "pt". */
export const languageOf = (locale: string): string => locale.replace(/-.*$/s, "");

/** Diacritics distinguish words in many languages (Vietnamese loses 5 points by folding); in English and Russian text they do not. */
const FOLDS_LATIN_MARKS = new Set(["en", "ru"]);

/**
 * A run of letters as it is compared: lower case, compatibility forms resolved, at most WORD_MAX characters. Stable: folding twice changes
 * nothing more. Turkish has two letters i, and the capital of the dotted one is dotted.
 */
export function fold(run: string, language: string): string {
  if (run.length <= WORD_MAX && PLAIN.test(run)) return run;
  let s = run.normalize("NFKD").replace(UNSEEN, "").replace(MARK_FLOOD, "$1");
  s = ofOneAlphabet(s);
  if (language === "tr") s = s.replace(/I(?!\u0307)/g, "ı").replaceAll("I\u0307", "i");
  s = s.toLowerCase().replace(OTHER_LATIN, (letter) => LETTERS.get(letter) ?? letter);
  if (FOLDS_LATIN_MARKS.has(language)) s = s.replace(LATIN_WITH_MARKS, "$1");
  if (GREEK.test(s)) s = s.replace(MARK, "").replaceAll("ς", "σ");
  if (ARABIC.test(s)) s = s.replace(MARK, "").replace(ARABIC_FORMS, (letter) => ARABIC_LETTERS.get(letter) ?? letter);
  s = s.replace(DIGITS, asciiDigit).replace(RUSSIAN_WITH_MARKS, "$1").normalize("NFC");
  return s.length > WORD_MAX ? [...s].slice(0, WORD_MAX).join("") : s;
}
