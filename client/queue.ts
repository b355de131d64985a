import type { ErrorCode } from "../protocol/errors.ts";
import type { AgentCommand, ConversationEvent, VisitorCommand } from "../protocol/frames.ts";
import type { Message } from "../protocol/model.ts";
import type { CommandResult, PendingMessage } from "./types.ts";

export type AnyCommand = VisitorCommand | AgentCommand;
export type MessageSend = Extract<AnyCommand, { type: "message.send" }>;
/** Commands with an answer, other than messages: they live in memory only. */
export type OtherCommand = Exclude<AnyCommand, { type: "hello" | "history.get" | "message.send" }>;

/**
 * One's own commands in the order in which they were given. One queue for all kinds, because order has a meaning: take
 * over before the reply, the reply before "resolved".
 */
export type QueueEntry =
  | {
      clientId: string;
      message: PendingMessage;
      /** Acknowledged under this seq; shown until the message itself arrives, so that it does not blink. */
      stored?: number;
    }
  | { clientId: string; message?: never; command: OtherCommand };
export type Queue = readonly QueueEntry[];

/** What the state machine asks its owner to do, in order. */
export type Effect =
  | { do: "send"; frame: AnyCommand }
  | { do: "keep"; message: PendingMessage }
  | { do: "drop"; clientId: string }
  | { do: "settle"; clientId: string; result: CommandResult };

/** The frame of an entry; none for a message that failed or is acknowledged. */
export function frameOf(entry: QueueEntry): MessageSend | OtherCommand | null {
  if (!entry.message) return entry.command;
  const { clientId, text, choice, state } = entry.message;
  if (state === "failed" || entry.stored !== undefined) return null;
  return { type: "message.send", clientId, text, ...(choice && { choice }) };
}

export const sendAll = (queue: Queue): Effect[] =>
  queue.flatMap((entry) => {
    const frame = frameOf(entry);
    return frame ? [{ do: "send", frame }] : [];
  });

/** The server's, or one's own, "no" to some entries. Messages stay, failed; other commands are settled and go. */
export function refuse(
  queue: Queue,
  chosen: (entry: QueueEntry) => boolean,
  code: ErrorCode,
  more: { owner?: { id: string; name: string } | null } = {},
): [Queue, Effect[]] {
  const effects: Effect[] = [];
  const rest = queue.flatMap((entry): QueueEntry[] => {
    if (!frameOf(entry) || !chosen(entry)) return [entry];
    if (!entry.message) {
      effects.push({ do: "settle", clientId: entry.clientId, result: { kind: "refused", code, ...more } });
      return [];
    }
    const message: PendingMessage = { ...entry.message, state: "failed", code };
    effects.push({ do: "keep", message });
    return [{ clientId: entry.clientId, message }];
  });
  return [effects.length > 0 ? rest : queue, effects];
}

/** @param last seq of the last known public message */
export function acknowledge(
  queue: Queue,
  { clientId, seq }: Extract<ConversationEvent, { type: "command.acknowledged" }>,
  last: number,
): [Queue, Effect[]] {
  const entry = queue.find((e) => e.clientId === clientId);
  if (!entry) return [queue, []];
  const rest = queue.filter((e) => e !== entry);
  if (!entry.message) return [rest, [{ do: "settle", clientId, result: { kind: "acknowledged" } }]];
  const drop: Effect[] = [{ do: "drop", clientId }];
  if (seq === undefined || seq <= last) return [rest, drop];
  return [queue.map((e) => (e === entry ? { clientId, message: entry.message, stored: seq } : e)), drop];
}

/**
 * Takes out what the list shows now. Also a failed message: its refusal may have been the lost connection's, not the
 * server's. A message of the same id by somebody else is not one's own.
 */
export function arrived(
  queue: Queue,
  fresh: readonly Message[],
  last: number,
  role: Message["author"]["kind"],
): [Queue, Effect[]] {
  const gone = queue.filter(
    (e) =>
      e.message &&
      ((e.stored !== undefined && e.stored <= last) ||
        fresh.some((m) => m.stream === "public" && m.clientId === e.clientId && m.author.kind === role)),
  );
  if (gone.length === 0) return [queue, []];
  return [queue.filter((e) => !gone.includes(e)), gone.map(({ clientId }) => ({ do: "drop", clientId }))];
}
