import type { SiteId } from "../../protocol/model.ts";
import { AppError } from "../app-error.ts";
import type { Env } from "../env.ts";
import { limiter } from "../objects.ts";
import { counted } from "./counted.ts";
import { surroundingsOf, uploadsKey } from "./network.ts";

/**
 * Before a visitor's bytes are taken in: a conversation bounds its own files, and nobody is bounded in conversations for long. One call
 * of an object, no row. Throws too_many with the time after which the network may give so many; and unavailable when nobody can count.
 */
export async function requireBytes(env: Env, request: Request, site: SiteId, bytes: number): Promise<void> {
  const key = uploadsKey(site, request.headers, surroundingsOf(env));
  const { success, retryAfterMs } = await counted(site, limiter(env, key).upload({ key, bytes }));
  if (!success) throw new AppError("too_many", { retryAfterMs });
}
