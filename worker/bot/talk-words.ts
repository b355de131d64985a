import { stemsOf, type Vocabulary, vocabulary } from "./vocabulary.ts";

/** What a message says that is no question. `no` counts only where the bot has just offered something. */
export type SmallTalk = "greeting" | "thanks" | "yes" | "no" | "identity";

/**
 * What a message of one language says that is no question. A message is small talk of a language if all of its words are among those of
 * that one, never a mixture: German "die" and "hat" are English words too.
 */
export type TalkWords = {
  /** Longest first; each is a run of stems. */
  greetings: readonly (readonly string[])[];
  /** Who is greeted. */
  greeted: Vocabulary;
  thanks: Vocabulary;
  thanksBeside: Vocabulary;
  yes: Vocabulary;
  yesBeside: Vocabulary;
  no: Vocabulary;
  noBeside: Vocabulary;
  /** Whole questions about who answers. */
  who: ReadonlySet<string>;
  help: Vocabulary;
  helpBeside: Vocabulary;
  /** As in human-request.ts. */
  person: Vocabulary;
  asking: Vocabulary;
  wishes: Vocabulary;
  about: Vocabulary;
  /** As in temper.ts. */
  anger: Vocabulary;
  angerBeside: Vocabulary;
};

type Lists = { [Key in Exclude<keyof TalkWords, "greetings" | "who">]: string } & Record<"greetings" | "who", string[]>;

export function talkWords({ greetings, who, ...lists }: Lists): TalkWords {
  const runs = greetings.map((greeting) => stemsOf(greeting, 6)).sort((a, b) => b.length - a.length);
  const sets = Object.fromEntries(Object.entries(lists).map(([key, list]) => [key, vocabulary(list)]));
  return {
    ...(sets as { [Key in keyof typeof lists]: Vocabulary }),
    greetings: runs,
    who: new Set(who.map((question) => stemsOf(question, 8).join(" "))),
  };
}
