import { customAlphabet } from "nanoid";
import { type AgentId, CONVERSATION_ID, type ConversationId } from "../../protocol/model.ts";

/** Crockford's base32 in lower case: no i, l, o, u, so that ids survive being read aloud. */
const ALPHABET = "0123456789abcdefghjkmnpqrstvwxyz";
const RETURN_SECRET = /^[0-9a-hjkmnp-tv-z]{26}$/;
const random26 = customAlphabet(ALPHABET, 26);
const random16 = customAlphabet(ALPHABET, 16);

/** 26 characters of 5 bits: 130 random bits, so that an id is a capability nobody can guess. */
export function newConversationId(shard: number): ConversationId {
  return `c_${ALPHABET[shard] ?? "0"}${random26()}` as ConversationId;
}

export function newAgentId(): AgentId {
  return `a_${random16()}` as AgentId;
}

export function newFileId(): string {
  return `f_${random26()}`;
}

/** Of a return link: as unguessable as the id before it. */
export function newReturnSecret(): string {
  return random26();
}

/** `<conversation id>.<secret>`, as it stands behind the # of a return link; null: it never was one. */
export function parseReturnLink(text: string): { conversationId: ConversationId; secret: string } | null {
  const [id = "", secret = "", more] = text.split(".");
  const conversationId = parseConversationId(id);
  return conversationId && RETURN_SECRET.test(secret) && more === undefined ? { conversationId, secret } : null;
}

export function parseConversationId(text: string): ConversationId | null {
  return CONVERSATION_ID.test(text) ? (text as ConversationId) : null;
}

/** Which Inbox shard a conversation reports to; the character is part of the id, so it never moves. */
export function shardOf(id: ConversationId): number {
  return ALPHABET.indexOf(id[2] ?? "0");
}
