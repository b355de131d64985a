import { errors, jwtVerify } from "jose";
import * as z from "zod";
import { CLOCK_TOLERANCE_MS, CONTACT_MAX, NAME_MAX } from "../../protocol/limits.ts";
import type { Person, SiteId } from "../../protocol/model.ts";
import { AppError } from "../app-error.ts";
import type { Env } from "../env.ts";
import { errorText, log } from "../log.ts";
import { workspace } from "../objects.ts";

/*
 * Who the owner's site says that the visitor is: a JWT over site and person, signed by the owner's server with a key that the
 * console shows once.
 */

const ALGORITHM = "HS256";
/** As old as settings may be. A new key is known here after that. */
const FRESH_MS = 60_000;

const claims = z.object({
  /** Units of UTF-16: with the name and the e-mail it has to fit into a socket's attachment of 2 KiB. */
  sub: z.string().min(1).max(200),
  exp: z.number(),
  iat: z.number(),
  name: z
    .unknown()
    .optional()
    .transform((value) => cut(value, NAME_MAX)),
  email: z
    .unknown()
    .optional()
    .transform((value) => cut(value, CONTACT_MAX)),
});

/** By site. Values, not promises: those would die with the request that began them. */
const cached = new Map<SiteId, { keys: string[]; at: number }>();

/** A key was made here: the next identity asks for them. */
export function identityKeyMade(): void {
  for (const [site, { keys }] of cached) cached.set(site, { keys, at: Number.NEGATIVE_INFINITY });
}

/** Of the site, as the Workspace has them, at most a minute old; with the Workspace down the last ones. Throws unavailable without any. */
export async function requirePerson(env: Env, site: SiteId, identity: string, now: number): Promise<Person> {
  const person = await verifyIdentity(identity, site, await keysOf(env, site, now), now);
  if (!person) throw new AppError("identity_refused");
  return person;
}

async function keysOf(env: Env, site: SiteId, now: number): Promise<string[]> {
  const known = cached.get(site);
  if (known && now >= known.at && now - known.at < FRESH_MS) return known.keys;
  try {
    const keys = await workspace(env).identityKeys(site);
    cached.set(site, { keys, at: now });
    return keys;
  } catch (error) {
    log("error", "identity_keys_unavailable", { site, error: errorText(error) });
    if (known) return known.keys;
    throw new AppError("unavailable", { retryAfterMs: 5_000 });
  }
}

/** @param keys base64url. null: whatever is wrong with it; why is nobody's business outside. */
export async function verifyIdentity(
  identity: string,
  site: SiteId,
  keys: readonly string[],
  now: number,
): Promise<Person | null> {
  for (const key of keys) {
    try {
      const { payload } = await jwtVerify(identity, new Uint8Array(Buffer.from(key, "base64url")), {
        algorithms: [ALGORITHM],
        audience: site,
        clockTolerance: CLOCK_TOLERANCE_MS / 1000,
        currentDate: new Date(now),
      });
      const read = claims.safeParse(payload);
      // jose looks at iat only where an age is asked for.
      if (!read.success || read.data.iat * 1000 > now + CLOCK_TOLERANCE_MS) return null;
      const { sub: id, name, email } = read.data;
      return { id, name, email };
    } catch (error) {
      if (!(error instanceof errors.JWSSignatureVerificationFailed)) return null;
    }
  }
  return null;
}

/** One line of at most so many code points, "" for what is no text. Half a pair of surrogates cannot go into a header. */
function cut(value: unknown, codePoints: number): string {
  if (typeof value !== "string") return "";
  const line = value.toWellFormed().replaceAll(/\s+/g, " ").trim();
  return [...line].slice(0, codePoints).join("");
}
