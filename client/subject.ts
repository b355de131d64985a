import type { Message } from "../protocol/model.ts";

/** A line in a list. */
const SUBJECT_CODE_POINTS = 140;

/** What a request is called in the visitor's own list: the first thing they wrote that was no button. "" before that is known. */
export function subjectOf(messages: readonly Message[]): string {
  for (const { author, body } of messages) {
    if (author.kind === "visitor" && body.kind === "text" && !body.pick) {
      return [...body.text].slice(0, SUBJECT_CODE_POINTS).join("");
    }
  }
  return "";
}
