import type { Person, SiteId } from "../../protocol/model.ts";
import { AppError } from "../app-error.ts";
import type { Env } from "../env.ts";
import { errorText, log } from "../log.ts";
import { workspace } from "../objects.ts";
import type { IdentityKeySet } from "../rpc.ts";
import { withinTime } from "../within-time.ts";
import { verifyIdentity } from "./verify-identity.ts";

/*
 * Who the owner's site says that the visitor is: a JWT over site and person, signed by the owner's server with a key that the
 * console shows once, or with a private key of its own whose public half stands in the console.
 */

/** As old as settings may be. A new key is known here after that. */
const FRESH_MS = 60_000;
/** How long the Workspace may take, in ms, and how long it is left alone after it did not answer, as for settings. */
const ASK_LIMIT_MS = 5_000;
const ASK_AGAIN_MS = 10_000;

/** By site. Values, not promises: those would die with the request that began them. */
const cached = new Map<SiteId, { keys: IdentityKeySet; at: number }>();
/** Rises with every change made here: an answer that was on its way then is old. */
let changes = 0;

/** A key was made, or put in or taken away, here: the next identity asks for them. */
export function identityKeyMade(): void {
  changes += 1;
  for (const [site, { keys }] of cached) cached.set(site, { keys, at: Number.NEGATIVE_INFINITY });
}

/**
 * By the site's keys as the Workspace has them, at most a minute old; with the Workspace down by the last ones. Throws identity_refused,
 * and unavailable where nobody knows the keys.
 */
export async function requirePerson(env: Env, site: SiteId, identity: string, now: number): Promise<Person> {
  const person = await verifyIdentity(identity, site, await keysOf(env, site, now), now);
  if (!person) throw new AppError("identity_refused");
  return person;
}

async function keysOf(env: Env, site: SiteId, now: number): Promise<IdentityKeySet> {
  const known = cached.get(site);
  if (known && now >= known.at && now - known.at < FRESH_MS) return known.keys;
  const before = changes;
  try {
    const asked = workspace(env).identityKeys(site);
    const keys = await withinTime(asked, ASK_LIMIT_MS, "the Workspace has not answered");
    if (before === changes) cached.set(site, { keys, at: now });
    return keys;
  } catch (error) {
    log("error", "identity_keys_unavailable", { site, error: errorText(error) });
    if (!known) throw new AppError("unavailable", { retryAfterMs: 5_000 });
    cached.set(site, { keys: known.keys, at: now - FRESH_MS + ASK_AGAIN_MS });
    return known.keys;
  }
}
