import type { Person, SiteId } from "../../protocol/model.ts";
import { AppError } from "../app-error.ts";
import type { Env } from "../env.ts";
import { limiter } from "../objects.ts";
import { counted } from "./counted.ts";
import { beginningsKey, surroundingsOf } from "./network.ts";

/** A bucket fills by one in two seconds. */
const RETRY_MS = 10_000;

/** Before a conversation begins. Throws too_many; and unavailable when nobody can count. */
export async function requireBeginning(env: Env, request: Request, site: SiteId): Promise<void> {
  await requirePlace(env, site, beginningsKey(site, request.headers, surroundingsOf(env)));
}

/** Before a signed person's conversations are asked, each of which may wake an object. Counted and thrown as a beginning is. */
export async function requireAsking(env: Env, site: SiteId, person: Person): Promise<void> {
  await requirePlace(env, site, `person:${site} ${person.id}`);
}

async function requirePlace(env: Env, site: SiteId, key: string): Promise<void> {
  const limits = [...(env.RATE_LIMIT ? [env.RATE_LIMIT] : []), limiter(env, key)];
  for (const limit of limits) {
    const { success } = await counted(site, limit.limit({ key }));
    if (!success) throw new AppError("too_many", { retryAfterMs: RETRY_MS });
  }
}
