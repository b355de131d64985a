import type { ConversationEvent } from "../protocol/frames.ts";
import type { Stream } from "../protocol/model.ts";
import { firstSeq, lastSeq, type MessageList, withCreated, withPage } from "./message-list.ts";
import { acknowledge, arrived, type Emit, refuse } from "./queue.ts";
import { NOTHING_KNOWN, type State, sayHello } from "./state.ts";

/** A frame of the server. What this version does not know changes nothing. */
export function received(state: State, event: ConversationEvent, emit: Emit): State {
  const { lists, queue, asked, greeting } = state;
  switch (event?.type) {
    case "welcome": {
      const { epoch, conversation = null, ticket = null } = event;
      const next: State = { ...state, greeting: "done", epoch, conversation, ticket };
      if (state.epoch === null || state.epoch === epoch) return next;
      const restored = { ...next, ...NOTHING_KNOWN, epoch, queue: queue.filter((e) => !e.stored) };
      // Our `have` was of another epoch, so ask anew; once, however strange the server.
      return greeting === "hello" ? again(restored, emit) : restored;
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
      return list === "gap" ? again(state, emit) : shown(state, message.stream, list, [message], emit);
    }
    case "command.acknowledged":
      return { ...state, queue: acknowledge(queue, emit, event, lastSeq(lists.public)) };
    case "command.refused": {
      const { clientId, code, owner } = event;
      return { ...state, queue: refuse(queue, emit, (e) => e.clientId === clientId, code, owner) };
    }
    case "conversation.changed":
      return { ...state, conversation: event.conversation };
    case "ticket.changed":
      return { ...state, ticket: event.ticket };
    case "error":
      // Perhaps the answer to `history.get`, which has no id: it may be asked again.
      return { ...state, asked: NOTHING_KNOWN.asked };
    default:
      return state;
  }
}

/** Asks for all that is missing: a gap was seen, or the list belongs to a lost epoch. */
function again(state: State, emit: Emit): State {
  sayHello(state, emit);
  return { ...state, greeting: "again" };
}

function shown(state: State, stream: Stream, list: MessageList, fresh: MessageList["messages"], emit: Emit): State {
  const lists = { ...state.lists, [stream]: list };
  return { ...state, lists, queue: arrived(state.queue, emit, fresh, lastSeq(lists.public), state.role) };
}

const isStream = (value: unknown): value is Stream => value === "public" || value === "internal";
