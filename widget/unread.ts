import type { Message } from "../protocol/model.ts";

/** Messages after `seen` that somebody wrote to the visitor. System lines and the visitor's own (other tab) are none. */
export function countUnread(messages: readonly Message[], seen: number): number {
  return messages.filter((m) => m.seq > seen && (m.author.kind === "agent" || m.author.kind === "bot")).length;
}

type Seen = { conversation: string; seq: number };

/** `<conversation id> <seq>`; anything else, or another conversation's, is nothing seen. */
export function readSeen(stored: string | null | undefined, conversation: string): number {
  const [id, seq] = (stored ?? "").split(" ");
  return id === conversation ? Number(seq) || 0 : 0;
}

export function writeSeen(seen: Seen): string {
  return `${seen.conversation} ${seen.seq}`;
}
