import type { Locale, SiteId } from "../../protocol/model.ts";

export type Site = { id: SiteId; origins: string[] };

/**
 * One versioned value that a turn may depend on. Fetched before the turn and passed in: a turn never waits for the Workspace.
 * A ticket stores the version that was in force.
 */
export type Settings = {
  v: 1;
  version: number;
  workspace: { id: string; name: string; locale: Locale };
  /** The first one answers to `default`. */
  sites: Site[];
};

/** With no snapshot at all (Workspace never reached): nothing may embed, but what runs goes on. */
export const NO_SETTINGS: Settings = {
  v: 1,
  version: 0,
  workspace: { id: "main", name: "Deskbell", locale: "en" },
  sites: [],
};

export function findSite(settings: Settings, name: string): Site | null {
  if (name === "default") return settings.sites[0] ?? null;
  return settings.sites.find((s) => s.id === name) ?? null;
}
