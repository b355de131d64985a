import type { Context } from "hono";
import { CONTEXT_FIELD_MAX } from "../../protocol/limits.ts";
import { originAllowed, ownOrigins } from "../access/origins.ts";
import { type VisitorToken, verifyToken } from "../access/tokens.ts";
import { AppError } from "../app-error.ts";
import type { TokenHolder } from "../conversation/admission.ts";
import { ATTACHMENT_HEADER, encodeAttachment } from "../conversation/attachment.ts";
import { parseConversationId } from "../conversation/id.ts";
import type { Env } from "../env.ts";
import { conversation } from "../objects.ts";
import { findSite } from "../workspace/settings.ts";
import { settingsSnapshot } from "../workspace/snapshot.ts";
import { upgradeRequest } from "./request.ts";

type C = Context<{ Bindings: Env }>;

/** Somebody has been let in; this opens a socket to the object that they may speak to. Both doors go through it. */
export type Entry = (use?: SocketUse) => Promise<Response>;
/** `ready`: without a hello, for who only says something and keeps no list. */
export type SocketUse = { door?: "http"; ready?: boolean };

/** With who they are written down. What the object answers is the answer: 101, or why not. */
export function visitorEntry(c: C, token: VisitorToken): Entry {
  const { conversationId, siteId, expiresAt, person, attributes, link } = token;
  const browser = (c.req.header("User-Agent") ?? "").slice(0, CONTEXT_FIELD_MAX);
  const peer = { role: "visitor", siteId, browser, person, attributes, link: link?.digest } as const;
  return (use = {}) => {
    const attachment = encodeAttachment({ conversationId, peer, expiresAt, ready: false, strikes: 0, ...use });
    return conversation(c.env, conversationId).fetch(upgradeRequest(c.req.raw, ATTACHMENT_HEADER, attachment));
  };
}

/**
 * Who comes over HTTP with a visitor's token, for the conversation of the address, which itself has admitted them: a token of before it
 * became a person's is good for nothing any more. Throws as the session route answers.
 */
export async function requireVisitor(c: C): Promise<VisitorToken> {
  const token = await requireToken(c);
  if (!(await conversation(c.env, token.conversationId).admits(holderOf(token)))) throw new AppError("unauthorized");
  return token;
}

/**
 * The token alone, for who goes on to ask the conversation anyway: an upgrade is refused there.
 *
 * @param anonymous lets in who has not signed although the site asks for it: for what everybody may do with what is theirs
 */
export function requireToken(c: C, { anonymous = false } = {}): Promise<VisitorToken> {
  const bearer = /^Bearer (\S+)$/.exec(c.req.header("Authorization") ?? "")?.[1] ?? null;
  return authorised(c, bearer, { upgrade: false, anonymous });
}

export function holderOf({ person, link }: VisitorToken): TokenHolder {
  return { person: person?.id, link: link?.digest };
}

/**
 * One function for HTTP and for the upgrade. 401 without a valid token; 404 for another conversation than the token's, the
 * same as for one that never was; 403 from a foreign origin. A same-origin GET carries no Origin, an upgrade always does. 401
 * identity_required for who is not signed, where the site asks for it; the return link of a person's conversation is enough.
 */
export async function authorised(
  c: C,
  token: string | null,
  { upgrade, anonymous = false }: { upgrade: boolean; anonymous?: boolean },
): Promise<VisitorToken> {
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
  const known = anonymous || verified.person || verified.link?.personal;
  if (site?.identityRequired && !known) throw new AppError("identity_required");
  return verified;
}
