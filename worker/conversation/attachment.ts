import type { Agent, ConversationId, SiteId } from "../../protocol/model.ts";

/**
 * Who sits at the other end, written by the route before the upgrade and kept over hibernation. The author of whatever comes
 * through the socket is taken from here and never from a frame.
 */
export type Attachment = {
  conversationId: ConversationId;
  peer: { role: "visitor"; siteId: SiteId; browser: string } | { role: "agent"; agent: Agent; session: string };
  /** The credential's end: later frames are refused and the socket is closed with 4401. */
  expiresAt: number;
  /** `hello` was answered: only then does the socket get events, so that a list never starts with a gap. */
  ready: boolean;
  strikes: number;
};

/** Header by which the route hands the attachment over; only our own worker can reach the object. */
export const ATTACHMENT_HEADER = "X-Deskbell-Attachment";

/** ASCII only: names and browsers hold any letters, headers do not. */
export function encodeAttachment(attachment: Attachment): string {
  return encodeURIComponent(JSON.stringify(attachment));
}

export function decodeAttachment(header: string | null): Attachment | null {
  return header === null ? null : (JSON.parse(decodeURIComponent(header)) as Attachment);
}
