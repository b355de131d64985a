import type { Option } from "../../protocol/model.ts";
import { terms } from "../kb/analysis.ts";
import { smallTalk } from "./small-talk.ts";
import { stemsOf, vocabulary } from "./vocabulary.ts";

/** More words tell a story; a button is short. */
const WORDS_MAX = 12;
const NEGATIONS = vocabulary(
  "no not never nothing none t нет не ни никак ничего nicht nein kein keine nunca لا لم ليس",
);

const stems = (text: string): string[] => stemsOf(text, WORDS_MAX + 1);
/** "It does not flash" has the words of "It flashes". */
const negated = (text: string): boolean => stems(text).some((stem) => NEGATIONS.has(stem));
const content = (text: string): ReadonlySet<string> => new Set(terms(text, "en", WORDS_MAX + 1));
const within = (some: ReadonlySet<string>, all: ReadonlySet<string>): boolean =>
  some.size > 0 && [...some].every((term) => all.has(term));

/** "No, it is still there": what it says first, and the rest, which is all of it without such a beginning. */
function parts(label: string): { stance: "yes" | "no" | null; rest: string } {
  const as = (text: string): "yes" | "no" | null => {
    const talk = smallTalk(text);
    return talk === "yes" || talk === "no" ? talk : null;
  };
  const [whole, first = "", rest = ""] = /^([^,.:;!\u2013\u2014]+)[,.:;!\u2013\u2014](.+)$/su.exec(label) ?? [label];
  const stance = as(first);
  return { stance: as(whole) ?? stance, rest: stance === null ? label : rest };
}

/** The one that holds, or null: what fits two buttons is no choice. */
function only(options: readonly Option[], fits: (label: string) => boolean): Option | null {
  const [first, second] = options.filter(({ label }) => fits(label));
  return first !== undefined && second === undefined ? first : null;
}

/**
 * The button that a visitor typed instead of pressing: its words in any case and form, "yes" or "no" where one button says that, or
 * words that only one of the buttons has. null: it is something else.
 */
export function typedChoice(text: string, options: readonly Option[]): Option | null {
  const said = stems(text);
  if (said.length > WORDS_MAX) return null;
  const same = said.length === 0 ? null : only(options, (label) => stems(label).join(" ") === said.join(" "));
  if (same !== null) return same;
  const { stance } = parts(text);
  if (stance !== null && smallTalk(text) === stance) {
    const one = only(options, (label) => parts(label).stance === stance);
    if (one !== null) return one;
  }
  const asked = content(parts(text).rest);
  const isAlike = (label: string): boolean => negated(parts(label).rest) === negated(parts(text).rest);
  const equal = only(options, (label) => {
    const own = content(parts(label).rest);
    return isAlike(label) && within(asked, own) && within(own, asked);
  });
  const part = only(options, (label) => within(asked, content(label)));
  return equal ?? (part !== null && isAlike(part.label) ? part : null);
}
