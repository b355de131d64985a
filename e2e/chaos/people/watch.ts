import type { ConversationClient, Snapshot } from "../../../client/types.ts";
import { runsOf } from "../check/shown.ts";
import type { History, Party } from "../history.ts";

const STREAMS = ["public", "internal"] as const;

/** Writes down what a client shows, each time it changes: the lists' runs, and what is shown as sent from now on. */
export function watch(
  client: ConversationClient,
  party: Party,
  conversation: () => string | null,
  history: History,
): void {
  let before: Snapshot = client.snapshot;
  client.subscribe(() => {
    const now = client.snapshot;
    const id = conversation();
    const at = Date.now();
    for (const stream of STREAMS) {
      const messages = now.messages[stream];
      if (messages === before.messages[stream] || messages.length === 0 || !id) continue;
      history.add({ kind: "shown", at, party, conversation: id, stream, runs: runsOf(messages.map((m) => m.seq)) });
    }
    const unsent = new Set(now.pending.map((m) => m.clientId));
    for (const { clientId, state } of before.pending)
      if (state === "pending" && !unsent.has(clientId)) history.add({ kind: "shown_sent", at, party, clientId });
    before = now;
  });
}

/** How a client stands in the end. */
export function finish(
  client: ConversationClient,
  party: Party,
  talk: number,
  conversation: string | null,
  live: boolean,
  history: History,
): void {
  const { messages, hasOlder, pending } = client.snapshot;
  history.add({
    kind: "final",
    at: Date.now(),
    party,
    talk,
    conversation,
    live,
    lists: { public: messages.public.map((m) => m.seq), internal: messages.internal.map((m) => m.seq) },
    older: hasOlder,
    pending: pending.map(({ clientId, text, state }) => ({ clientId, said: text, failed: state === "failed" })),
  });
}
