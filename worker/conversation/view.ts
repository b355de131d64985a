import type { RequestState } from "../../protocol/api.ts";
import type { AgentView, ConversationView } from "../../protocol/frames.ts";
import type { Body, Message, TicketSummary } from "../../protocol/model.ts";
import { fileNames } from "../files/file-names.ts";
import { type ConversationState, type Heads, versionOf } from "./state.ts";
import { isSolved, visitorStatus } from "./ticket.ts";

/** What leaves the object, by who may see it. Visitors' shapes are built field by field: what is not named stays inside. */

export function visitorView(state: ConversationState): ConversationView {
  const { ticket } = state;
  return {
    id: state.id,
    floor: state.floor,
    // Handed back, the bot answers again: there is no state of a request to wait for until it escalates.
    status: ticket && state.floor !== "bot" ? visitorStatus(ticket) : null,
    ticketNumber: ticket?.number ?? null,
    agent: ticket?.assignee ? { name: ticket.assignee.name } : null,
    hasContact: state.contact !== null,
    closing: closing(state),
  };
}

function closing({ ticket, floor }: ConversationState): ConversationView["closing"] {
  if (!ticket || floor === "bot" || !isSolved(ticket)) return null;
  // Tickets of the first version have none of these fields.
  const { summary = "", confirmedAt = null, rating = null } = ticket;
  return { summary, confirmed: confirmedAt !== null, rating };
}

/** A line of the visitor's own list; null while there is no number to call it by. `lastAt`: of the last public message. */
export function requestState({ ticket }: ConversationState, lastAt: number): RequestState | null {
  if (!ticket || ticket.number === null) return null;
  return {
    number: ticket.number,
    status: visitorStatus(ticket),
    subject: cut(ticket.subject),
    updatedAt: Math.max(lastAt, ticket.openedAt),
  };
}

export function agentView(state: ConversationState): AgentView {
  const { id, siteId, floor, ticket, context, person = null, consent = null } = state;
  return { id, siteId, floor, ticket, context, person, consent };
}

export function visitorMessage(message: Message): Message {
  const { stream, seq, at, author, body, clientId } = message;
  const own = author.kind === "visitor" && clientId !== undefined;
  return own ? { stream, seq, at, author, body, clientId } : { stream, seq, at, author, body };
}

/** What the Inbox is told: whole and with its version, so that the newest always wins and a repeat changes nothing. */
export type TicketUpsert = Omit<TicketSummary, "number"> & {
  v: 1;
  number: number | null;
  /** The epoch that clients see. Another one than the row's wins with any version: a backup of the data folder or of this object was restored. */
  generation: string;
  /** How long, in ms, the conversation had been ahead when the call was made. True only of a call that changes the row. */
  aheadMs: number;
  /** Words for the full-text search, at escalation and solution only: absent means that the present ones stay. */
  document?: string;
};

const PREVIEW_CODE_POINTS = 140;

export function ticketUpsert(
  state: ConversationState,
  heads: Heads,
  last: Message | null,
  more: Pick<TicketUpsert, "generation" | "aheadMs" | "document">,
): TicketUpsert | null {
  const { ticket } = state;
  if (!ticket) return null;
  return {
    v: 1,
    conversationId: state.id,
    siteId: state.siteId,
    version: versionOf(heads),
    number: ticket.number,
    status: ticket.status,
    line: ticket.line,
    priority: ticket.priority,
    reason: ticket.reason,
    assignee: ticket.assignee,
    subject: cut(ticket.subject),
    preview: { author: last?.author.kind ?? "system", text: last ? cut(bodyText(last.body)) : "" },
    locale: state.context?.locale ?? "en",
    openedAt: ticket.openedAt,
    updatedAt: Math.max(last?.at ?? ticket.openedAt, ticket.resolvedAt ?? 0, ticket.confirmedAt ?? 0),
    waitingSince: ticket.waitingSince,
    ...more,
  };
}

function bodyText(body: Body): string {
  switch (body.kind) {
    case "text":
      return body.text || fileNames(body);
    case "note":
      return body.text;
    case "answer":
      return body.article.title;
    case "phrase":
      return body.phrase.text;
    case "activity":
      return "";
  }
}

function cut(text: string): string {
  const points = [...text.replaceAll(/\s+/g, " ")];
  return points.length <= PREVIEW_CODE_POINTS
    ? points.join("")
    : `${points.slice(0, PREVIEW_CODE_POINTS - 1).join("")}…`;
}
