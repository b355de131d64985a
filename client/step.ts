import type { ConversationEvent } from "../protocol/frames.ts";
import { firstSeq } from "./message-list.ts";
import { type Effect, type Emit, frameOf, kept, type Queue, type QueueEntry, refuse } from "./queue.ts";
import { received } from "./server-event.ts";
import { type Input, NOBODY, NOTHING_KNOWN, queueOf, type State, sayHello } from "./state.ts";
import type { PendingMessage } from "./types.ts";

/** A frame can get lost on a connection that lives: the others wait for its answer, so it is sent once more. */
const UNANSWERED_MS = 20_000;

/** The whole behaviour, without time and network: the next state, and what its owner has to do, in order. */
export function step(state: State, input: Input): { state: State; effects: Effect[] } {
  const effects: Effect[] = [];
  const emit: Emit = (effect) => effects.push(effect);
  return { state: sent(after(state, input, emit), emit), effects };
}

/** The first command that has no answer goes out, if it is not under way. */
function sent(state: State, emit: Emit): State {
  const frame = state.open && state.queue.map(frameOf).find((f) => f);
  if (!frame || frame.clientId === state.flight) return state;
  const { clientId } = frame;
  // First: the answer to `send` may set a shorter time in its place.
  emit({ do: "later", ms: UNANSWERED_MS, input: { on: "again" } });
  emit({ do: "send", frame });
  return { ...state, flight: clientId };
}

function after(state: State, input: Input, emit: Emit): State {
  const { queue, lists, asked } = state;
  switch (input.on) {
    case "opened":
      sayHello(state, emit);
      return { ...state, open: true, greeting: "hello", asked: NOTHING_KNOWN.asked, flight: null };
    case "lost": {
      const biggest = input.tooBig ? biggestOf(queue) : null;
      return { ...state, ...NOBODY, open: false, queue: refuse(queue, emit, (e) => e === biggest, "too_big") };
    }
    case "phase": {
      const { phase, refusal } = input;
      return { ...state, phase, refusal, queue: refusal ? refuse(queue, emit, () => true, refusal) : queue };
    }
    case "frame":
      return received(state, input.frame as ConversationEvent, emit);
    case "message":
      return added(state, kept(input.message, emit), emit);
    case "command":
      return added(state, { clientId: input.command.clientId, command: input.command }, emit);
    case "retry": {
      const failed = failedIn(queue, input.clientId);
      if (!failed) return state;
      const { code: _, ...message } = failed;
      // To the end, also of the outbox: that is where it stands in the conversation if it succeeds now.
      const rest = without(state, input.clientId, emit);
      return added(rest, kept({ ...message, state: "pending" }, emit), emit);
    }
    case "discard":
      return failedIn(queue, input.clientId) ? without(state, input.clientId, emit) : state;
    case "older": {
      const { stream } = input;
      if (!state.open || state.greeting !== "done" || !lists[stream].hasOlder || asked[stream]) return state;
      emit({ do: "send", frame: { type: "history.get", stream, before: firstSeq(lists[stream]) } });
      return { ...state, asked: { ...asked, [stream]: true } };
    }
    case "again":
      if (state.open && state.greeting !== "done") sayHello(state, emit);
      return { ...state, flight: null };
    case "faded":
      return { ...state, typing: null };
    case "moved":
      return {
        ...state,
        ...NOTHING_KNOWN,
        conversation: null,
        ticket: null,
        queue: moved(withStored(queue, input.stored), emit),
      };
  }
}

function added(state: State, entry: QueueEntry, emit: Emit): State {
  const { refusal } = state;
  return { ...state, queue: [...state.queue, ...(refusal ? refuse([entry], emit, () => true, refusal) : [entry])] };
}

function without(state: State, clientId: string, emit: Emit): State {
  emit({ do: "drop", clientId });
  return { ...state, queue: state.queue.filter((e) => e.clientId !== clientId) };
}

/** Another tab may have written for the same conversation, and be closed. */
const withStored = (queue: Queue, stored: readonly PendingMessage[]): Queue => [
  ...queue,
  ...queueOf(stored).filter(({ clientId }) => queue.every((e) => e.clientId !== clientId)),
];

/** Messages go along, and are kept as the new one's. Other commands were about the old conversation and are over. */
function moved(queue: Queue, emit: Emit): Queue {
  return refuse(queue, emit, (e) => !e.message, "wrong_state").flatMap(({ message, stored }) =>
    message && !stored ? [kept(movedMessage(message), emit)] : [],
  );
}

/**
 * What another conversation can take of it. A choice points at a message of the old one, and files are that one's; the words still say what
 * the visitor wants. Without words it has failed, and shows the files that did not come along.
 */
export function movedMessage<M extends PendingMessage>(message: M): M {
  const { choice, files, ...words } = message;
  if (files && !words.text) return { ...message, state: "failed", code: "not_found" };
  return { ...words, ...(choice && !choice.of && { choice }) } as M;
}

/** The message of that id, if it has failed. */
export const failedIn = (queue: Queue, clientId: string) =>
  queue.find((e) => e.clientId === clientId && e.message?.state === "failed")?.message;

/** The server does not say which frame it was; frames under way differ in little but their length. */
function biggestOf(queue: Queue): QueueEntry | undefined {
  const size = (entry: QueueEntry) => JSON.stringify(frameOf(entry)).length;
  return queue.filter(frameOf).sort((a, b) => size(b) - size(a))[0];
}
