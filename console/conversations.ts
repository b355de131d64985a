import { type ReadonlySignal, signal } from "@preact/signals";
import type { AgentClient } from "../client/agent.ts";
import type { Snapshot } from "../client/types.ts";
import type { ConversationId } from "../protocol/model.ts";

export type OpenConversation = {
  client: AgentClient;
  snapshot: ReadonlySignal<Snapshot>;
  /** Runs a command and keeps the conversation connected until it is answered, whatever is on screen meanwhile. */
  run: <T>(command: (client: AgentClient) => Promise<T>) => Promise<T>;
};

type Held = OpenConversation & { shown: boolean; running: number; detach: () => void };

/**
 * The conversations that this tab is connected to: the one on screen, and those left with something unsent. An agent's
 * outbox lives in memory, so closing its conversation too early would lose an answer that was shown as "sending".
 */
export class Conversations {
  readonly #make: (id: ConversationId) => AgentClient;
  readonly #onPending: (id: ConversationId, pending: Snapshot["pending"]) => void;
  readonly #held = new Map<ConversationId, Held>();

  /** @param onPending what is under way, after every change, so that it can outlive the page */
  constructor(
    make: (id: ConversationId) => AgentClient,
    onPending: (id: ConversationId, pending: Snapshot["pending"]) => void = () => {},
  ) {
    this.#make = make;
    this.#onPending = onPending;
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
      this.#onPending(id, client.snapshot.pending);
      this.#settle(id);
    });
    const run = async <T>(command: (client: AgentClient) => Promise<T>): Promise<T> => {
      held.running++;
      try {
        return await command(client);
      } finally {
        held.running--;
        this.#settle(id);
      }
    };
    const held: Held = { client, snapshot, run, shown: true, running: 0, detach };
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

  /** The conversation is gone from the server: nothing of it can be sent any more. */
  forget(id: ConversationId): void {
    this.#drop(id);
  }

  /** Something would be lost if the page went away now. */
  get unsent(): boolean {
    return [...this.#held.values()].some(busy);
  }

  close(): void {
    for (const id of this.#held.keys()) this.#drop(id);
  }

  #settle(id: ConversationId): void {
    const held = this.#held.get(id);
    if (held && !held.shown && !busy(held)) this.#drop(id);
  }

  #drop(id: ConversationId): void {
    const held = this.#held.get(id);
    this.#held.delete(id);
    held?.detach();
    held?.client.stop();
  }
}

function busy({ running, snapshot }: Held): boolean {
  return running > 0 || snapshot.peek().pending.length > 0;
}
