/**
 * The same keys read on the other keyboard: QWERTY ↔ ЙЦУКЕН. Six Russian letters lie on keys that print signs on the English board. The question
 * mark is left alone: it ends a question on either.
 */
const ENGLISH = "`qwertyuiop[]asdfghjkl;'zxcvbnm,.~QWERTYUIOP{}ASDFGHJKL:\"ZXCVBNM<>";
const RUSSIAN = "ёйцукенгшщзхъфывапролджэячсмитьбюЁЙЦУКЕНГШЩЗХЪФЫВАПРОЛДЖЭЯЧСМИТЬБЮ";

const table = (from: string, to: string): ReadonlyMap<string, string> =>
  new Map([...from].map((key, i) => [key, to.charAt(i)]));
const TO_RUSSIAN = table(ENGLISH, RUSSIAN);
const TO_ENGLISH = table(RUSSIAN, ENGLISH);
// Telephones and word processors turn the straight quote of a key into a curly one.
const APOSTROPHES = /[\u2018\u2019]/g;

const press = (text: string, keys: ReadonlyMap<string, string>): string => {
  let out = "";
  for (const character of text) out += keys.get(character) ?? character;
  return out;
};

/** "gfhjkm" → "пароль". */
export const onRussianKeys = (text: string): string => press(text.replace(APOSTROPHES, "'"), TO_RUSSIAN);
/** "зфыыцщкв" → "password". */
export const onEnglishKeys = (text: string): string => press(text, TO_ENGLISH);

const ROWS = ["qwertyuiop", "asdfghjkl", "zxcvbnm", "йцукенгшщзхъ", "фывапролджэ", "ячсмитьбю"];
/** Character codes of two keys that touch, as one number. */
const NEIGHBOURS = new Set<number>();
const pair = (a: number, b: number): number => a * 0x10000 + b;
ROWS.forEach((row, y) => {
  for (let other = Math.floor(y / 3) * 3; other < Math.floor(y / 3) * 3 + 3; other++) {
    [...row].forEach((from, x) => {
      [...(ROWS[other] ?? "")].forEach((to, otherX) => {
        // Every row begins half a key to the right of the one above it.
        const apart = Math.abs(x + (y % 3) / 2 - otherX - (other % 3) / 2);
        if (from !== to && Math.abs(y - other) <= 1 && apart <= 1)
          NEIGHBOURS.add(pair(from.charCodeAt(0), to.charCodeAt(0)));
      });
    });
  }
});

/** Whether the keys of two lower-case letters (character codes) touch, so that a finger takes one for the other. */
export const areNeighbours = (a: number, b: number): boolean => NEIGHBOURS.has(pair(a, b));
