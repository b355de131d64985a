/** `kb/manifest.json`: which built file serves which site and locale. Small, and read again every few seconds; the files never change. */
export type ManifestLocale = {
  /** Name within the folder of the manifest. */
  file: string;
  version: string;
  articles: number;
};
export type ManifestSite = {
  name: { en: string; ru: string };
  /** Article ids for the home list. */
  popular: string[];
  locales: Record<string, ManifestLocale>;
};
export type Manifest = { v: 1; sites: Record<string, ManifestSite> };

const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === "object" && value !== null && !Array.isArray(value);
/** Without a prototype: a site may be called "constructor", and an unknown one must not find what objects inherit. */
const table = <T>(entries: Iterable<readonly [string, T]>): Record<string, T> =>
  Object.assign(Object.create(null), Object.fromEntries(entries)) as Record<string, T>;

function locale(value: unknown): ManifestLocale | null {
  if (!isRecord(value)) return null;
  const { file, version, articles } = value;
  if (typeof file !== "string" || !/^[a-z0-9-]+\.[a-zA-Z0-9-]+\.[0-9a-f]{16}\.bin$/.test(file)) return null;
  return typeof version === "string" && typeof articles === "number" ? { file, version, articles } : null;
}

function site(value: unknown): ManifestSite | null {
  if (!isRecord(value) || !isRecord(value.name) || !isRecord(value.locales) || !Array.isArray(value.popular))
    return null;
  const { en, ru } = value.name;
  if (typeof en !== "string" || typeof ru !== "string") return null;
  const locales: [string, ManifestLocale][] = [];
  for (const [name, entry] of Object.entries(value.locales)) {
    const parsed = locale(entry);
    if (parsed === null) return null;
    locales.push([name, parsed]);
  }
  return { name: { en, ru }, popular: value.popular.map(String), locales: table(locales) };
}

/** null when the text is not a manifest of this version. */
export function parseManifest(text: string): Manifest | null {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    return null;
  }
  if (!isRecord(value) || value.v !== 1 || !isRecord(value.sites)) return null;
  const sites: [string, ManifestSite][] = [];
  for (const [name, entry] of Object.entries(value.sites)) {
    const parsed = site(entry);
    if (parsed === null) return null;
    sites.push([name, parsed]);
  }
  return { v: 1, sites: table(sites) };
}
