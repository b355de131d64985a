import { signal } from "@preact/signals";
import type { ErasureReceipt } from "../protocol/api.ts";
import type { ConversationId } from "../protocol/model.ts";

/** Who deleted it here has the receipt; null: it was deleted elsewhere. */
export type Erasure = { receipt: ErasureReceipt | null };

/** Conversations that were deleted while the console was open. */
export class Erased {
  readonly #list = signal<ReadonlyMap<ConversationId, Erasure>>(new Map());
  readonly #forget: (id: ConversationId) => void;

  /** @param forget takes what this browser holds of a conversation out of memory and storage */
  constructor(forget: (id: ConversationId) => void) {
    this.#forget = forget;
  }

  of(id: ConversationId): Erasure | null {
    return this.#list.value.get(id) ?? null;
  }

  /** The inbox may tell of it before and after the answer with the receipt has come. */
  mark(id: ConversationId, receipt: ErasureReceipt | null): void {
    const known = this.#list.peek().get(id);
    if (known && (known.receipt || !receipt)) return;
    this.#list.value = new Map(this.#list.peek()).set(id, { receipt });
    if (!known) this.#forget(id);
  }
}
