import type { EscalationReason, Message, PhraseKey } from "../../protocol/model.ts";

/** Phrases after which the visitor's message before them was no question that the desk could act on. */
const NO_QUESTION = new Set<PhraseKey>(["greeting", "thanks", "glad", "rephrase", "unclear", "identity"]);

/**
 * What the ticket is about. "I want a human" and "no, that did not help" say nothing about the matter, so for those the last
 * real question before them is taken.
 */
export function subjectOf(
  text: string,
  pick: string | undefined,
  reason: EscalationReason,
  history: readonly Message[],
): string {
  const current = pick === undefined && reason !== "asked_for_human" && reason !== "said_no_twice";
  if (current) return text;
  for (let i = history.length - 1; i >= 0; i--) {
    const message = history[i];
    if (message?.author.kind !== "visitor" || message.body.kind !== "text" || message.body.pick !== undefined) continue;
    const answer = history[i + 1]?.body;
    if (answer?.kind === "phrase" && NO_QUESTION.has(answer.phrase.key)) continue;
    return message.body.text;
  }
  return text;
}
