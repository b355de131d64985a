import type { ReadMarks, Viewer } from "../../protocol/frames.ts";
import { TYPING_MS } from "../../protocol/limits.ts";
import type { Attachment } from "./attachment.ts";

/*
 * Who is here, who types, who has read what: all of it from the attachments of the sockets that are open, so that it survives
 * hibernation and writes no row.
 */

export type Present = Pick<Attachment, "peer" | "door" | "read" | "typingAt">;
type Peer = Present["peer"];

/** Agents who have the conversation open, each once, in the order in which they came. */
export function viewersOf(present: readonly Present[]): Viewer[] {
  const viewers = new Map<string, Viewer>();
  for (const { peer } of present) {
    if (peer.role !== "agent" || viewers.has(peer.agent.id)) continue;
    viewers.set(peer.agent.id, { id: peer.agent.id, name: peer.agent.name });
  }
  return [...viewers.values()];
}

/** `head`: last public seq. Nobody has read what does not exist. */
export function readMarksOf(present: readonly Present[], head: number): ReadMarks {
  const marks = { visitor: 0, agent: 0 };
  for (const { peer, read = 0 } of present) marks[peer.role] = Math.max(marks[peer.role], Math.min(read, head));
  return marks;
}

/** All tabs and devices of a visitor are one party, and all of one agent's. */
export function sameParty(a: Peer, b: Peer): boolean {
  return a.role === "agent" && b.role === "agent" ? a.agent.id === b.agent.id : a.role === b.role;
}

/** Whether somebody of this party is typing. Who has not said so again for TYPING_MS has stopped. */
export function isTyping(present: readonly Present[], party: Peer, now: number): boolean {
  return present.some(
    ({ peer, typingAt }) => typingAt !== undefined && sameParty(peer, party) && Math.abs(now - typingAt) < TYPING_MS,
  );
}

/**
 * Whether the list of viewers is told anew when this socket comes or goes: for an agent's first and last one. The other door's
 * sockets come and go with each question, so they tell nothing.
 */
export function changesViewers({ peer, door }: Present, others: readonly Present[]): boolean {
  return (
    peer.role === "agent" &&
    door !== "http" &&
    !others.some((other) => other.door !== "http" && sameParty(other.peer, peer))
  );
}
