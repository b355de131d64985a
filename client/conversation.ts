import type { CLOSE, ErrorCode } from "../protocol/errors.ts";
import type { PageContext } from "../protocol/frames.ts";
import { MESSAGE_MAX_CODE_POINTS, TYPING_MS } from "../protocol/limits.ts";
import type { Stream } from "../protocol/model.ts";
import { newClientId } from "./client-id.ts";
import { openConnection } from "./connection.ts";
import type { Connection, ConnectionOptions } from "./connection-types.ts";
import { contextChange } from "./context.ts";
import type { Environment } from "./environment.ts";
import { lastSeq } from "./message-list.ts";
import { OUTBOX_MAX, type Outbox } from "./outbox.ts";
import { type Effect, frameOf, type LaterInput, type OtherCommand } from "./queue.ts";
import { snapshotOf } from "./snapshot.ts";
import { type Input, initialState, type State } from "./state.ts";
import { failedIn, step } from "./step.ts";
import type { CommandResult, ConversationClient, PendingMessage, SendOptions } from "./types.ts";

/** Close code of a frame over the server's limit. */
const TOO_BIG: (typeof CLOSE)["tooBig"] = 1009;

/** What differs between a visitor and an agent. */
export type Part = Pick<ConnectionOptions, "url" | "protocols" | "afterRefusedUpgrade"> & {
  role: State["role"];
  environment: Environment;
  /** Where unsent messages outlive the page; null: nowhere. */
  outbox: Outbox | null;
  /** Goes with messages; null: never. */
  context: (() => PageContext) | null;
  /** False: `start()` has nothing to connect to or for. */
  mayConnect(): boolean;
};

type WithoutId<C> = C extends OtherCommand ? Omit<C, "clientId"> : never;

/** What both kinds have, and what their builders need to make the rest. */
export type Core = ConversationClient & {
  /** Sends in its order among messages; resolves with the server's answer. `wrong`: why it need not be sent at all. */
  command(frame: WithoutId<OtherCommand>, wrong?: ErrorCode | false): Promise<CommandResult>;
  /** Messages that wait for the server, failed ones not counted. */
  hasUnsent(): boolean;
  /** The next frames go to another conversation: forgets what is known of the old one, keeps the messages not acknowledged, and those `stored`. */
  move(stored: readonly PendingMessage[]): void;
  /** Forgets everything, in memory, and reads the outbox anew. */
  clear(): void;
};

export function conversationClient(part: Part): Core {
  const { environment, outbox, role } = part;
  let state = initialState(role, outbox?.read());
  let snapshot = snapshotOf(state);
  let connection: Connection | null = null;
  let contextOf = contextChange(part.context);
  /** When the others were told that one types; 0: that one does not. */
  let typedAt = 0;
  /** The seq that they were told as read, over this socket. */
  let readTo = 0;
  /** Ways to call off what is to come later. One of a kind: each of many would set the next one, without end. */
  const timers: Partial<Record<LaterInput["on"], () => void>> = {};
  const listeners = new Set<() => void>();
  const answers = new Map<string, (result: CommandResult) => void>();

  function dispatch(input: Input): void {
    const { state: next, effects } = step(state, input);
    state = next;
    effects.forEach(perform);
    publish();
  }

  function publish(): void {
    const before = snapshot;
    snapshot = snapshotOf(state, before);
    if (snapshot !== before) for (const listener of listeners) listener();
  }

  function perform(effect: Effect): void {
    switch (effect.do) {
      case "send":
        connection?.send(effect.frame.type === "message.send" ? { ...effect.frame, ...contextOf() } : effect.frame);
        return;
      case "keep":
        outbox?.keep(effect.message);
        return;
      case "drop":
        outbox?.drop(effect.clientId);
        return;
      case "later":
        timers[effect.input.on]?.();
        timers[effect.input.on] = environment.after(effect.ms, () => dispatch(effect.input));
        return;
      case "settle":
        answers.get(effect.clientId)?.(effect.result);
        answers.delete(effect.clientId);
    }
  }

  function start(): void {
    if (connection && state.refusal) return connection.reconnect();
    if (connection || !part.mayConnect()) return;
    connection = openConnection({
      ...part,
      onOpen() {
        contextOf = contextChange(part.context);
        typedAt = readTo = 0;
        dispatch({ on: "opened" });
      },
      onFrame: (frame) => dispatch({ on: "frame", frame }),
      onPhase: (phase, refusal) => dispatch({ on: "phase", phase, refusal }),
      onLost: (code) => dispatch({ on: "lost", tooBig: code === TOO_BIG }),
    });
  }

  function stop(): void {
    connection?.close();
    connection = null;
    dispatch({ on: "phase", phase: "idle", refusal: null });
  }

  const clientId = (): string => newClientId((count) => environment.randomBytes(count));

  return {
    get snapshot() {
      return snapshot;
    },
    subscribe(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    start,
    stop,
    sendMessage(text: string, options?: SendOptions) {
      const trimmed = text.trim();
      if (!trimmed && !options?.files?.length) return;
      // What other tabs and other conversations hold is in the same store.
      const full = Math.max(state.queue.length, outbox?.all().length ?? 0) >= OUTBOX_MAX;
      const code = isTooLong(trimmed) ? "too_big" : full ? "too_many" : null;
      const message: PendingMessage = {
        clientId: clientId(),
        text: trimmed,
        ...options,
        ...(code ? { state: "failed", code } : { state: "pending" }),
        at: environment.now(),
      };
      typedAt = 0;
      dispatch({ on: "message", message });
      if (!code && !state.refusal) start();
    },
    retry(id) {
      const failed = failedIn(state.queue, id);
      if (!failed || isTooLong(failed.text)) return;
      // Before the retry, so that a refusal that is over does not fail it again.
      if (state.refusal) start();
      dispatch({ on: "retry", clientId: id });
      start();
    },
    discard(id) {
      const failed = failedIn(state.queue, id);
      dispatch({ on: "discard", clientId: id });
      return failed?.text ?? null;
    },
    loadOlder: (stream: Stream) => dispatch({ on: "older", stream }),
    setTyping(on) {
      const now = environment.now();
      const due = on ? now - typedAt >= TYPING_MS / 2 : typedAt;
      if (due && connection?.send({ type: "typing.set", on })) typedAt = on ? now : 0;
    },
    setRead() {
      const seq = lastSeq(state.lists.public);
      if (seq > readTo && state.greeting === "done" && connection?.send({ type: "read.set", seq })) readTo = seq;
    },
    command(frame, wrong) {
      // A visitor who has written nothing has no conversation that could answer.
      const code = wrong || (!part.mayConnect() && "wrong_state");
      if (code) return Promise.resolve({ kind: "refused", code });
      const command: OtherCommand = { ...frame, clientId: clientId() };
      const answer = new Promise<CommandResult>((resolve) => answers.set(command.clientId, resolve));
      dispatch({ on: "command", command });
      if (!state.refusal) start();
      return answer;
    },
    hasUnsent: () => state.queue.some((e) => e.message && frameOf(e)),
    move: (stored) => dispatch({ on: "moved", stored }),
    clear() {
      for (const resolve of answers.values()) resolve({ kind: "refused", code: "wrong_state" });
      answers.clear();
      state = initialState(role, outbox?.read());
      publish();
    },
  };
}

/**
 * Over the limit of a message or note. What is within it makes a frame under FRAME_MAX_BYTES even if every code point is
 * escaped: 6 bytes for each, and for each of the page's fields.
 */
export const isTooLong = (text: string): boolean =>
  // A code point is one or two units, so most texts need no walk.
  text.length > MESSAGE_MAX_CODE_POINTS && [...text].length > MESSAGE_MAX_CODE_POINTS;
