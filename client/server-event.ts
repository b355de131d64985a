import type { ConversationEvent } from "../protocol/frames.ts";
import type { Stream } from "../protocol/model.ts";
import { firstSeq, lastSeq, type MessageList, withCreated, withPage } from "./message-list.ts";
import { acknowledge, arrived, refuse } from "./queue.ts";
import { helloOf, NOTHING_KNOWN, type State, type Step, withQueue } from "./state.ts";

/** A frame of the server. What this version does not know changes nothing. */
export function received(state: State, event: ConversationEvent): Step {
  switch (event?.type) {
    case "welcome": {
      const restored = state.epoch !== null && state.epoch !== event.epoch;
      const next: State = {
        ...state,
        ...(restored && { ...NOTHING_KNOWN, queue: state.queue.filter((e) => !e.message || e.stored === undefined) }),
        epoch: event.epoch,
        greeting: "done",
        conversation: event.conversation ?? null,
        ticket: event.ticket ?? null,
      };
      // Our `have` was of another epoch, so ask anew; once, however strange the server.
      return restored && state.greeting === "hello" ? again(next) : { state: next, effects: [] };
    }
    case "messages.page": {
      const { stream, messages } = event;
      const list = isStream(stream) && Array.isArray(messages) ? state.lists[stream] : null;
      if (!list) return { state, effects: [] };
      const isOlder = messages.length === 0 || event.to < firstSeq(list);
      // No message before ours although we were told so: believe it now, or "load older" never goes away.
      const hasOlder = list.hasOlder && !(state.asked[stream] && messages.length === 0);
      const asked = isOlder ? { ...state.asked, [stream]: false } : state.asked;
      return shown({ ...state, asked }, stream, withPage({ ...list, hasOlder }, messages), messages);
    }
    case "message.created": {
      const { message } = event;
      if (state.greeting !== "done" || !isStream(message?.stream)) return { state, effects: [] };
      const list = withCreated(state.lists[message.stream], message);
      return list === "gap" ? again(state) : shown(state, message.stream, list, [message]);
    }
    case "command.acknowledged":
      return withQueue(state, acknowledge(state.queue, event, lastSeq(state.lists.public)));
    case "command.refused": {
      const { clientId, code, owner } = event;
      const more = owner === undefined ? {} : { owner };
      return withQueue(
        state,
        refuse(state.queue, (e) => e.clientId === clientId, code, more),
      );
    }
    case "conversation.changed":
      return { state: { ...state, conversation: event.conversation }, effects: [] };
    case "ticket.changed":
      return { state: { ...state, ticket: event.ticket }, effects: [] };
    case "error":
      // Perhaps the answer to `history.get`, which has no id: it may be asked again.
      return { state: { ...state, asked: NOTHING_KNOWN.asked }, effects: [] };
    default:
      return { state, effects: [] };
  }
}

/** Asks for all that is missing: a gap was seen, or the list belongs to a lost epoch. */
function again(state: State): Step {
  const next: State = { ...state, greeting: "again" };
  return { state: next, effects: [helloOf(next)] };
}

function shown(state: State, stream: Stream, list: MessageList, fresh: MessageList["messages"]): Step {
  const lists = list === state.lists[stream] ? state.lists : { ...state.lists, [stream]: list };
  return withQueue({ ...state, lists }, arrived(state.queue, fresh, lastSeq(lists.public), state.role));
}

const isStream = (value: unknown): value is Stream => value === "public" || value === "internal";
