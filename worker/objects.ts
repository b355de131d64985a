import { createHash } from "node:crypto";
import type { ConversationId, SiteId } from "../protocol/model.ts";
import { shardOf } from "./conversation/id.ts";
import type { Env } from "./env.ts";

/** Stubs by name. A new stub each time: one that has thrown stays broken. */

export function conversation(env: Env, id: ConversationId) {
  return env.CONVERSATION.getByName(id);
}

/** The shard character is part of every conversation id, so a conversation's shard changes only with the number of shards. */
export function inboxShards(env: Env): number {
  const count = Number(env.INBOX_SHARDS ?? 1);
  return Number.isInteger(count) && count >= 1 && count <= 32 ? count : 1;
}

export function inbox(env: Env, shard: number) {
  return env.INBOX.getByName(`main:${shard % inboxShards(env)}`);
}

/** Of the conversation's own shard. */
export function inboxOf(env: Env, id: ConversationId) {
  return inbox(env, shardOf(id));
}

export function everyInbox(env: Env) {
  return Array.from({ length: inboxShards(env) }, (_, shard) => inbox(env, shard));
}

export function workspace(env: Env) {
  return env.WORKSPACE.getByName("main");
}

/** @param person `sub` of the signed identity; hashed, so that a name cannot run into another site's */
export function visitor(env: Env, siteId: SiteId, person: string) {
  return env.VISITOR.getByName(`${siteId}:${createHash("sha256").update(person).digest("base64url")}`);
}

/** Few enough that their buckets stay warm, many enough that one does not hear everybody. */
const LIMITERS = 8;

export function limiter(env: Env, key: string) {
  return env.LIMITER.getByName(`${(createHash("sha256").update(key).digest()[0] ?? 0) % LIMITERS}`);
}
