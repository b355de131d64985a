import type { Message } from "../protocol/model.ts";

/** The known messages of one stream: ascending by seq, without gaps and without doubles. */
export type MessageList = {
  messages: readonly Message[];
  /** The server has messages before the first one here. */
  hasOlder: boolean;
};

export const EMPTY_LIST: MessageList = { messages: [], hasOlder: false };

/** 0 for an empty list. */
export const firstSeq = (list: MessageList): number => list.messages[0]?.seq ?? 0;
/** 0 for an empty list. */
export const lastSeq = (list: MessageList): number => list.messages.at(-1)?.seq ?? 0;

/** The next message goes to the end, a known one changes nothing (the same list comes back), a later one is a gap. */
export function withCreated(list: MessageList, message: Message): MessageList | "gap" {
  const next = lastSeq(list) + 1;
  if (message.seq < next) return list;
  if (message.seq > next) return "gap";
  return { ...list, messages: [...list.messages, message] };
}

/**
 * A page is a run of messages without gaps. One that touches the list extends it on either side; one that begins beyond
 * its end is the server's sign of a gap, and the list starts again there; one that ends before its beginning without
 * touching it is an answer to a list that is no more, and changes nothing.
 */
export function withPage(list: MessageList, page: readonly Message[]): MessageList {
  const from = page[0]?.seq ?? 0;
  const to = from + page.length - 1;
  if (page.length === 0 || !page.every((m, i) => m.seq === from + i)) return list;
  const first = firstSeq(list);
  const last = lastSeq(list);
  if (from > last + 1 || last === 0) return { messages: page, hasOlder: from > 1 };
  if (to < first - 1 || (from >= first && to <= last)) return list;
  return {
    messages: [
      ...page.slice(0, Math.max(0, first - from)),
      ...list.messages,
      ...page.slice(Math.min(page.length, last + 1 - from)),
    ],
    hasOlder: from < first ? from > 1 : list.hasOlder,
  };
}
