import type { ConversationEvent } from "../protocol/frames.ts";
import { TYPING_MS } from "../protocol/limits.ts";
import type { Stream } from "../protocol/model.ts";
import { firstSeq, lastSeq, type MessageList, withCreated, withPage } from "./message-list.ts";
import { acknowledge, arrived, type Emit, frameOf, refuse } from "./queue.ts";
import { NOTHING_KNOWN, type State, sayHello } from "./state.ts";

/** Pause after `too_many`. The server gives one message a second, so some have gathered then. */
const HASTE_MS = 5_000;

/** A frame of the server. What this version does not know changes nothing. */
export function received(state: State, event: ConversationEvent, emit: Emit): State {
  const { lists, queue, asked, greeting } = state;
  switch (event?.type) {
    case "welcome": {
      const { epoch, heads, conversation = null, ticket = null, read, viewers = state.viewers } = event;
      const next: State = { ...state, greeting: "done", epoch, conversation, ticket, viewers };
      if (state.epoch === epoch) return readTo(next, read);
      // What was acknowledged before the first welcome may have been another epoch's too.
      const restored = readTo(
        { ...next, ...NOTHING_KNOWN, epoch, since: heads.public, queue: queue.filter((e) => !e.stored) },
        read,
      );
      // Our `have` was of another epoch, so ask anew; once, however strange the server.
      return state.epoch && greeting === "hello" ? again(restored, emit) : restored;
    }
    case "messages.page": {
      const { stream, messages, to } = event;
      // Before `welcome` nobody knows of which epoch they are.
      if (greeting === "hello" || !isStream(stream) || !Array.isArray(messages)) return state;
      const list = lists[stream];
      if (messages.length > 0) {
        const isOlder = to < firstSeq(list);
        return shown(
          isOlder ? { ...state, asked: { ...asked, [stream]: false } } : state,
          stream,
          withPage(list, messages),
          messages,
          emit,
        );
      }
      // No message before ours although we were told so: believe it now, or "load older" never goes away.
      const hasOlder = list.hasOlder && !asked[stream];
      return { ...state, lists: { ...lists, [stream]: { ...list, hasOlder } }, asked: { ...asked, [stream]: false } };
    }
    case "message.created": {
      const { message } = event;
      if (greeting !== "done" || !isStream(message?.stream)) return state;
      const list = withCreated(lists[message.stream], message);
      if (list === "gap") return again(state, emit);
      // What somebody typed is here now.
      const typing = message.author.kind === state.typing?.kind ? null : state.typing;
      return shown({ ...state, typing }, message.stream, list, [message], emit);
    }
    case "command.acknowledged":
      return { ...state, queue: acknowledge(queue, emit, event, lastSeq(lists.public)) };
    case "command.refused": {
      const { clientId, code, owner } = event;
      // A message waits for its turn: more were written offline than may come at once.
      if (code === "too_many" && queue.some((e) => e.clientId === clientId && e.message && frameOf(e))) {
        emit({ do: "later", ms: HASTE_MS, input: { on: "again" } });
        return state;
      }
      // So that it is sent again if it is tried again.
      return { ...state, flight: null, queue: refuse(queue, emit, (e) => e.clientId === clientId, code, owner) };
    }
    case "conversation.changed":
      return { ...state, conversation: event.conversation };
    case "ticket.changed":
      return { ...state, ticket: event.ticket };
    case "typing.changed": {
      const { on, who } = event;
      if (on) emit({ do: "later", ms: TYPING_MS, input: { on: "faded" } });
      return { ...state, typing: on ? who : who?.kind === state.typing?.kind ? null : state.typing };
    }
    case "read.changed":
      return readTo(state, event.read);
    case "viewers.changed":
      return { ...state, viewers: event.viewers };
    case "error":
      // Perhaps the answer to `hello`, in a hurry,
      if (greeting !== "done") emit({ do: "later", ms: HASTE_MS, input: { on: "again" } });
      // or to `history.get`: these have no id. They may be asked again.
      return { ...state, asked: NOTHING_KNOWN.asked };
    default:
      return state;
  }
}

/** Marks may come late, or from a server that has slept: within one epoch none of them goes back. */
function readTo(state: State, { visitor, agent } = state.read): State {
  const { read } = state;
  return { ...state, read: { visitor: Math.max(visitor, read.visitor), agent: Math.max(agent, read.agent) } };
}

/** Asks for all that is missing: a gap was seen, or the list belongs to a lost epoch. */
function again(state: State, emit: Emit): State {
  sayHello(state, emit);
  return { ...state, greeting: "again" };
}

function shown(state: State, stream: Stream, list: MessageList, fresh: MessageList["messages"], emit: Emit): State {
  // What nobody can draw is refused whole, see connection.ts.
  if (!fresh.every(({ author, body }) => author.kind && body.kind)) throw new Error("no message");
  const lists = { ...state.lists, [stream]: list };
  return { ...state, lists, queue: arrived(state.queue, emit, fresh, lastSeq(lists.public), state.role) };
}

const isStream = (value: unknown): value is Stream => value === "public" || value === "internal";
