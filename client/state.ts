import type { ErrorCode } from "../protocol/errors.ts";
import type { AgentView, ConversationView, Hello, ReadMarks, Typist, Viewer } from "../protocol/frames.ts";
import type { Stream } from "../protocol/model.ts";
import { EMPTY_LIST, lastSeq, type MessageList } from "./message-list.ts";
import type { Emit, LaterInput, OtherCommand, Queue } from "./queue.ts";
import type { PendingMessage, Phase } from "./types.ts";

/** All that one side knows of one conversation: a value, `step` gives the next one. */
export type State = {
  readonly role: "visitor" | "agent";
  readonly phase: Phase;
  readonly refusal: ErrorCode | null;
  /** Frames can be sent. */
  readonly open: boolean;
  /**
   * How far this socket is: `hello` sent, sent a second time, or answered. Before the answer created messages are passed
   * over: the server reads `hello` after it sent them, so its pages hold them.
   */
  readonly greeting: "hello" | "again" | "done";
  readonly epoch: string | null;
  readonly lists: Readonly<Record<Stream, MessageList>>;
  /** An older page is on its way. */
  readonly asked: Readonly<Record<Stream, boolean>>;
  /** See Snapshot. */
  readonly since: number;
  readonly queue: Queue;
  /**
   * Client id of the command that was sent last and may be under way. One at a time: a refusal for haste, or a network that
   * swaps frames, would change the order otherwise.
   */
  readonly flight: string | null;
  readonly conversation: ConversationView | null;
  readonly ticket: AgentView | null;
  readonly typing: Typist | null;
  readonly read: ReadMarks;
  readonly viewers: readonly Viewer[];
};

export type Input =
  | { on: "opened" }
  /** `tooBig`: the server closed because of a frame over its limit. */
  | { on: "lost"; tooBig: boolean }
  | { on: "phase"; phase: Phase; refusal: ErrorCode | null }
  /** Anything that was JSON. */
  | { on: "frame"; frame: unknown }
  | { on: "message"; message: PendingMessage }
  | { on: "command"; command: OtherCommand }
  | { on: "retry" | "discard"; clientId: string }
  | { on: "older"; stream: Stream }
  /** It is another conversation from now on; what is unsent goes there, also what only `stored` holds. */
  | { on: "moved"; stored: readonly PendingMessage[] }
  | LaterInput;

/** Of the server's side. The queue is one's own and outlives this. */
export const NOTHING_KNOWN = {
  epoch: null,
  lists: { public: EMPTY_LIST, internal: EMPTY_LIST },
  asked: { public: false, internal: false },
  since: 0,
  read: { visitor: 0, agent: 0 },
} as const;

/** Of those who are here. It ends with the socket. */
export const NOBODY: Pick<State, "typing" | "viewers"> = { typing: null, viewers: [] };

export function initialState(role: State["role"], unsent: readonly PendingMessage[] = []): State {
  return {
    role,
    phase: "idle",
    refusal: null,
    open: false,
    greeting: "hello",
    ...NOTHING_KNOWN,
    ...NOBODY,
    queue: queueOf(unsent),
    flight: null,
    conversation: null,
    ticket: null,
  };
}

export const queueOf = (unsent: readonly PendingMessage[]): Queue =>
  unsent.map((message) => ({ clientId: message.clientId, message }));

/** Tells the server what this side has, so that it sends the rest. */
export function sayHello({ role, lists, epoch }: State, emit: Emit): void {
  const have: Hello["have"] = { public: lastSeq(lists.public) };
  if (role === "agent") have.internal = lastSeq(lists.internal);
  emit({ do: "send", frame: { type: "hello", have, epoch } });
}
