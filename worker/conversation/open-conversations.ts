import type { ConversationId } from "../../protocol/model.ts";

/**
 * Conversations of this isolate that hold sockets, so that a self-hosted stop can close them: workerd sends no close frame
 * on SIGTERM and does not end while a socket is open. In raw workerd one isolate holds all objects. Nothing reads it on
 * Cloudflare, and its size is bounded by the objects of the isolate.
 */
export const openConversations = new Set<ConversationId>();
