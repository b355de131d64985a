import { origin as originSchema } from "../../protocol/settings.ts";
import type { Env } from "../env.ts";
import { errorText, log } from "../log.ts";
import { workspace } from "../objects.ts";
import { SEEN_AGAIN_MS } from "./seen-pages.ts";
import type { Site } from "./settings.ts";

/** DNS allows 253 characters; with scheme and port. */
const ORIGIN_MAX = 280;
/** Origins that nobody listed and that this isolate reports in one hour: beyond a handful they are made up. */
const UNLISTED_MAX = 40;

/** What this isolate has reported lately: the Workspace must not hear of every page view. */
const listed = new Map<string, number>();
let unlisted = { from: Number.NEGATIVE_INFINITY, keys: new Set<string>() };

/**
 * Tells the Workspace that a page of this origin shows the site's widget, at most once an hour from each isolate. Not awaited: it neither
 * delays nor fails the answer.
 */
export function reportPage(
  env: Env,
  context: { waitUntil(work: Promise<unknown>): void },
  site: Site,
  origin: string,
  now: number,
): void {
  if (origin.length > ORIGIN_MAX || !originSchema.safeParse(origin).success) return;
  if (!isNew(site, origin, now)) return;
  const told = Promise.resolve(workspace(env).pageSeen(site.id, origin)).catch((error: unknown) =>
    log("error", "page_not_noted", { site: site.id, error: errorText(error) }),
  );
  context.waitUntil(told);
}

function isNew(site: Site, origin: string, now: number): boolean {
  const key = `${site.id} ${origin}`;
  if (site.origins.includes(origin)) {
    // As many as owners have listed: bounded.
    if (now - (listed.get(key) ?? Number.NEGATIVE_INFINITY) < SEEN_AGAIN_MS) return false;
    listed.set(key, now);
    return true;
  }
  if (now - unlisted.from >= SEEN_AGAIN_MS) unlisted = { from: now, keys: new Set() };
  if (unlisted.keys.has(key) || unlisted.keys.size >= UNLISTED_MAX) return false;
  unlisted.keys.add(key);
  return true;
}
