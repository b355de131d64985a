import { words } from "../kb/analysis.ts";
import { pointsBack } from "./follow-up.ts";
import { smallTalk } from "./small-talk.ts";
import { vocabulary } from "./vocabulary.ts";

const ASKING = new Set(
  `how where what when why which who whose can could may do does did is are am was were will would should shall have has
  как где куда откуда что чем когда почему зачем сколько какой какая какое какие каким кто кому можно могу можете есть нужно надо`.split(
    /\s+/,
  ),
);
const OPENERS = new Set(
  "and but also so then plus or please tell me и а но или еще также потом тогда скажите подскажите пожалуйста".split(
    " ",
  ),
);
/**
 * A second question within a sentence: "… and how do I", «…, а где». A comma alone begins one in English only, and not before words
 * that begin a subordinate clause.
 */
const JOINT =
  /\s*,?\s+(?:and\s+also|and|also|plus|а\s+также|а\s+ещё|и\s+ещё|и|а)\s+(?=(?:how|where|what|when|why|can|could|do|does|is|are|will|как|где|куда|когда|почему|зачем|сколько|какой|какая|какие|можно|можете|\S+\s+ли)\s)|\s*,\s+(?=(?:how|where|why|can\s+i|how)\s)/giu;
/** Words that ask without saying about what. */
const GENERIC =
  vocabulary(`help know tell possible question questions thing things need want explain say idea please wrong mean sure understand happen
  подскажите скажите помогите знаете вопрос вопросы делать быть хочу нужно узнать понять объясните случилось дело`);

/** A question without a verb: "Prices?" */
const BARE_WORDS_MAX = 4;
/** Of a whole message; what comes after is read with the last question. */
const PARTS_MAX = 12;
const READ_MAX = 6_000;

/** Long runs of blanks would cost the expressions below the square of their length, or more. */
const oneSpaced = (text: string): string => text.replace(/[^\S\n]+/g, " ").replace(/\n[ \n]*/g, "\n");

/** A full stop within a word ends no sentence. */
const sentences = (text: string): string[] =>
  oneSpaced(text.slice(0, READ_MAX)).match(/(?:[^?!.;:\n]|[?!.;:](?=[^\s?!.;:]))+[?!.;:\n]*/g) ?? [];

/** `marked`: the message has question marks, so a sentence without one is none. */
function isQuestion(part: string, marked: boolean): boolean {
  const all = words(part, "en", 40);
  const topics = all.filter((word) => !word.functionWord && !GENERIC.has(word.stem));
  if (topics.length === 0 || smallTalk(part) !== null) return false;
  if (marked && !/\?\s*$/.test(part)) return false;
  return asks(part) || (marked && all.length <= BARE_WORDS_MAX);
}

/** Begins as a question does. */
function asks(part: string): boolean {
  const first = words(part, "en", 6).find((word) => !OPENERS.has(word.folded));
  return (first !== undefined && ASKING.has(first.folded)) || /^[^\s]+\s+ли\s/i.test(part.trimStart());
}

/** The parts of a sentence, each with the sentence's own mark: "how do I pay and when?" asks twice. */
function partsOf(sentence: string): string[] {
  // "And where is it?" has nothing before its joint.
  const parts = sentence.split(JOINT).filter((part) => words(part, "en", 6).some((word) => !OPENERS.has(word.folded)));
  if (parts.length < 2) return [sentence];
  const mark = /\?\s*$/.test(sentence) ? "?" : "";
  return parts.map((part, i) => (i < parts.length - 1 ? `${part}${asks(part) ? mark : ","} ` : part));
}

/**
 * The questions of a message, each with the sentences that lead to it. Cautious: what only continues a question ("I forgot it.", "How long
 * does it take?") belongs to it, and one question in any number of sentences is the message itself.
 */
export function questionsIn(text: string): string[] {
  const marked = text.includes("?");
  const found: string[] = [];
  let before = "";
  for (const part of sentences(text).flatMap(partsOf)) {
    const isOwn = isQuestion(part, marked) && !(found.length > 0 && pointsBack(part));
    if (isOwn && found.length < PARTS_MAX) {
      found.push(`${before}${part}`.trim());
      before = "";
    } else if (found.length > 0) found.push(`${found.pop() ?? ""} ${part.trim()}`);
    else before += `${part} `;
  }
  return found.length > 1 ? found : [text];
}
