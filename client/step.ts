import type { ConversationEvent } from "../protocol/frames.ts";
import { firstSeq } from "./message-list.ts";
import { type Effect, frameOf, type Queue, type QueueEntry, refuse, sendAll } from "./queue.ts";
import { received } from "./server-event.ts";
import { helloOf, type Input, NOTHING_KNOWN, type State, type Step, withQueue } from "./state.ts";
import type { PendingMessage } from "./types.ts";

/** The whole behaviour, without time and network. */
export function step(state: State, input: Input): Step {
  switch (input.on) {
    case "opened": {
      const next: State = { ...state, open: true, greeting: "hello", asked: NOTHING_KNOWN.asked };
      return { state: next, effects: [helloOf(next), ...sendAll(next.queue)] };
    }
    case "lost": {
      const next = { ...state, open: false };
      const biggest = input.tooBig ? biggestOf(state.queue) : null;
      return biggest
        ? withQueue(
            next,
            refuse(state.queue, (e) => e === biggest, "too_big"),
          )
        : { state: next, effects: [] };
    }
    case "phase": {
      const { phase, refusal } = input;
      if (phase === state.phase && refusal === state.refusal) return { state, effects: [] };
      const next = { ...state, phase, refusal };
      return refusal
        ? withQueue(
            next,
            refuse(state.queue, () => true, refusal),
          )
        : { state: next, effects: [] };
    }
    case "frame":
      return received(state, input.frame as ConversationEvent);
    case "message": {
      const { message } = input;
      return added(state, { clientId: message.clientId, message }, [{ do: "keep", message }]);
    }
    case "command":
      return added(state, { clientId: input.command.clientId, command: input.command });
    case "retry": {
      const failed = failedIn(state.queue, input.clientId);
      if (!failed) return { state, effects: [] };
      const { code: _, ...rest } = failed;
      const message: PendingMessage = { ...rest, state: "pending" };
      const { clientId } = message;
      // To the end: that is where it stands in the conversation if it succeeds now.
      const queue = state.queue.filter((e) => e.clientId !== clientId);
      return added({ ...state, queue }, { clientId, message }, [
        { do: "drop", clientId },
        { do: "keep", message },
      ]);
    }
    case "discard": {
      if (!failedIn(state.queue, input.clientId)) return { state, effects: [] };
      const queue = state.queue.filter((e) => e.clientId !== input.clientId);
      return { state: { ...state, queue }, effects: [{ do: "drop", clientId: input.clientId }] };
    }
    case "older": {
      const { stream } = input;
      const { hasOlder } = state.lists[stream];
      if (!state.open || state.greeting !== "done" || !hasOlder || state.asked[stream]) return { state, effects: [] };
      const before = firstSeq(state.lists[stream]);
      return {
        state: { ...state, asked: { ...state.asked, [stream]: true } },
        effects: [{ do: "send", frame: { type: "history.get", stream, before } }],
      };
    }
    case "moved": {
      const next = { ...state, ...NOTHING_KNOWN, conversation: null, ticket: null };
      return withQueue(next, moved(state.queue));
    }
  }
}

function added(state: State, entry: QueueEntry, first: Effect[] = []): Step {
  const queue = [...state.queue, entry];
  const frame = frameOf(entry);
  const next = { ...state, queue };
  if (state.refusal) {
    const step = withQueue(
      next,
      refuse(queue, (e) => e === entry, state.refusal),
    );
    return { state: step.state, effects: [...first, ...step.effects] };
  }
  return { state: next, effects: state.open && frame ? [...first, { do: "send", frame }] : first };
}

/** A choice points at a message of the old conversation; its words still say what the visitor wants. */
function moved(queue: Queue): [Queue, Effect[]] {
  const effects: Effect[] = [];
  const rest = queue.flatMap((entry): QueueEntry[] => {
    if (!entry.message) return [entry];
    if (entry.stored !== undefined) return [];
    if (!entry.message.choice?.of) return [entry];
    const { choice: _, ...message } = entry.message;
    effects.push({ do: "keep", message });
    return [{ clientId: entry.clientId, message }];
  });
  return [rest, effects];
}

const failedIn = (queue: Queue, clientId: string): PendingMessage | undefined =>
  queue.find((e) => e.clientId === clientId && e.message?.state === "failed")?.message;

/** The server does not say which frame it was; frames under way differ in little but their length. */
function biggestOf(queue: Queue): QueueEntry | null {
  const size = (entry: QueueEntry) => JSON.stringify(frameOf(entry)).length;
  const sent = queue.filter(frameOf);
  return sent.reduce<QueueEntry | null>((max, e) => (max && size(max) >= size(e) ? max : e), null);
}
