import type { AgentId, ConversationId, TicketSummary } from "../protocol/model.ts";

/** Something that an agent who looks elsewhere wants to hear of. `text`: the visitor's words. */
export type News = { kind: "waiting" | "message"; id: ConversationId; number: number; version: number; text: string };

/** A ticket that was not on the list before counts as new only if it began to wait this recently. */
const FRESH_MS = 60_000;

/** What a change of a ticket means to this agent: a ticket waits for somebody, or a visitor wrote in one's own. Mostly nothing. */
export function newsOf(before: TicketSummary | undefined, after: TicketSummary, me: AgentId, now: number): News | null {
  if (before && before.version >= after.version) return null;
  const { conversationId: id, number, version } = after;
  if (isUpForGrabs(after)) {
    const known = before ? isUpForGrabs(before) : now - (after.waitingSince ?? 0) > FRESH_MS;
    return known ? null : { kind: "waiting", id, number, version, text: after.subject };
  }
  if (after.assignee?.id !== me || after.preview.author !== "visitor") return null;
  const known = before ? before.updatedAt >= after.updatedAt : now - after.updatedAt > FRESH_MS;
  return known ? null : { kind: "message", id, number, version, text: after.preview.text };
}

/** Tickets that wait for this agent: all that nobody has, and the own ones, of those that are `known`, in which the visitor waits for an answer. */
export function waitingCount(unassigned: number, known: Iterable<TicketSummary>, me: AgentId): number {
  const own = [...known].filter((ticket) => ticket.assignee?.id === me && isWaiting(ticket));
  return unassigned + own.length;
}

function isUpForGrabs(ticket: TicketSummary): boolean {
  return ticket.assignee === null && isWaiting(ticket);
}

function isWaiting({ status, waitingSince }: TicketSummary): boolean {
  return status === "open" && waitingSince !== null;
}
