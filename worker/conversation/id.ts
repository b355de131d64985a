import { customAlphabet } from "nanoid";
import { type AgentId, CONVERSATION_ID, type ConversationId } from "../../protocol/model.ts";

/** Crockford's base32 in lower case: no i, l, o, u, so that ids survive being read aloud. */
const ALPHABET = "0123456789abcdefghjkmnpqrstvwxyz";
const random26 = customAlphabet(ALPHABET, 26);
const random16 = customAlphabet(ALPHABET, 16);

/** 26 characters of 5 bits: 130 random bits, so that an id is a capability nobody can guess. */
export function newConversationId(shard: number): ConversationId {
  return `c_${ALPHABET[shard] ?? "0"}${random26()}` as ConversationId;
}

export function newAgentId(): AgentId {
  return `a_${random16()}` as AgentId;
}

export function parseConversationId(text: string): ConversationId | null {
  return CONVERSATION_ID.test(text) ? (text as ConversationId) : null;
}

/** Which Inbox shard a conversation reports to; the character is part of the id, so it never moves. */
export function shardOf(id: ConversationId): number {
  return ALPHABET.indexOf(id[2] ?? "0");
}
