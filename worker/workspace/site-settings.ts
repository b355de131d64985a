import type { SiteId } from "../../protocol/model.ts";
import { NO_SITE_SETTINGS, type SiteSettings } from "../../protocol/settings.ts";
import type { MeteredStorage } from "../storage/metered.ts";
import { configuredSites } from "./configured-sites.ts";
import { type Settings, toSite, withDefaults } from "./settings.ts";

/** From the bindings: what the operator says. */
export type Configuration = { sites: string | undefined; name: string | undefined };
export type StoredSite = { version: number; settings: SiteSettings };
/** What the snapshot's version was given for. `settings` is how the first version of this object kept it. */
type Stamp = { configured: string; version?: number; settings?: { version: number } };

/** Configuration and what owners have set, as one value with one version. */
export class SiteSettingsStore {
  readonly #storage: MeteredStorage;
  readonly #configuration: Configuration;
  #composed: Settings | null = null;

  constructor(storage: MeteredStorage, configuration: Configuration) {
    this.#storage = storage;
    this.#configuration = configuration;
  }

  /** Throws when the SITES binding is broken. */
  settings(): Settings {
    if (this.#composed) return this.#composed;
    const { sites, name } = this.#configuration;
    const settings: Settings = {
      v: 2,
      version: this.#version(),
      workspace: { id: "main", name: name ?? "Deskbell", locale: "en" },
      sites: configuredSites(sites).map(({ id, origins }) => toSite(id, origins, this.stored(id).settings)),
    };
    this.#composed = settings;
    return settings;
  }

  stored(site: SiteId): StoredSite {
    const query = "SELECT version, value FROM site_settings WHERE site = ?";
    const [row] = this.#storage.exec<{ version: number; value: string }>("read", query, site);
    if (!row) return { version: 0, settings: NO_SITE_SETTINGS };
    // Checked when it was saved.
    return { version: row.version, settings: withDefaults(JSON.parse(row.value) as Partial<SiteSettings>) };
  }

  /** Compare and set: null, and nothing stored, if somebody else has saved since `version`. */
  save(site: SiteId, version: number, settings: SiteSettings): StoredSite | null {
    if (this.stored(site).version !== version) return null;
    this.#storage.transaction(() => {
      this.#storage.exec(
        "settings",
        `INSERT INTO site_settings (site, version, value) VALUES (?, ?, ?)
          ON CONFLICT (site) DO UPDATE SET version = excluded.version, value = excluded.value`,
        site,
        version + 1,
        JSON.stringify(settings),
      );
      this.#stamp(this.#version() + 1);
    });
    this.#composed = null;
    return { version: version + 1, settings };
  }

  /** Rises with every change of either part; tickets store it. */
  #version(): number {
    const stamp = this.#storage.get<Stamp>("settings");
    if (stamp?.version !== undefined && stamp.configured === this.#configured()) return stamp.version;
    return this.#stamp((stamp?.version ?? stamp?.settings?.version ?? 0) + 1);
  }

  #stamp(version: number): number {
    this.#storage.put("settings", "settings", { configured: this.#configured(), version } satisfies Stamp);
    return version;
  }

  #configured(): string {
    const { sites, name } = this.#configuration;
    return JSON.stringify([sites ?? "", name ?? ""]);
  }
}
