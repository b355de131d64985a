import type { Context } from "hono";
import {
  type ConversationResponse,
  conversationRequest,
  type OriginResponse,
  type SessionResponse,
} from "../../protocol/api.ts";
import { CONTEXT_FIELD_MAX, SUBPROTOCOL, TOKEN_PREFIX, TOKEN_TTL_MS } from "../../protocol/limits.ts";
import { originAllowed, ownOrigins, siteForOrigin } from "../access/origins.ts";
import { signToken, type VisitorToken, verifyToken } from "../access/tokens.ts";
import { AppError } from "../app-error.ts";
import { ATTACHMENT_HEADER, encodeAttachment } from "../conversation/attachment.ts";
import { newConversationId, parseConversationId } from "../conversation/id.ts";
import type { Env } from "../env.ts";
import { conversation, INBOX_SHARDS } from "../objects.ts";
import { findSite } from "../workspace/settings.ts";
import { settingsSnapshot } from "../workspace/snapshot.ts";
import { readJson, requireUpgrade, upgradeRequest } from "./request.ts";

type C = Context<{ Bindings: Env }>;

/** A new conversation is an id and a signature: no object is touched and nothing is stored before the first message. */
export async function create(c: C): Promise<Response> {
  const now = Date.now();
  const settings = await settingsSnapshot(c.env, now);
  const { site: name } = await readJson(c.req.raw, conversationRequest);
  const site = siteForOrigin(c.env, c.req.raw, settings, name);
  const conversationId = newConversationId(Math.floor(Math.random() * INBOX_SHARDS));
  const { token, expiresAt } = await signToken(c.env, conversationId, site.id, now);
  const body: ConversationResponse = { conversationId, token, expiresAt };
  return c.json(body, 201, { "Cache-Control": "no-store" });
}

/**
 * Whether this page may use the site's chat. Open to every page, because browsers hide from a foreign one why it was
 * refused; it says nothing that the page could not find out by trying.
 */
export async function originState(c: C): Promise<Response> {
  const settings = await settingsSnapshot(c.env, Date.now());
  const site = findSite(settings, c.req.param("site") ?? "");
  const origin = c.req.header("Origin") ?? null;
  const own = ownOrigins(c.env, c.req.raw);
  const allowed = origin === null || originAllowed(origin, [...(site?.origins ?? []), ...own]);
  const body: OriginResponse = { allowed };
  return c.json(body, 200, { "Access-Control-Allow-Origin": "*", "Cache-Control": "no-store", Vary: "Origin" });
}

/** Who comes over HTTP with a visitor's token, for the conversation of the address. Throws as the session route answers. */
export function requireVisitor(c: C): Promise<VisitorToken> {
  const bearer = /^Bearer (\S+)$/.exec(c.req.header("Authorization") ?? "")?.[1] ?? null;
  return authorised(c, bearer, false);
}

/**
 * Why an upgrade was refused: browsers do not tell. Also renews a token that is past half of its life, and with `request=1`
 * says how the request stands; only then is the conversation asked.
 */
export async function session(c: C): Promise<Response> {
  const token = await requireVisitor(c);
  const now = Date.now();
  const body: SessionResponse = { conversationId: token.conversationId, expiresAt: token.expiresAt };
  if (token.expiresAt - now < TOKEN_TTL_MS / 2) {
    Object.assign(body, await signToken(c.env, token.conversationId, token.siteId, now));
  }
  if (c.req.query("request") === "1") body.request = await conversation(c.env, token.conversationId).requestState();
  return c.json(body, 200, { "Cache-Control": "no-store" });
}

/** Refused before 101, or handed to the conversation with the visitor's role written down. Then the route steps aside. */
export async function socket(c: C): Promise<Response> {
  const offered = requireUpgrade(c.req.raw, SUBPROTOCOL);
  const given = offered.find((p) => p.startsWith(TOKEN_PREFIX))?.slice(TOKEN_PREFIX.length) ?? null;
  const { conversationId, siteId, expiresAt } = await authorised(c, given, true);
  const attachment = encodeAttachment({
    conversationId,
    peer: { role: "visitor", siteId, browser: (c.req.header("User-Agent") ?? "").slice(0, CONTEXT_FIELD_MAX) },
    expiresAt,
    ready: false,
    strikes: 0,
  });
  return conversation(c.env, conversationId).fetch(upgradeRequest(c.req.raw, ATTACHMENT_HEADER, attachment));
}

/**
 * One function for HTTP and for the upgrade. 401 without a valid token; 404 for another conversation than the token's, the
 * same as for one that never was; 403 from a foreign origin. A same-origin GET carries no Origin, an upgrade always does.
 */
async function authorised(c: C, token: string | null, upgrade: boolean): Promise<VisitorToken> {
  const settings = await settingsSnapshot(c.env, Date.now());
  const origin = c.req.header("Origin") ?? null;
  const verified = await verifyToken(c.env, token);
  const site = verified && findSite(settings, verified.siteId);
  if (origin !== null || upgrade) {
    // Without a valid token nobody knows the site yet: any listed origin then gets the 401 that it can act on.
    const listed = verified ? (site?.origins ?? []) : settings.sites.flatMap((s) => s.origins);
    const allowed = [...listed, ...ownOrigins(c.env, c.req.raw)];
    // With no settings at all a valid token still opens its own conversation: what runs goes on.
    if (!originAllowed(origin, allowed) && !(verified && settings.version === 0))
      throw new AppError("forbidden_origin");
  }
  if (!verified) throw new AppError("unauthorized");
  if (parseConversationId(c.req.param("id") ?? "") !== verified.conversationId) throw new AppError("not_found");
  return verified;
}
