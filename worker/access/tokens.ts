import { errors, jwtVerify, SignJWT } from "jose";
import * as z from "zod";
import { CLOCK_TOLERANCE_MS, TOKEN_TTL_MS } from "../../protocol/limits.ts";
import { CONVERSATION_ID, type ConversationId, type Person, SITE_ID, type SiteId } from "../../protocol/model.ts";
import { AppError } from "../app-error.ts";
import type { Env } from "../env.ts";

/*
 * A visitor's token: HS256 over workspace, site, conversation, role and expiry. The signature proves that the conversation is
 * theirs, so an unknown id never wakes an object. Two keys may be valid at once; the header's kid says which.
 */

const AUDIENCE = "deskbell";
const ALGORITHM = "HS256";

const keysSchema = z.object({ current: z.string(), keys: z.record(z.string(), z.base64url()) });
const claimsSchema = z.object({
  sub: z.string().regex(CONVERSATION_ID),
  ws: z.literal("main"),
  site: z.string().regex(SITE_ID),
  role: z.literal("visitor"),
  exp: z.number(),
  person: z.object({ id: z.string(), name: z.string(), email: z.string() }).optional(),
  attributes: z.string().optional(),
  link: z.object({ digest: z.string(), personal: z.boolean() }).optional(),
});

/**
 * `person`: who the owner's site has vouched for when the conversation was given out. `attributes`: digest of what it said beside name and
 * e-mail. `link`: came by this return link; `personal`: of a conversation that was a person's then, which it stays.
 */
type Holder = {
  conversationId: ConversationId;
  siteId: SiteId;
  person?: Person | undefined;
  attributes?: string | undefined;
  link?: { digest: string; personal: boolean } | undefined;
};
export type VisitorToken = Holder & { expiresAt: number };

type Keys = { current: string; keys: Map<string, Uint8Array> };
let parsed: { json: string; keys: Keys } | null = null;

function keysOf(env: Env): Keys {
  const json = env.TOKEN_KEYS;
  if (!json) throw new AppError("not_configured");
  if (parsed?.json === json) return parsed.keys;
  const result = keysSchema.safeParse(safeJson(json));
  if (!result.success || !(result.data.current in result.data.keys)) throw new AppError("not_configured");
  const keys = new Map(Object.entries(result.data.keys).map(([kid, key]) => [kid, fromBase64Url(key)]));
  parsed = { json, keys: { current: result.data.current, keys } };
  return parsed.keys;
}

export async function signToken(
  env: Env,
  { conversationId, siteId, person, attributes, link }: Holder,
  now: number,
): Promise<{ token: string; expiresAt: number }> {
  const { current, keys } = keysOf(env);
  const key = keys.get(current);
  if (!key) throw new AppError("not_configured");
  const exp = Math.floor((now + TOKEN_TTL_MS) / 1000);
  // A token travels in a header: what else the site says of a person stays with their Visitor.
  const named = person && { person: { id: person.id, name: person.name, email: person.email } };
  const token = await new SignJWT({ ws: "main", site: siteId, role: "visitor", ...named, attributes, link })
    .setProtectedHeader({ alg: ALGORITHM, kid: current })
    .setSubject(conversationId)
    .setAudience(AUDIENCE)
    .setExpirationTime(exp)
    .sign(key);
  return { token, expiresAt: exp * 1000 };
}

/** null: missing, altered, expired, of an unknown key or another algorithm. Why is nobody's business outside. */
export async function verifyToken(env: Env, token: string | null): Promise<VisitorToken | null> {
  const { keys } = keysOf(env);
  if (!token) return null;
  try {
    const { payload } = await jwtVerify(
      token,
      ({ kid }) => keys.get(kid ?? "") ?? Promise.reject(new errors.JWSInvalid()),
      {
        algorithms: [ALGORITHM],
        audience: AUDIENCE,
        clockTolerance: CLOCK_TOLERANCE_MS / 1000,
      },
    );
    const claims = claimsSchema.safeParse(payload);
    if (!claims.success) return null;
    return {
      conversationId: claims.data.sub as ConversationId,
      siteId: claims.data.site as SiteId,
      person: claims.data.person,
      attributes: claims.data.attributes,
      link: claims.data.link,
      expiresAt: claims.data.exp * 1000,
    };
  } catch {
    return null;
  }
}

function safeJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}

function fromBase64Url(text: string): Uint8Array {
  return new Uint8Array(Buffer.from(text, "base64url"));
}
