import { api, type Trouble } from "./api.ts";

/** Adds one origin to a site's list, whoever else saves at the same time. Null when it is there. */
export async function allowOrigin(site: string, origin: string): Promise<Trouble | null> {
  for (let tries = 0; tries < 3; tries++) {
    const answer = await api.settings(site);
    if (answer.kind === "refused") return answer.code;
    const { settings, version } = answer.value;
    if (settings.origins.includes(origin)) return null;
    const saved = await api.saveSettings(site, {
      version,
      settings: { ...settings, origins: [...settings.origins, origin] },
    });
    if (saved.kind === "ok") return null;
    if (saved.code !== "conflict") return saved.code;
  }
  return "conflict";
}
