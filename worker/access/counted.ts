import type { SiteId } from "../../protocol/model.ts";
import { AppError } from "../app-error.ts";
import { errorText, log } from "../log.ts";

/**
 * What a limiter says. Throws unavailable when nobody can count: what runs goes on without this, what is new waits, or an outage of the
 * limit would be an open door.
 */
export function counted<T>(site: SiteId, said: Promise<T>): Promise<T> {
  return said.catch((error: unknown) => {
    log("error", "limiter_failed", { site, error: errorText(error) });
    throw new AppError("unavailable", { retryAfterMs: 5_000 });
  });
}
