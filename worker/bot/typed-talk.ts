import { onEnglishKeys, onRussianKeys } from "../kb/keyboard.ts";
import { inCyrillic } from "../kb/translit.ts";
import { type SmallTalk, smallTalk } from "./small-talk.ts";

/** Greetings and thanks are short; single letters become a word by chance. */
const LENGTH_MAX = 40;

/** Small talk that was typed on the wrong keyboard or in Latin letters: "ghbdtn", "spasibo". */
export function mistypedTalk(text: string): SmallTalk | null {
  if (text.length > LENGTH_MAX || !/\p{L}{3}/u.test(text)) return null;
  const cyrillic = text.replaceAll(/[a-z'\u2019]+/gi, (word) => inCyrillic(word.toLowerCase())[0] ?? word);
  for (const reading of [onRussianKeys(text), onEnglishKeys(text), cyrillic]) {
    const talk = reading === text ? null : smallTalk(reading);
    if (talk !== null) return talk;
  }
  return null;
}
