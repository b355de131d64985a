import type { Person, SiteId } from "../../protocol/model.ts";
import { AppError } from "../app-error.ts";
import type { Env } from "../env.ts";
import { errorText, log } from "../log.ts";
import { limiter } from "../objects.ts";
import { beginningsKey } from "./network.ts";

/** A bucket fills by one in two seconds. */
const RETRY_MS = 10_000;

/**
 * Before a conversation begins. Throws too_many; and unavailable when nobody can count: what runs goes on without this, what is
 * new waits, or an outage of the limit would be an open door.
 */
export async function requireBeginning(env: Env, request: Request, site: SiteId): Promise<void> {
  const selfHosted = env.CONTROL_KEY !== undefined;
  const key = beginningsKey(site, request.headers, { selfHosted, trustProxy: env.TRUST_PROXY === "1" });
  await requirePlace(env, site, key);
}

/** Before a signed person's conversations are asked, each of which may wake an object. Counted and thrown as a beginning is. */
export async function requireAsking(env: Env, site: SiteId, person: Person): Promise<void> {
  await requirePlace(env, site, `person:${site} ${person.id}`);
}

async function requirePlace(env: Env, site: SiteId, key: string): Promise<void> {
  const limits = [...(env.RATE_LIMIT ? [env.RATE_LIMIT] : []), limiter(env, key)];
  for (const limit of limits) {
    const { success } = await limit.limit({ key }).catch((error: unknown) => {
      log("error", "limiter_failed", { site, error: errorText(error) });
      throw new AppError("unavailable", { retryAfterMs: 5_000 });
    });
    if (!success) throw new AppError("too_many", { retryAfterMs: RETRY_MS });
  }
}
