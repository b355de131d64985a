/** `kb/manifest.json`: which built file serves which site and locale. Small, and read again every few seconds; the files never change. */
export type ManifestLocale = {
  /** Name within the folder of the manifest. */
  file: string;
  version: string;
  articles: number;
};
/** A category that holds articles. `names` has every locale of the site and every interface language. */
export type ManifestCategory = { id: string; names: Record<string, string> };
export type ManifestSite = {
  name: { en: string; ru: string };
  /** Article ids for the home list. */
  popular: string[];
  /** In the order in which they are shown. */
  categories: ManifestCategory[];
  locales: Record<string, ManifestLocale>;
  /** Images of the articles: names within `media/` beside the manifest. */
  media: string[];
  /** Articles in which [something] is still to be filled in. */
  unfilled: number;
};
export type Manifest = { v: 1; sites: Record<string, ManifestSite> };

/** Content hash and type of an image that articles show. */
export const MEDIA_FILE = /^[0-9a-f]{16}\.(?:png|jpg|webp|gif|avif)$/;

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

function category(value: unknown): ManifestCategory | null {
  if (!isRecord(value) || typeof value.id !== "string" || !isRecord(value.names)) return null;
  return {
    id: value.id,
    names: table(Object.entries(value.names).map(([locale, name]) => [locale, String(name)] as const)),
  };
}

/** Every part, or null. A manifest of the first version has none of these lists. */
function all<T>(value: unknown, read: (part: unknown) => T | null): T[] | null {
  const parts = (Array.isArray(value) ? value : value === undefined ? [] : [null]).map(read);
  return parts.some((part) => part === null) ? null : parts.filter((part) => part !== null);
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
  const categories = all(value.categories, category);
  const media = all(value.media, (name) => (typeof name === "string" && MEDIA_FILE.test(name) ? name : null));
  if (categories === null || media === null) return null;
  const unfilled = typeof value.unfilled === "number" ? value.unfilled : 0;
  return { name: { en, ru }, popular: value.popular.map(String), categories, locales: table(locales), media, unfilled };
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
