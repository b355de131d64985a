import type { Agent, ConversationId, Person, SiteId } from "../../protocol/model.ts";

export type VisitorPeer = {
  role: "visitor";
  siteId: SiteId;
  browser: string;
  /** Without attributes: an attachment holds 2 KiB. */
  person?: Person | undefined;
  /** Digest of the person's attributes, and of the return link by which the token came. */
  attributes?: string | undefined;
  link?: string | undefined;
};
export type AgentPeer = { role: "agent"; agent: Agent; session: string };

/**
 * Who sits at the other end, written by the route before the upgrade and kept over hibernation. The author of whatever comes
 * through the socket is taken from here and never from a frame.
 */
export type Attachment = {
  conversationId: ConversationId;
  peer: VisitorPeer | AgentPeer;
  /** A route speaks for a browser that cannot have sockets: the end of this one says nothing about the person. */
  door?: "http";
  /** The credential's end: later frames are refused and the socket is closed with 4401. */
  expiresAt: number;
  /** `hello` was answered: only then does the socket get events, so that a list never starts with a gap. */
  ready: boolean;
  /** Last public seq that was seen through it. */
  read?: number;
  /** When it last said that somebody types; absent after it said that they have stopped. */
  typingAt?: number;
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
