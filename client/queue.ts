import type { ErrorCode } from "../protocol/errors.ts";
import type { AgentCommand, ConversationEvent, VisitorCommand } from "../protocol/frames.ts";
import type { Message } from "../protocol/model.ts";
import type { CommandResult, PendingMessage } from "./types.ts";

export type AnyCommand = VisitorCommand | AgentCommand;
export type MessageSend = Extract<AnyCommand, { type: "message.send" }>;
/** Commands with an answer, other than messages: they live in memory only. */
export type OtherCommand = Exclude<Extract<AnyCommand, { clientId: string }>, MessageSend>;

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
  | { clientId: string; message?: never; stored?: never; command: OtherCommand };
export type Queue = readonly QueueEntry[];

/** What the state machine asks its owner to do, in order. */
export type Effect =
  | { do: "send"; frame: AnyCommand }
  | { do: "keep"; message: PendingMessage }
  | { do: "drop"; clientId: string }
  | { do: "settle"; clientId: string; result: CommandResult }
  /** Put `input` in after so many ms, in place of the one of its kind that still waits. */
  | { do: "later"; ms: number; input: LaterInput };
/**
 * What time brings: what the server would not have so soon, or has not answered, goes out again; a sign of typing that nobody has
 * renewed ends.
 */
export type LaterInput = { on: "again" | "faded" };
export type Emit = (effect: Effect) => void;

type Acknowledgement = Extract<ConversationEvent, { type: "command.acknowledged" }>;

/** The frame of an entry; none for a message that failed or is acknowledged. */
export function frameOf(entry: QueueEntry): MessageSend | OtherCommand | null {
  if (!entry.message) return entry.command;
  const { clientId, text, choice, files, consent, state } = entry.message;
  if (state === "failed" || entry.stored) return null;
  return {
    type: "message.send",
    clientId,
    text,
    ...(choice && { choice }),
    ...(files && { files: files.map((file) => file.id) }),
    ...(consent && { consent }),
  };
}

/** The server's, or one's own, "no" to some entries. Messages stay, failed; other commands are settled and go. */
export function refuse(
  queue: Queue,
  emit: Emit,
  chosen: (entry: QueueEntry) => boolean,
  code: ErrorCode,
  owner?: { id: string; name: string } | null,
): Queue {
  return queue.flatMap((entry) => {
    if (!frameOf(entry) || !chosen(entry)) return [entry];
    const { clientId, message } = entry;
    if (message) return [kept({ ...message, state: "failed", code }, emit)];
    emit({ do: "settle", clientId, result: { kind: "refused", code, ...(owner !== undefined && { owner }) } });
    return [];
  });
}

/** @param last seq of the last known public message */
export function acknowledge(queue: Queue, emit: Emit, { clientId, seq }: Acknowledgement, last: number): Queue {
  return queue.flatMap((entry) => {
    if (entry.clientId !== clientId) return [entry];
    if (!entry.message) emit({ do: "settle", clientId, result: { kind: "acknowledged" } });
    else emit({ do: "drop", clientId });
    return entry.message && seq !== undefined && seq > last ? [{ ...entry, stored: seq }] : [];
  });
}

/**
 * Takes out what the list shows now. Also a failed message: its refusal may have been the lost connection's, not the
 * server's. A message of the same id by somebody else is not one's own.
 */
export function arrived(
  queue: Queue,
  emit: Emit,
  fresh: readonly Message[],
  last: number,
  role: Message["author"]["kind"],
): Queue {
  return queue.filter(({ clientId, message, stored }) => {
    const gone =
      message && ((stored && stored <= last) || fresh.some((m) => m.clientId === clientId && m.author.kind === role));
    if (gone) emit({ do: "drop", clientId });
    return !gone;
  });
}

/** The entry of a message as it is now, which also goes to the outbox. */
export function kept(message: PendingMessage, emit: Emit): QueueEntry {
  emit({ do: "keep", message });
  return { clientId: message.clientId, message };
}
