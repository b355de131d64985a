import type { Body, EscalationReason, GuidedPath, Message, PhraseKey } from "../../protocol/model.ts";
import { stepAnswers } from "../bot/diagnosis.ts";
import { humanRequest } from "../bot/human-request.ts";
import { smallTalk } from "../bot/small-talk.ts";
import { temper } from "../bot/temper.ts";
import { typedNumber } from "../bot/typed-number.ts";
import { fileNames } from "../files/file-names.ts";

/** Phrases after which the visitor's message before them was no question that the desk could act on. */
const NO_QUESTION = new Set<PhraseKey>([
  "greeting",
  "thanks",
  "glad",
  "rephrase",
  "unclear",
  "identity",
  "guided_again",
]);
type Said = Extract<Body, { kind: "text" }>;

/** Seq of the message that is being answered: it comes after all others. */
const PRESENT = Number.MAX_SAFE_INTEGER;

/** "I want a human" or "no", pressed or typed. */
function isAboutNothing({ text, pick }: Said, reason: EscalationReason): boolean {
  if (text === "" || pick !== undefined || reason === "said_no_twice" || smallTalk(text) !== null) return true;
  if (reason === "upset") return temper(text) === "at_us";
  return reason === "asked_for_human" && humanRequest(text)?.hasMatter !== true;
}

/**
 * What the ticket is about. "I want a human" and "no, that did not help" say nothing about the matter, so for those the last
 * real question before them is taken, and where there is none, the names of the files that were sent. Whoever went through guided steps
 * before tells it once: their answers stand behind it.
 */
export function subjectOf(
  said: Said,
  reason: EscalationReason,
  history: readonly Message[],
  path?: GuidedPath,
): string {
  const question = questionOf(said, reason, history);
  const answers = path?.steps.map(({ answered }) => answered) ?? [];
  return answers.length > 0 ? `${question} (${answers.join(" → ")})` : question;
}

function questionOf(said: Said, reason: EscalationReason, history: readonly Message[]): string {
  const { text } = said;
  const present = { seq: PRESENT, author: { kind: "visitor" }, body: { kind: "text", text } } as const;
  const answers = stepAnswers([...history, present]);
  if (!isAboutNothing(said, reason) && !answers.has(PRESENT)) return text;
  let names = fileNames(said);
  for (let i = history.length - 1; i >= 0; i--) {
    const message = history[i];
    if (message?.author.kind !== "visitor" || message.body.kind !== "text" || message.body.pick !== undefined) continue;
    names ||= fileNames(message.body);
    if (message.body.text === "") continue;
    // "2" after "Which of these do you mean?" says nothing without the list.
    if (answers.has(message.seq) || typedNumber(message.body.text, history[i - 1]?.body ?? null) !== null) continue;
    const answer = history[i + 1]?.body;
    if (answer?.kind === "phrase" && NO_QUESTION.has(answer.phrase.key)) continue;
    return message.body.text;
  }
  return names || text;
}
