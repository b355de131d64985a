import type { AgentId, ConversationId, TicketSummary } from "../protocol/model.ts";

/*
 * What this browser's agent has looked at: per conversation its version (the number of its entries) at the last look. What came
 * since is unread. It is kept in this browser only: a hint for the eye, not a record of the desk.
 */

export type Seen = { agent: AgentId; versions: ReadonlyMap<ConversationId, number> };

/** Conversations remembered; those not looked at for longest are forgotten first. About 20 kB of storage. */
export const SEEN_MAX = 500;

/** Messages since the last look; "never": waiting and not looked at yet in this browser. */
export type Unread = number | "never";

export function unreadOf(seen: Seen, ticket: TicketSummary): Unread {
  const version = seen.versions.get(ticket.conversationId);
  if (version !== undefined) return Math.max(0, ticket.version - version);
  const solved = ticket.status === "resolved" || ticket.status === "closed";
  // What colleagues have is not unread work until one has looked at it.
  const concernsMe = ticket.assignee === null ? ticket.status === "open" : ticket.assignee.id === seen.agent;
  return !solved && concernsMe ? "never" : 0;
}

/** The same object if nothing new was seen. */
export function looked(seen: Seen, id: ConversationId, version: number): Seen {
  if ((seen.versions.get(id) ?? 0) >= version) return seen;
  const versions = new Map(seen.versions);
  // Last in the order of insertion: the freshest.
  versions.delete(id);
  versions.set(id, version);
  for (const oldest of versions.keys()) {
    if (versions.size <= SEEN_MAX) break;
    versions.delete(oldest);
  }
  return { ...seen, versions };
}

export function writeSeen(seen: Seen): string {
  return JSON.stringify({ agent: seen.agent, versions: [...seen.versions] });
}

/** Another agent's looks are not this one's; storage can hold anything. */
export function readSeen(json: string | null, agent: AgentId): Seen {
  const nothing: Seen = { agent, versions: new Map() };
  try {
    const stored: unknown = JSON.parse(json ?? "null");
    if (typeof stored !== "object" || stored === null || !("versions" in stored) || !("agent" in stored))
      return nothing;
    if (stored.agent !== agent || !Array.isArray(stored.versions)) return nothing;
    const isEntry = (e: unknown): e is [ConversationId, number] =>
      Array.isArray(e) && typeof e[0] === "string" && Number.isSafeInteger(e[1]);
    return { agent, versions: new Map(stored.versions.filter(isEntry).slice(-SEEN_MAX)) };
  } catch {
    return nothing;
  }
}
