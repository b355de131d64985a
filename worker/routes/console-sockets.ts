import type { Context } from "hono";
import { SUBPROTOCOL } from "../../protocol/limits.ts";
import { requireAgent } from "../access/agents.ts";
import { originAllowed, ownOrigins } from "../access/origins.ts";
import { AppError } from "../app-error.ts";
import { parseConversationId } from "../conversation/id.ts";
import type { Env } from "../env.ts";
import { conversation } from "../objects.ts";
import { agentEntry, inboxEntry } from "./agent-entry.ts";
import { requireUpgrade } from "./request.ts";

type C = Context<{ Bindings: Env }>;

export async function inboxSocket(c: C): Promise<Response> {
  requireUpgrade(c.req.raw, SUBPROTOCOL);
  requireOwnSocket(c);
  return (await inboxEntry(c))();
}

export async function conversationSocket(c: C): Promise<Response> {
  requireUpgrade(c.req.raw, SUBPROTOCOL);
  requireOwnSocket(c);
  return (await agentEntry(c))();
}

/** Why an upgrade was refused: 200, 401, 404. */
export async function conversationSession(c: C): Promise<Response> {
  await requireAgent(c.env, c.req.raw);
  const conversationId = parseConversationId(c.req.param("id") ?? "");
  if (!conversationId || !(await conversation(c.env, conversationId).exists())) throw new AppError("not_found");
  return c.json({ conversationId }, 200, { "Cache-Control": "no-store" });
}

/** Browsers send cookies with an upgrade from any page, so the origin decides before the cookie does. */
function requireOwnSocket(c: C): void {
  const origin = c.req.header("Origin") ?? null;
  if (!originAllowed(origin, ownOrigins(c.env, c.req.raw))) throw new AppError("forbidden_origin");
}
