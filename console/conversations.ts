import { type ReadonlySignal, signal } from "@preact/signals";
import type { ConversationClient, Snapshot } from "../client/types.ts";
import type { ConversationId } from "../protocol/model.ts";

export type OpenConversation = { client: ConversationClient; snapshot: ReadonlySignal<Snapshot> };

type Held = OpenConversation & { shown: boolean; detach: () => void };

/**
 * The conversations that this tab is connected to: the one on screen, and those left with something unsent. An agent's
 * outbox lives in memory, so closing its conversation too early would lose an answer that was shown as "sending".
 */
export class Conversations {
  readonly #make: (id: ConversationId) => ConversationClient;
  readonly #held = new Map<ConversationId, Held>();

  constructor(make: (id: ConversationId) => ConversationClient) {
    this.#make = make;
  }

  /** Connects, or comes back to one that was left with unsent messages. Pair with `leave`. */
  enter(id: ConversationId): OpenConversation {
    const known = this.#held.get(id);
    if (known) {
      known.shown = true;
      return known;
    }
    const client = this.#make(id);
    const snapshot = signal(client.snapshot);
    const detach = client.subscribe(() => {
      snapshot.value = client.snapshot;
      this.#settle(id);
    });
    const held: Held = { client, snapshot, shown: true, detach };
    this.#held.set(id, held);
    client.start();
    return held;
  }

  leave(id: ConversationId): void {
    const held = this.#held.get(id);
    if (!held) return;
    held.shown = false;
    this.#settle(id);
  }

  /** Something would be lost if the page went away now. */
  get unsent(): boolean {
    return [...this.#held.values()].some((held) => held.snapshot.value.pending.length > 0);
  }

  close(): void {
    for (const id of [...this.#held.keys()]) this.#drop(id);
  }

  #settle(id: ConversationId): void {
    const held = this.#held.get(id);
    if (held && !held.shown && held.snapshot.peek().pending.length === 0) this.#drop(id);
  }

  #drop(id: ConversationId): void {
    const held = this.#held.get(id);
    this.#held.delete(id);
    held?.detach();
    held?.client.stop();
  }
}
