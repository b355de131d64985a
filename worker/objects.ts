import type { ConversationId } from "../protocol/model.ts";
import type { Env } from "./env.ts";

/** Stubs by name. A new stub each time: one that has thrown stays broken. */

export function conversation(env: Env, id: ConversationId) {
  return env.CONVERSATION.getByName(id);
}

/** Shards exist from the first day with n = 1; the shard character is part of every conversation id. */
export const INBOX_SHARDS = 1;

export function inbox(env: Env, shard: number) {
  return env.INBOX.getByName(`main:${shard % INBOX_SHARDS}`);
}

export function workspace(env: Env) {
  return env.WORKSPACE.getByName("main");
}
