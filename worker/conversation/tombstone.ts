import type { ErasureReceipt } from "../../protocol/api.ts";
import type { ConversationId, SiteId } from "../../protocol/model.ts";

/**
 * What is left of an erased conversation, where its state was: that it was, so that no old token begins it anew, and numbers. Not a word of
 * anybody. `v` is one that releases from before erasure refuse.
 */
export type Tombstone = {
  v: 2;
  receipt: ErasureReceipt;
  /** What others may still hold of it beside files; null: nothing, and no files either. */
  pending: { ticket: boolean; person: { siteId: SiteId; id: string } | null } | null;
};

/** The receipt, as soon as nobody holds anything any more. */
export type ErasureResult =
  | { kind: "erased"; receipt: ErasureReceipt }
  /** Nothing was ever written here; nothing is. */
  | { kind: "unwritten" }
  /** Its own words are gone, somebody else has not answered: the alarm goes on, and whoever asks again. */
  | { kind: "pending" }
  | { kind: "too_many" }
  | { kind: "refused"; code: "unauthorized" | "identity_required" | "forbidden" };

export function isTombstone(stored: object): stored is Tombstone {
  return "receipt" in stored;
}

/** Of a conversation in which nobody has written. */
export function emptyReceipt(conversationId: ConversationId, now: number): ErasureReceipt {
  return { conversationId, erasedAt: now, messages: 0, files: 0, request: null };
}
