import type { Context } from "hono";
import type { ConversationId } from "../../protocol/model.ts";
import { requireAgent } from "../access/agents.ts";
import { AppError } from "../app-error.ts";
import { ATTACHMENT_HEADER, encodeAttachment } from "../conversation/attachment.ts";
import { parseConversationId } from "../conversation/id.ts";
import type { Env } from "../env.ts";
import { INBOX_ATTACHMENT_HEADER, type InboxAttachment } from "../inbox/attachment.ts";
import { errorText, log } from "../log.ts";
import { conversation, inbox, inboxOf, inboxShards } from "../objects.ts";
import { withinTime } from "../within-time.ts";
import { upgradeRequest } from "./request.ts";
import type { Entry } from "./visitor-entry.ts";

type C = Context<{ Bindings: Env }>;

/** How long the Inbox may take to note who watches, in ms. */
const WATCH_LIMIT_MS = 5_000;

/* Agents' entries. The routes before them have looked at the origin, as each door needs it. */

/** To the conversation of the address. Throws unauthorized, and not_found for what cannot be one. */
export async function agentEntry(c: C): Promise<Entry> {
  const { id: session, agent, expiresAt } = await requireAgent(c.env, c.req.raw);
  const conversationId = parseConversationId(c.req.param("id") ?? "");
  if (!conversationId) throw new AppError("not_found");
  return async (use = {}) => {
    const peer = { role: "agent", agent, session } as const;
    const attachment = encodeAttachment({ conversationId, peer, expiresAt, ready: false, strikes: 0, ...use });
    const upgrade = upgradeRequest(c.req.raw, ATTACHMENT_HEADER, attachment);
    const response = await conversation(c.env, conversationId).fetch(upgrade);
    // Who was put out while the socket opened is put out by this.
    if (response.webSocket) await requireWatched(c.env, session, conversationId, response.webSocket);
    return response;
  };
}

/** A socket that the Inbox does not know of could not be put out with its session, so it ends here. Throws unavailable then. */
async function requireWatched(env: Env, session: string, id: ConversationId, socket: WebSocket): Promise<void> {
  try {
    await withinTime(inboxOf(env, id).watching(session, id), WATCH_LIMIT_MS, "the Inbox has not answered");
  } catch (error) {
    log("error", "watch_not_noted", { conversationId: id, error: errorText(error) });
    socket.accept();
    socket.close(1000, "");
    throw new AppError("unavailable", { retryAfterMs: 5_000 });
  }
}

/** To the shard of the query; without one, the first. Throws unauthorized, and not_found for a shard that there is not. */
export async function inboxEntry(c: C): Promise<Entry> {
  const { id: session, agent, expiresAt } = await requireAgent(c.env, c.req.raw);
  const shard = shardOfQuery(c.req.query("shard"), inboxShards(c.env));
  if (shard === null) throw new AppError("not_found");
  return ({ door } = {}) => {
    const attachment: InboxAttachment = { agent, session, expiresAt, strikes: 0, ...(door && { door }), watches: [] };
    const header = encodeURIComponent(JSON.stringify(attachment));
    return inbox(c.env, shard).fetch(upgradeRequest(c.req.raw, INBOX_ATTACHMENT_HEADER, header));
  };
}

function shardOfQuery(text = "0", shards: number): number | null {
  const shard = /^\d{1,2}$/.test(text) ? Number(text) : shards;
  return shard < shards ? shard : null;
}
