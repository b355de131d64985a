import type { Context } from "hono";
import * as z from "zod";
import { type ReturnLinkResponse, type ReturnResponse, returnLink } from "../../protocol/api.ts";
import type { ConversationId } from "../../protocol/model.ts";
import { requireAgent } from "../access/agents.ts";
import { originAllowed, ownOrigins, requireOwnOrigin } from "../access/origins.ts";
import { signToken } from "../access/tokens.ts";
import { AppError } from "../app-error.ts";
import { linkDigest } from "../conversation/admission.ts";
import { parseConversationId, parseReturnLink } from "../conversation/id.ts";
import type { Env } from "../env.ts";
import { conversation, inboxOf } from "../objects.ts";
import { findSite } from "../workspace/settings.ts";
import { requireSettings } from "./conversations.ts";
import { readJson } from "./request.ts";
import { requireVisitor } from "./visitor-entry.ts";

type C = Context<{ Bindings: Env }>;
const NO_STORE = { "Cache-Control": "no-store" };

/*
 * The return link: `<this server>/r#<conversation id>.<secret>`. What stands behind the # never reaches a server by itself, so no
 * access log has it; the page at /r sends it here once and gets a visitor's session.
 */

/** 404 for whatever is wrong with the link, so that a guess learns nothing. Own pages only: other sites have no use for it. */
export async function exchange(c: C): Promise<Response> {
  const origin = c.req.header("Origin") ?? null;
  if (!originAllowed(origin, ownOrigins(c.env, c.req.raw))) throw new AppError("forbidden_origin");
  const body = returnLink.safeParse(await readJson(c.req.raw, z.unknown()));
  const link = body.success ? parseReturnLink(body.data.link) : null;
  if (!link) throw new AppError("not_found");
  const { conversationId, secret } = link;
  // An id that the desk does not know must not make an object.
  if (!(await inboxOf(c.env, conversationId).knows(conversationId))) throw new AppError("not_found");
  const opened = await conversation(c.env, conversationId).siteByReturnSecret(secret);
  if (!opened) throw new AppError("not_found");
  const { siteId, personal } = opened;
  const now = Date.now();
  const site = findSite(await requireSettings(c.env, now), siteId);
  if (!site) throw new AppError("not_found");
  // Nobody has signed for this conversation, and the link does not sign for anybody.
  if (site.identityRequired && !personal) throw new AppError("identity_required");
  const by = { digest: linkDigest(secret), personal };
  const answer: ReturnResponse = {
    conversationId,
    // Of nobody: who holds the link need not be who was vouched for.
    ...(await signToken(c.env, { conversationId, siteId, link: by }, now)),
    site: siteId,
  };
  return c.json(answer, 200, NO_STORE);
}

export async function create(c: C): Promise<Response> {
  return link(c, (await requireVisitor(c)).conversationId);
}

export async function revoke(c: C): Promise<Response> {
  return revoked(c, (await requireVisitor(c)).conversationId);
}

export async function createByAgent(c: C): Promise<Response> {
  return link(c, await forAgent(c));
}

export async function revokeByAgent(c: C): Promise<Response> {
  return revoked(c, await forAgent(c));
}

async function link(c: C, id: ConversationId): Promise<Response> {
  const secret = await conversation(c.env, id).returnSecret();
  if (secret === null) throw new AppError("wrong_state");
  const [origin] = ownOrigins(c.env, c.req.raw);
  if (origin === undefined) throw new AppError("not_configured");
  const body: ReturnLinkResponse = { url: `${origin}/r#${id}.${secret}` };
  return c.json(body, 200, NO_STORE);
}

/** Sessions that came by the link go on where nobody has signed: they are tokens of their own. Of a person's conversation they end with it. */
async function revoked(c: C, id: ConversationId): Promise<Response> {
  if (!(await conversation(c.env, id).revokeReturnLink())) throw new AppError("too_many", { retryAfterMs: 5_000 });
  return c.body(null, 204, NO_STORE);
}

/** An agent's conversation of the address. Throws not_found for one that nobody has written in. */
async function forAgent(c: C): Promise<ConversationId> {
  requireOwnOrigin(c.env, c.req.raw);
  await requireAgent(c.env, c.req.raw);
  const id = parseConversationId(c.req.param("id") ?? "");
  // Without a ticket there is no link, and the conversation itself need not be woken to know that it has none.
  if (!id || !(await inboxOf(c.env, id).knows(id))) throw new AppError("not_found");
  return id;
}
