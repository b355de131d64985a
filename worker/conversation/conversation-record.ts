import type { MeteredStorage } from "../storage/metered.ts";
import { ConversationFiles } from "./files.ts";
import { type ConversationState, type Heads, versionOf } from "./state.ts";
import { wantsDocument } from "./ticket-document.ts";
import { isTombstone, type Tombstone } from "./tombstone.ts";
import { SqlTranscript } from "./transcript.ts";
import type { TurnResult } from "./turn-types.ts";

/** What is stored of a conversation: its messages, its files, and one value for everything else. Memory follows the commit, never leads it. */
export class ConversationRecord {
  readonly transcript: SqlTranscript;
  /** To erase them, see deleteFiles beside their class. */
  readonly files: ConversationFiles;
  readonly #storage: MeteredStorage;
  /** Of the data folder; "" where there is none. */
  readonly generation: string;
  #state: ConversationState | null;
  #tombstone: Tombstone | null;
  /** Of a conversation that nobody has written to yet; the stored one wins. */
  readonly freshEpoch = crypto.randomUUID();
  /** Version that the Inbox has acknowledged. Kept with the next write of the state; alone in rare cases only (docs/decisions/0016). */
  acknowledged: number;

  constructor(storage: MeteredStorage, generation: string) {
    this.#storage = storage;
    this.generation = generation;
    const stored = storage.get<ConversationState | Tombstone>("state") ?? null;
    this.#tombstone = stored && isTombstone(stored) ? stored : null;
    this.#state = stored && !isTombstone(stored) ? stored : null;
    // After a downgrade: better no answer than a state of which half is not understood.
    if (this.#state && this.#state.v !== 1)
      throw new Error(`state ${String(this.#state.v)} is newer than this code (1)`);
    this.transcript = new SqlTranscript(storage, this.#state !== null);
    this.files = new ConversationFiles(storage);
    // What another generation's Inbox has acknowledged says nothing about this one's.
    this.acknowledged = (this.#state?.generation ?? "") === generation ? (this.#state?.syncedVersion ?? 0) : 0;
  }

  get state(): ConversationState | null {
    return this.#state;
  }

  /** It was erased: nobody may write here again. */
  get tombstone(): Tombstone | null {
    return this.#tombstone;
  }

  /** Nobody has ever written here: without files, the object is to be none. */
  get unwritten(): boolean {
    return this.#state === null && this.#tombstone === null;
  }

  /** As clients know it: a data folder that was restored from a copy makes all of its epochs other ones. */
  epochOf({ epoch }: ConversationState): string {
    return this.generation === "" ? epoch : `${epoch}.${this.generation}`;
  }

  get version(): number {
    return versionOf(this.transcript.heads);
  }

  /** Rows and state in one commit: no await inside. A throw leaves memory as it was. */
  commit({ entries, state }: Extract<TurnResult, { kind: "changed" }>): void {
    const heads: Heads = { ...this.transcript.heads };
    for (const { stream, seq } of entries) heads[stream] = seq;
    const next = state === this.#state ? state : this.#synced(state);
    if (next !== this.#state && wantsDocument(this.#state, next)) next.documentVersion = versionOf(heads);
    this.#storage.transaction(() => {
      this.transcript.append(entries);
      this.files.use(entries);
      if (next !== this.#state) this.#storage.put("state", "state", next);
    });
    this.#state = next;
    this.transcript.committed(entries);
    this.files.committed(entries);
  }

  /** The state alone, outside of a turn: nothing was said, so no version rises. */
  keep(cause: string, state: ConversationState): void {
    const kept = this.#synced(state);
    this.#storage.put(cause, "state", kept);
    this.#state = kept;
  }

  /** Messages and state go in one commit, and this takes their place. Nothing of them can be read from then on. */
  bury(tombstone: Tombstone): void {
    this.#storage.transaction(() => {
      this.transcript.drop();
      this.#storage.put("erasure", "state", tombstone);
    });
    this.transcript.dropped();
    this.#tombstone = tombstone;
    this.#state = null;
    this.acknowledged = 0;
  }

  /** A deleted row stays in the pages of the file until they are used again. With the file it goes. */
  async purge(tombstone: Tombstone): Promise<void> {
    const emptied = this.#storage.deleteAll("erasure");
    this.#storage.put("erasure", "state", tombstone);
    this.#tombstone = tombstone;
    await emptied;
  }

  #synced(state: ConversationState): ConversationState {
    const synced = { ...state, syncedVersion: this.acknowledged };
    return this.generation === "" ? synced : { ...synced, generation: this.generation };
  }
}
