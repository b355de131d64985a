import { CLOSE } from "../protocol/errors.ts";
import type { PageContext } from "../protocol/frames.ts";
import { CONTACT_MAX, FRAME_MAX_BYTES, MESSAGE_MAX_CODE_POINTS } from "../protocol/limits.ts";
import type { Stream } from "../protocol/model.ts";
import { newClientId } from "./client-id.ts";
import { type Connection, type ConnectionOptions, openConnection } from "./connection.ts";
import { contextChange } from "./context.ts";
import type { Environment } from "./environment.ts";
import { OUTBOX_MAX, type Outbox } from "./outbox.ts";
import { type AnyCommand, type Effect, frameOf, type OtherCommand } from "./queue.ts";
import { snapshotOf } from "./snapshot.ts";
import { type Input, initialState, type State } from "./state.ts";
import { step } from "./step.ts";
import type { CommandResult, ConversationClient, PendingMessage, SendOptions } from "./types.ts";

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

/** The client as its builder sees it. */
export type OwnedClient = ConversationClient & {
  /** Messages that wait for the server, failed ones not counted. */
  hasUnsent(): boolean;
  /** The next frames go to another conversation: forgets what is known of the old one, keeps the messages not acknowledged. */
  move(): void;
  /** Forgets everything, in memory; the outbox is its builder's. */
  clear(): void;
};

export function conversationClient(part: Part): OwnedClient {
  const { environment, outbox, role } = part;
  let state = initialState(role, outbox?.read());
  let snapshot = snapshotOf(state);
  let connection: Connection | null = null;
  let contextOf = contextChange(part.context);
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
    if (snapshot !== before) for (const listener of [...listeners]) listener();
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
      case "settle":
        answers.get(effect.clientId)?.(effect.result);
        answers.delete(effect.clientId);
    }
  }

  function start(): void {
    if (connection && state.refusal) return connection.reconnect();
    if (connection || !part.mayConnect()) return;
    connection = openConnection({
      url: part.url,
      protocols: part.protocols,
      afterRefusedUpgrade: part.afterRefusedUpgrade,
      environment,
      onOpen() {
        contextOf = contextChange(part.context);
        dispatch({ on: "opened" });
      },
      onFrame: (frame) => dispatch({ on: "frame", frame }),
      onPhase: (phase, refusal) => dispatch({ on: "phase", phase, refusal }),
      onLost: (code) => dispatch({ on: "lost", tooBig: code === CLOSE.tooBig }),
    });
  }

  function stop(): void {
    connection?.close();
    connection = null;
    dispatch({ on: "phase", phase: "idle", refusal: null });
  }

  /** `wrong`: why the command can not be right, known without asking. */
  function command(frame: OtherCommand, by: State["role"], wrong: "empty" | "too_big" | "bad_request" | null = null) {
    const code = role !== by ? "forbidden" : (wrong ?? (fits(frame) ? null : "too_big"));
    if (code) return Promise.resolve<CommandResult>({ kind: "refused", code });
    // A visitor who has written nothing has no conversation that could answer.
    if (!part.mayConnect()) return Promise.resolve<CommandResult>({ kind: "refused", code: "wrong_state" });
    const answer = new Promise<CommandResult>((resolve) => answers.set(frame.clientId, resolve));
    dispatch({ on: "command", command: frame });
    if (!state.refusal) start();
    return answer;
  }

  const clientId = (): string => newClientId(environment.randomBytes);

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
    sendMessage(text: string, options: SendOptions = {}) {
      const trimmed = text.trim();
      if (!trimmed) return;
      const full = state.queue.length >= OUTBOX_MAX;
      const code = isTooLong(trimmed) ? "too_big" : full ? "too_many" : null;
      const message: PendingMessage = {
        clientId: clientId(),
        text: trimmed,
        ...(options.choice && { choice: options.choice }),
        ...(code ? { state: "failed", code } : { state: "pending" }),
        at: environment.now(),
      };
      dispatch({ on: "message", message });
      if (!code && !state.refusal) start();
    },
    retry(id) {
      const failed = snapshot.pending.find((m) => m.clientId === id && m.state === "failed");
      if (!failed || isTooLong(failed.text)) return;
      // Before the retry, so that a refusal that is over does not fail it again.
      if (state.refusal) start();
      dispatch({ on: "retry", clientId: id });
      start();
    },
    discard(id) {
      const failed = snapshot.pending.find((m) => m.clientId === id && m.state === "failed");
      if (failed) dispatch({ on: "discard", clientId: id });
      return failed?.text ?? null;
    },
    loadOlder: (stream: Stream) => dispatch({ on: "older", stream }),
    setContact(text) {
      const contact = text.trim();
      const wrong = !contact
        ? "empty"
        : contact.length > CONTACT_MAX
          ? "too_big"
          : contact.length < 3
            ? "bad_request"
            : null;
      return command({ type: "contact.set", clientId: clientId(), contact }, "visitor", wrong);
    },
    addNote(text) {
      const note = text.trim();
      const wrong = !note ? "empty" : isTooLong(note) ? "too_big" : null;
      return command({ type: "note.add", clientId: clientId(), text: note }, "agent", wrong);
    },
    claim: (expected) => command({ type: "ticket.claim", clientId: clientId(), expected }, "agent"),
    resolve: () => command({ type: "ticket.resolve", clientId: clientId() }, "agent"),
    returnToBot: () => command({ type: "floor.return", clientId: clientId() }, "agent"),
    hasUnsent: () => state.queue.some((e) => e.message && frameOf(e)),
    move: () => dispatch({ on: "moved" }),
    clear() {
      for (const resolve of answers.values()) resolve({ kind: "refused", code: "wrong_state" });
      answers.clear();
      state = initialState(role);
      publish();
    },
  };
}

const isTooLong = (text: string): boolean =>
  // A code point is one or two units, so most texts need no walk.
  text.length > MESSAGE_MAX_CODE_POINTS && [...text].length > MESSAGE_MAX_CODE_POINTS;

const fits = (frame: AnyCommand): boolean => new TextEncoder().encode(JSON.stringify(frame)).length < FRAME_MAX_BYTES;
