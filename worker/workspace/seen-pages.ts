import type { FirstDay } from "../../protocol/api.ts";
import type { MeteredStorage } from "../storage/metered.ts";
import type { Site } from "./settings.ts";

/** Of each kind. An owner looks for a handful of own pages; foreign ones can be made up without end. */
export const SEEN_MAX = 20;
/** A page is written down again after this time: that it was seen matters, not how often. */
export const SEEN_AGAIN_MS = 3_600_000;

/**
 * Origins of the pages that have shown a site's widget. Anybody may name one, so the rows written are bounded by what is stored: a listed
 * origin once an hour, and at most SEEN_MAX unlisted ones an hour, however many are made up.
 */
export class SeenPages {
  readonly #storage: MeteredStorage;

  constructor(storage: MeteredStorage) {
    this.#storage = storage;
  }

  note(site: Site, origin: string, now: number): void {
    const seen = this.#all(site);
    const recent = seen.filter(({ at }) => at > now - SEEN_AGAIN_MS);
    if (recent.some((page) => page.origin === origin)) return;
    const listed = site.origins.includes(origin);
    if (!listed && recent.filter((page) => !page.listed).length >= SEEN_MAX) return;
    this.#storage.transaction(() => {
      this.#storage.exec(
        "pages",
        `INSERT INTO seen_pages (site, origin, seen_at) VALUES (?, ?, ?)
          ON CONFLICT (site, origin) DO UPDATE SET seen_at = excluded.seen_at`,
        site.id,
        origin,
        now,
      );
      const others = seen.filter((page) => page.listed === listed && page.origin !== origin);
      for (const page of others.slice(SEEN_MAX - 1)) {
        this.#storage.exec("pages", "DELETE FROM seen_pages WHERE site = ? AND origin = ?", site.id, page.origin);
      }
    });
  }

  /** Newest first. */
  list(site: Site): FirstDay["seen"] {
    const seen = this.#all(site);
    const kept = (listed: boolean) => seen.filter((page) => page.listed === listed).slice(0, SEEN_MAX);
    return [...kept(true), ...kept(false)].sort((a, b) => b.at - a.at);
  }

  /** Whether a page is listed is asked of the settings each time: the owner may have added it since. */
  #all(site: Site): FirstDay["seen"] {
    const query = "SELECT origin, seen_at FROM seen_pages WHERE site = ? ORDER BY seen_at DESC, origin";
    return this.#storage
      .exec<{ origin: string; seen_at: number }>("read", query, site.id)
      .map(({ origin, seen_at }) => ({ origin, listed: site.origins.includes(origin), at: seen_at }));
  }
}
