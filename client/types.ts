import type { ErrorCode } from "../protocol/errors.ts";
import type { AgentView, ConversationView, ReadMarks, Typist, Viewer } from "../protocol/frames.ts";
import type { FileRef, Message, Stream } from "../protocol/model.ts";

/**
 * What the connection is doing.
 * idle: nothing to say yet (no conversation, nothing typed). connecting: first try. online: `welcome` received.
 * offline: lost, next try is scheduled. refused: the server said no for good (see `refusal`); nothing is retried.
 */
export type Phase = "idle" | "connecting" | "online" | "offline" | "refused";

/** A message of one's own that is not acknowledged yet. failed: the server refused it, or its conversation is refused. */
export type PendingMessage = {
  clientId: string;
  text: string;
  choice?: { of: number; pick: string };
  /** Uploaded before; only their ids go out, the rest is for display. */
  files?: readonly FileRef[];
  /** Version of the consent text that was agreed to. */
  consent?: string;
  state: "pending" | "failed";
  code?: ErrorCode;
  /** Client's clock, for display only. */
  at: number;
};

export type Snapshot = {
  phase: Phase;
  refusal: ErrorCode | null;
  /** Ascending by seq, without gaps and without doubles. */
  messages: Record<Stream, readonly Message[]>;
  /** Older messages exist on the server than the first of the list. */
  hasOlder: Record<Stream, boolean>;
  pending: readonly PendingMessage[];
  /** Last public seq when this page first heard of the conversation: what is after it came while the page was there. */
  since: number;
  /** Visitors. null before the first `welcome`. */
  conversation: ConversationView | null;
  /** Agents. null before the first `welcome`. */
  ticket: AgentView | null;
  /** Who types now, of the others; whoever said so last. Ends by itself. */
  typing: Typist | null;
  read: ReadMarks;
  /** Agents, while online: who has the conversation open, oneself too. */
  viewers: readonly Viewer[];
};

export type CommandResult =
  | { kind: "acknowledged" }
  | { kind: "refused"; code: ErrorCode; owner?: { id: string; name: string } | null };

/** With `files` (uploaded before) the text may be empty. */
export type SendOptions = Pick<PendingMessage, "choice" | "files" | "consent">;

/**
 * What a visitor's tab and an agent have in common; see VisitorClient and AgentClient. Their own commands resolve when the server has
 * answered, and survive a reconnect, not a reload.
 */
export interface ConversationClient {
  readonly snapshot: Snapshot;
  /** Called after every change of `snapshot` (which is a new object then). Returns the unsubscribe function. */
  subscribe(listener: () => void): () => void;
  /** Connects, if there is a conversation to connect to. Visitors without one stay idle until the first message. */
  start(): void;
  /** Closes the socket; nothing is lost, `start()` goes on. */
  stop(): void;
  /** Shown at once as pending, kept in storage (visitors), sent when possible, given up only on acknowledgement. */
  sendMessage(text: string, options?: SendOptions): void;
  /** Sends a failed message again under the same id. */
  retry(clientId: string): void;
  /** Removes a failed message and returns its text, for the field. */
  discard(clientId: string): string | null;
  loadOlder(stream: Stream): void;
  /** At every letter, and when the field is left or empty. Tells the others as often as they need it. */
  setTyping(on: boolean): void;
  /** All public messages of the snapshot have been on the screen. Tells the others once per change; may be called at every drawing. */
  setRead(): void;
}

/** The part of Web Storage that is used; may be absent or throw (private windows), then memory serves. */
export interface KeyValueStorage {
  getItem(key: string): string | null;
  setItem(key: string, value: string): void;
  removeItem(key: string): void;
}
