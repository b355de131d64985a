import type { Locale, SiteId } from "../../protocol/model.ts";
import { NO_SITE_SETTINGS, type SiteSettings } from "../../protocol/settings.ts";

/** A site as turns and public answers see it: what its owner has set, and what the server's configuration says. */
export type Site = Omit<SiteSettings, "origins"> & {
  id: SiteId;
  /** All that may embed the widget: configured and set ones. */
  origins: string[];
  /** Those of the SITES binding, which the console cannot take away. */
  configuredOrigins: string[];
};

/**
 * One versioned value that a turn may depend on. Fetched before the turn and passed in: a turn never waits for the Workspace.
 * A ticket stores the version that was in force.
 */
export type Settings = {
  v: 2;
  version: number;
  workspace: { id: string; name: string; locale: Locale };
  /** The first one answers to `default`. */
  sites: Site[];
};

/** With no snapshot at all (Workspace never reached): nothing may embed, but what runs goes on. */
export const NO_SETTINGS: Settings = {
  v: 2,
  version: 0,
  workspace: { id: "main", name: "Deskbell", locale: "en" },
  sites: [],
};

/** What an older release has saved lacks the fields of later ones. */
export function withDefaults<S extends Partial<SiteSettings>>(saved: S): SiteSettings & S {
  return { ...NO_SITE_SETTINGS, ...saved };
}

export function toSite(id: SiteId, configuredOrigins: string[], set: Partial<SiteSettings> = {}): Site {
  const site = withDefaults(set);
  return { ...site, id, configuredOrigins, origins: [...new Set([...configuredOrigins, ...site.origins])] };
}

export function findSite(settings: Settings, name: string): Site | null {
  if (name === "default") return settings.sites[0] ?? null;
  return settings.sites.find((s) => s.id === name) ?? null;
}
