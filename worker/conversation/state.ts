import type {
  Consent,
  ConversationId,
  Floor,
  Person,
  SiteId,
  Stream,
  Ticket,
  VisitorContext,
} from "../../protocol/model.ts";

/** Everything about a conversation that is not a message: one value, written at most once per turn. */
export type ConversationState = {
  /** Schema version of the object: of this value and of the messages table together. */
  v: 1;
  workspace: string;
  siteId: SiteId;
  id: ConversationId;
  /** Changes when a backup is restored, so that clients drop what they hold and load again. */
  epoch: string;
  floor: Floor;
  context: VisitorContext | null;
  contact: string | null;
  /** The last one; absent: they were not asked. */
  consent?: Consent;
  /** Signed by the owner's site; absent while nobody vouches for who this is. */
  person?: Person;
  /** Of the person's attributes; absent: there are none. */
  attributesDigest?: string;
  ticket: Ticket | null;
  /** Opens the conversation by its return link; absent until somebody asks for one, and after it was revoked. */
  returnSecret?: string;
  /** Generation of the data folder whose Inbox has been told; absent: of none. */
  generation?: string;
  /** Version of the last escalation or solution: the Inbox gets the words for its full-text search with it. */
  documentVersion?: number;
  /** Version that the Inbox has acknowledged, as of the last write of this value; rarely written for its own sake (docs/decisions/0016). */
  syncedVersion: number;
};

/** Last seq of each stream. */
export type Heads = Record<Stream, number>;

/**
 * Version of a conversation as the Inbox sees it. Every change of a ticket leaves an entry in a stream, so the number of
 * entries rises with each change and never goes back: no counter of its own, and no row for it.
 */
export function versionOf(heads: Heads): number {
  return heads.public + heads.internal;
}

/** Of a conversation to which nobody has written yet. */
export function newState(id: ConversationId, siteId: SiteId, epoch: string): ConversationState {
  return {
    v: 1,
    workspace: "main",
    siteId,
    id,
    epoch,
    floor: "bot",
    context: null,
    contact: null,
    ticket: null,
    syncedVersion: 0,
  };
}
