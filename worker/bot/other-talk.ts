import { ARABIC_TALK } from "./talk-ar.ts";
import { GERMAN_TALK } from "./talk-de.ts";
import { SPANISH_TALK } from "./talk-es.ts";
import type { SmallTalk, TalkWords } from "./talk-words.ts";
import { madeOf } from "./vocabulary.ts";

/** The languages beside English and Russian, whose words small-talk.ts, human-request.ts and temper.ts hold themselves. */
export const OTHER_TALKS: readonly TalkWords[] = [GERMAN_TALK, SPANISH_TALK, ARABIC_TALK];

function greetingLengthOf({ greetings, greeted }: TalkWords, stems: readonly string[]): number {
  let length = 0;
  for (let more = true; more; ) {
    const rest = stems.slice(length);
    const found = greetings.find((greeting) => greeting.every((stem, i) => rest[i] === stem));
    more = found !== undefined;
    length += found?.length ?? 0;
  }
  if (length > 0) while (length < stems.length && greeted.has(stems[length] ?? "")) length++;
  return length;
}

/** Number of words at the beginning that greet. */
export const otherGreetingLength = (stems: readonly string[]): number =>
  Math.max(...OTHER_TALKS.map((words) => greetingLengthOf(words, stems)));

function talkIn(words: TalkWords, all: readonly string[]): SmallTalk | null {
  const stems = all.slice(greetingLengthOf(words, all));
  if (stems.length === 0) return "greeting";
  if (words.who.has(stems.join(" "))) return "identity";
  // "No, thanks" declines; it does not say that the answer was bad.
  if (madeOf(stems, words.thanks, words.thanksBeside)) return "thanks";
  if (madeOf(stems, words.no, words.noBeside)) return "no";
  if (madeOf(stems, words.yes, words.yesBeside)) return "yes";
  return madeOf(stems, words.help, words.helpBeside) ? "greeting" : null;
}

/** What a message of one of these languages says, by its stems; null: a question, or another language. */
export function otherTalk(stems: readonly string[]): SmallTalk | null {
  for (const words of OTHER_TALKS) {
    const talk = talkIn(words, stems);
    if (talk !== null) return talk;
  }
  return null;
}
