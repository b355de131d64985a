import type { Activity, Author, EscalationReason, Explanation } from "../../protocol/model.ts";
import type { Span } from "../format.ts";
import type { StatusWord } from "../inbox-model.ts";
import { isolate } from "./isolate.ts";

export function span({ days, hours, minutes }: Span): string {
  if (days > 0) return hours > 0 ? `${days} d ${hours} h` : `${days} d`;
  if (hours > 0) return minutes > 0 ? `${hours} h ${minutes} min` : `${hours} h`;
  return minutes > 0 ? `${minutes} min` : "under 1 min";
}

export const reasons: Record<EscalationReason, string> = {
  nothing_found: "the bot found nothing",
  asked_for_human: "asked for a person",
  said_no_twice: "answers did not help twice",
  article_says_so: "the article says so",
  steps_did_not_help: "guided steps did not help",
  kb_unavailable: "knowledge base was unavailable",
  upset: "the visitor was upset",
  several_questions: "several questions at once",
  asked_again: "asked the same again",
};

export const statuses: Record<StatusWord, string> = {
  new: "new",
  in_progress: "in progress",
  waiting: "waiting for the visitor",
  with_bot: "with the bot",
  snoozed: "snoozed",
  resolved: "resolved",
  closed: "closed",
};

export const decisions: Record<Explanation["decision"], string> = {
  answer: "answered",
  clarify: "asked back",
  escalate: "passed on to people",
  small_talk: "fixed phrase",
};

export const authors: Record<Author["kind"], string> = {
  visitor: "Visitor",
  bot: "Bot",
  system: "System",
  agent: "Agent",
};

export function activity(a: Activity): string {
  switch (a.type) {
    case "contact_given":
      return `Contact given: ${isolate(a.contact)}`;
    case "handed_back":
      return `${isolate(a.agent)} returned it to the bot`;
    case "confirmed":
      return "The visitor says: solved";
    case "closed_unconfirmed":
      return "Closed: the visitor said nothing for 7 days";
    case "rated":
      return a.text === ""
        ? `The visitor's rating: ${a.stars} of 5`
        : `The visitor's rating: ${a.stars} of 5. ${isolate(a.text)}`;
    case "consented":
      return "The visitor has agreed to the consent text";
    case "identified":
      return `Signed in since here, verified by your site: ${isolate(a.person)}`;
  }
}
