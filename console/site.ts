import { computed, signal } from "@preact/signals";
import type { SettingsResponse } from "../protocol/api.ts";
import { api } from "./api.ts";
import { settings } from "./storage.ts";

const KEY = "deskbell.site";
/** The workspace's first site, whatever it is called. */
const FIRST = "default";

/** Which site's settings, knowledge and first day are looked at, as requests name it. */
export const chosenSite = signal(settings.getItem(KEY) ?? FIRST);
/** All sites of the workspace, once they are known. */
export const sites = signal<string[]>([]);
const firstName = signal<string | null>(null);
/** Its own name, for addresses that people see. */
export const siteName = computed(() => (chosenSite.value === FIRST ? (firstName.value ?? FIRST) : chosenSite.value));

export function chooseSite(site: string): void {
  settings.setItem(KEY, site);
  chosenSite.value = site;
}

export function learnSites(asked: string, { sites: all, site }: Pick<SettingsResponse, "sites" | "site">): void {
  sites.value = all;
  if (asked === FIRST) firstName.value = site;
}

/** At sign-in. A remembered site that is gone gives way to the first one. */
export async function loadSites(): Promise<void> {
  const asked = chosenSite.peek();
  const answer = await api.settings(asked);
  if (answer.kind === "ok") learnSites(asked, answer.value);
  else if (answer.code === "not_found" && asked !== FIRST) {
    chooseSite(FIRST);
    await loadSites();
  }
}
