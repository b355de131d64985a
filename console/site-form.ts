import type { SettingsResponse } from "../protocol/api.ts";
import type { SiteSettings, Way } from "../protocol/settings.ts";

/** What is typed into a site's settings, and what it was made of. */
export type SiteForm = {
  site: string;
  /** Version of the settings that `saved` is; sent back with the update. */
  version: number;
  saved: SiteSettings;
  typed: SiteSettings;
};

export const WAYS_MAX = 6;
export const NEW_WAY: Way = { kind: "phone", value: "", label: { en: "", ru: "" }, hours: { en: "", ru: "" } };

export function formOf({ site, version, settings }: SettingsResponse): SiteForm {
  return { site, version, saved: settings, typed: settings };
}

export function isDirty({ saved, typed }: SiteForm): boolean {
  return JSON.stringify(saved) !== JSON.stringify(typed);
}

/** Somebody else saved meanwhile: theirs is what is saved now; what was typed stays typed. */
export function rebased(form: SiteForm, { version, settings }: SettingsResponse): SiteForm {
  return { ...form, version, saved: settings };
}

/**
 * The origin in whatever somebody pasted: a whole address, or a bare domain. null: there is none in it. Origins are compared as
 * strings, so it is written as browsers send it.
 */
export function originOf(text: string): string | null {
  const typed = text.trim();
  const address = /^https?:\/\//i.test(typed) ? typed : `https://${typed}`;
  if (typed === "" || /\s/.test(typed) || !URL.canParse(address)) return null;
  const { origin, hostname, protocol } = new URL(address);
  const plausible = hostname.includes(".") || hostname === "localhost" || hostname.startsWith("[");
  // A row for each subdomain: an asterisk would be taken literally.
  return plausible && /^[a-z0-9.[\]:-]+$/.test(hostname) && (protocol === "https:" || protocol === "http:")
    ? origin
    : null;
}

export function moved<T>(list: readonly T[], from: number, to: number): T[] {
  const item = list[from];
  if (item === undefined || to < 0 || to >= list.length) return [...list];
  const rest = list.filter((_, i) => i !== from);
  return [...rest.slice(0, to), item, ...rest.slice(to)];
}

/** Where in the form the server found a fault (`settings.hours.week.0.1.from`), as the path of the field that shows it. */
export function faultyField(field: string | undefined): string | null {
  const path = field?.replace(/^settings\./, "") ?? "";
  const day = /^hours\.week\.(\d)/.exec(path);
  if (day) return `hours.week.${day[1]}`;
  // The fields themselves; anything else is said above the form.
  return (
    /^(origins|greeting\.\w+|consent\.\w+|hours\.(timeZone|zoneLabel\.\w+|holidays)|ways\.\d+\.(value|label\.\w+|hours\.\w+))/.exec(
      path,
    )?.[0] ?? null
  );
}
