import type { Context } from "hono";
import {
  type ConversationResponse,
  conversationRequest,
  type OriginResponse,
  type SessionResponse,
} from "../../protocol/api.ts";
import { SUBPROTOCOL, TOKEN_PREFIX, TOKEN_TTL_MS } from "../../protocol/limits.ts";
import { requireAsking, requireBeginning } from "../access/beginnings.ts";
import { requirePerson } from "../access/identity.ts";
import { originAllowed, ownOrigins, siteForOrigin } from "../access/origins.ts";
import { signToken } from "../access/tokens.ts";
import { AppError } from "../app-error.ts";
import type { Env } from "../env.ts";
import { conversation } from "../objects.ts";
import { heldAttributes } from "../visitor/attributes.ts";
import { presentConversation, unusedConversation } from "../visitor/present-conversation.ts";
import { findSite, type Settings } from "../workspace/settings.ts";
import { settingsSnapshot } from "../workspace/snapshot.ts";
import { readJson, requireUpgrade } from "./request.ts";
import { authorised, holderOf, requireToken, visitorEntry } from "./visitor-entry.ts";

type C = Context<{ Bindings: Env }>;

/**
 * A new conversation is an id and a signature: nothing is stored before the first message. With a signed identity it is the person's
 * present one, on every device the same, and a new one only if there is none; that it is theirs is stored at once.
 */
export async function create(c: C): Promise<Response> {
  const now = Date.now();
  const { site: name, identity, anew = false } = await readJson(c.req.raw, conversationRequest);
  const site = siteForOrigin(c.env, c.req.raw, await requireSettings(c.env, now), name);
  if (site.identityRequired && identity === undefined) throw new AppError("identity_required");
  const siteId = site.id;
  const person = identity === undefined ? undefined : await requirePerson(c.env, siteId, identity, now);
  const begin = () => requireBeginning(c.env, c.req.raw, siteId);
  await (person ? requireAsking(c.env, siteId, person) : begin());
  const attributes = person ? heldAttributes(person) : null;
  const conversationId = person
    ? await presentConversation(c.env, siteId, { person: person.id, attributes, anew, requireBeginning: begin })
    : unusedConversation(c.env);
  const signed = await signToken(c.env, { conversationId, siteId, person, attributes: attributes?.digest }, now);
  const body: ConversationResponse = { conversationId, ...signed };
  return c.json(body, 201, { "Cache-Control": "no-store" });
}

/** Throws unavailable with none at all: nobody knows the sites then, and none must be called unknown for it. */
export async function requireSettings(env: Env, now: number): Promise<Settings> {
  const settings = await settingsSnapshot(env, now);
  if (settings.version === 0) throw new AppError("unavailable", { retryAfterMs: 5_000 });
  return settings;
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

/**
 * Why an upgrade was refused: browsers do not tell. Also renews a token that is past half of its life, unless it says who the
 * visitor is: that takes a fresh identity. The conversation is asked too: it may be a person's by now. With `request=1` says how the
 * request stands.
 */
export async function session(c: C): Promise<Response> {
  const token = await requireToken(c);
  const standing = await conversation(c.env, token.conversationId).standing(holderOf(token));
  if (standing.kind === "too_many") throw new AppError("too_many", { retryAfterMs: 10_000 });
  if (standing.kind === "erased") throw new AppError("not_found");
  if (standing.kind === "refused") throw new AppError("unauthorized");
  const now = Date.now();
  const body: SessionResponse = { conversationId: token.conversationId, expiresAt: token.expiresAt };
  if (!token.person && token.expiresAt - now < TOKEN_TTL_MS / 2) {
    Object.assign(body, await signToken(c.env, token, now));
  }
  if (c.req.query("request") === "1") body.request = standing.request;
  return c.json(body, 200, { "Cache-Control": "no-store" });
}

/** Refused before 101, or handed to the conversation with the visitor's role written down. Then the route steps aside. */
export async function socket(c: C): Promise<Response> {
  const offered = requireUpgrade(c.req.raw, SUBPROTOCOL);
  const given = offered.find((p) => p.startsWith(TOKEN_PREFIX))?.slice(TOKEN_PREFIX.length) ?? null;
  return visitorEntry(c, await authorised(c, given, { upgrade: true }))();
}
