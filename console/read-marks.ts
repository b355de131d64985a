import type { Snapshot } from "../client/types.ts";
import type { Message } from "../protocol/model.ts";

/** Seqs of the desk's own messages that bear a mark; null: none does. */
export type Marks = { sent: number | null; seen: number | null };

/** The last message of the desk that the visitor has seen, and the very last one as long as they have not. */
export function readMarks({ messages, read }: Pick<Snapshot, "messages" | "read">): Marks {
  const own = messages.public.filter((m) => m.author.kind === "agent" && m.body.kind === "text");
  const last = own.at(-1)?.seq ?? null;
  const seen = own.findLast((m) => m.seq <= read.visitor)?.seq ?? null;
  return { sent: last === seen ? null : last, seen };
}

export function markOf(marks: Marks, { stream, seq }: Pick<Message, "stream" | "seq">): keyof Marks | null {
  if (stream !== "public") return null;
  return seq === marks.seen ? "seen" : seq === marks.sent ? "sent" : null;
}
