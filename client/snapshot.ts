import type { State } from "./state.ts";
import type { Snapshot } from "./types.ts";

/** What is shown of a state. `before` comes back if that is the same, and its parts are used again where they are. */
export function snapshotOf(state: State, before?: Snapshot): Snapshot {
  const { lists, queue, since, phase, refusal, conversation, ticket, typing, read, viewers } = state;
  const next: Snapshot = {
    phase,
    refusal,
    messages: sameOr(before?.messages, { public: lists.public.messages, internal: lists.internal.messages }),
    hasOlder: sameOr(before?.hasOlder, { public: lists.public.hasOlder, internal: lists.internal.hasOlder }),
    pending: sameOr(
      before?.pending,
      queue.flatMap((e) => (e.message ? [e.message] : [])),
    ),
    since,
    conversation,
    ticket,
    typing,
    read,
    viewers,
  };
  return sameOr(before, next);
}

/** `before` if all its fields (or elements) are identical to those of `next`. */
function sameOr<T extends object>(before: T | undefined, next: T): T {
  const keys = Object.keys(next) as (keyof T)[];
  const same = before && Object.keys(before).length === keys.length && keys.every((k) => before[k] === next[k]);
  return same ? before : next;
}
