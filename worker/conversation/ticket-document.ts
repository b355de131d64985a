import type { Message, Ticket } from "../../protocol/model.ts";
import { fileNames } from "../files/file-names.ts";
import type { ConversationState } from "./state.ts";

/** Code points of a ticket's words in the full-text search: a long conversation is found by its end and its subject. */
export const DOCUMENT_MAX = 8_000;

/**
 * The words by which a ticket is found: subject, contact, and what visitor and agents have said to each other, names of files too. Not the bot's
 * passages (every ticket on a topic would hold the same article), and nothing of the internal stream.
 *
 * @param newestFirst public messages; read no further than the document has room
 */
export function ticketDocument(ticket: Pick<Ticket, "subject" | "contact">, newestFirst: Iterable<Message>): string {
  const head = [ticket.subject, ticket.contact ?? ""].filter((part) => part !== "").join("\n");
  let room = DOCUMENT_MAX - length(head);
  const said: string[] = [];
  for (const { author, body } of newestFirst) {
    if (room <= 1) break;
    if (body.kind !== "text" || (author.kind !== "visitor" && author.kind !== "agent")) continue;
    // One is for the line break before it.
    const words = body.files === undefined ? body.text : `${body.text} ${fileNames(body)}`.trim();
    const text = [...words].slice(0, room - 1).join("");
    said.push(text);
    room -= length(text) + 1;
  }
  return [head, ...said.reverse()].join("\n");
}

/** Escalated (again) or solved (again): the moments at which the Inbox gets the words, so that messages cost no index rows. */
export function wantsDocument(before: ConversationState | null, after: ConversationState): boolean {
  const { ticket } = after;
  if (!ticket) return false;
  const escalated = (before?.floor ?? "bot") === "bot" && after.floor === "human" && ticket.assignee === null;
  return escalated || (ticket.resolvedAt !== null && ticket.resolvedAt !== before?.ticket?.resolvedAt);
}

function length(text: string): number {
  return [...text].length;
}
