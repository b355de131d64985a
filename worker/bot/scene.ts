import type { EscalationReason, PhraseKey, Spoken } from "../../protocol/model.ts";
import type { KnowledgeBase } from "../kb/knowledge-base.ts";
import { walkedPath } from "./diagnosis.ts";
import { type Dialogue, type HistoryMessage, readDialogue } from "./dialogue.ts";
import type { Considered } from "./explain.ts";
import type { Bases } from "./lookup.ts";
import { type BotReply, Speaker } from "./speaker.ts";
import { thresholdsOf } from "./thresholds.ts";

export type BotInput = {
  text: string;
  /** There are files, and `text` is "". The bot reads no files. */
  filesOnly?: boolean;
  /** Button of an earlier bot message (checked by the caller), or "human". */
  pick?: string;
  /** The visitor's, for fixed phrases. The knowledge base may be in another language. */
  locale: Spoken;
  /** The visitor has left a contact: nobody asks for it again. */
  hasContact?: boolean;
  /** A sentence on when agents answer, in the visitor's language; null: nobody knows. Asked only when it is said. */
  when?: () => string | null;
  /** Last public messages before this one, oldest first, up to BOT_MEMORY. */
  history: readonly HistoryMessage[];
  /** The site's knowledge bases in other languages, if `needsOtherLanguages` says so. */
  others?: readonly KnowledgeBase[];
};

/** What every branch of one reply needs. */
export type Scene = {
  input: BotInput;
  /** null: the knowledge base cannot be had. */
  bases: Bases | null;
  dialogue: Dialogue;
  speaker: Speaker;
};

export const sceneOf = (input: BotInput, kb: KnowledgeBase | null): Scene => ({
  input,
  bases: kb && [kb, ...(input.others ?? [])],
  dialogue: readDialogue(input.history),
  speaker: new Speaker(input, kb?.version ?? null, thresholdsOf(kb)),
});

export const NOTHING: Considered = { hits: [], terms: [], unknownTerms: [], confidence: 0 };

/** Key of the bot's last message, "" if that was no phrase. */
export function lastPhrase({ dialogue: { last } }: Scene): PhraseKey | "" {
  return last?.kind === "phrase" ? last.phrase.key : "";
}

/** To a person, who reads the guided steps that were gone through. */
export function escalate({ input, speaker }: Scene, reason: EscalationReason, considered?: Considered): BotReply {
  const path = considered?.path ?? walkedPath(input.history);
  return speaker.escalate(reason, path === null ? considered : { ...(considered ?? NOTHING), path });
}

/** Why a person takes over when all the words have been said. */
const INSTEAD = {
  identity: "asked_again",
  rephrase: "said_no_twice",
  unclear: "nothing_found",
  data_number: "nothing_found",
  data_email: "nothing_found",
  data_phone: "nothing_found",
  data_file: "nothing_found",
} as const satisfies Partial<Record<PhraseKey, EscalationReason>>;

/** A fixed phrase that has the way to a person under it. */
export function sayWithHuman({ speaker }: Scene, key: keyof typeof INSTEAD, considered?: Considered): BotReply {
  const options = [speaker.button("human")];
  return speaker.say({ key, options, decision: "small_talk", considered, else: INSTEAD[key] });
}
