import type { Agent, ConversationId } from "../../protocol/model.ts";

/** Who sits at the other end of an inbox socket; written by the route before the upgrade and kept over hibernation. */
export type InboxAttachment = {
  agent: Agent;
  session: string;
  expiresAt: number;
  strikes: number;
  /** A route speaks for a browser that cannot have sockets: this one ends with its request. */
  door?: "http";
  /** Conversations that this session has opened, newest last: kept here because memory does not survive hibernation. */
  watches: ConversationId[];
};

export const INBOX_ATTACHMENT_HEADER = "X-Deskbell-Inbox-Attachment";

export function inboxAttachment(socket: WebSocket): InboxAttachment {
  return socket.deserializeAttachment() as InboxAttachment;
}
