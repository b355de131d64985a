import { mkdir, readdir, readFile, rename, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { HELP_SITE, LOCALES } from "../protocol/model.ts";
import { openKnowledgeBase } from "../worker/kb/knowledge-base.ts";
import {
  type Manifest,
  type ManifestLocale,
  type ManifestSite,
  MEDIA_FILE,
  parseManifest,
} from "../worker/kb/manifest.ts";
import type { Progress } from "../worker/kb/source/build-file.ts";
import { ANSWER_PRECISION } from "../worker/kb/source/fields.ts";
import type { Problem } from "../worker/kb/source/problem.ts";
import { byCodeUnit } from "../worker/kb/term-index.ts";
import { cachedLocale } from "./kb-cache.ts";
import { type CheckedSite, checkWithHelp, HELP_FOLDER } from "./kb-check.ts";
import type { SiteExpected } from "./kb-expected.ts";
import { buildLocale, sha256 } from "./kb-locale.ts";

/** Files below the folder that a manifest names. */
function filesOf(manifest: Manifest | null): Set<string> {
  const sites = Object.values(manifest?.sites ?? {});
  return new Set(
    sites.flatMap((site) => [
      ...Object.values(site.locales).map((locale) => locale.file),
      ...site.media.map((name) => `media/${name}`),
    ]),
  );
}

async function previousFiles(folder: string): Promise<Set<string>> {
  return filesOf(parseManifest(await readFile(join(folder, "manifest.json"), "utf8").catch(() => "")));
}

/** Whole or not at all, also when the machine stops in between. */
async function writeAtomic(path: string, data: Uint8Array | string): Promise<void> {
  const draft = `${path}.${process.pid}.tmp`;
  await writeFile(draft, data);
  await rename(draft, path);
}

/** The name is the content, so it is there already, unless the disk has damaged it. */
async function writeOnce(path: string, bytes: Uint8Array): Promise<void> {
  const present = await readFile(path).catch(() => null);
  if (present?.equals(bytes) !== true) await writeAtomic(path, bytes);
}

type BuiltSite = { site: ManifestSite; expected: Omit<SiteExpected, "isNew">[] };

type Ways = { progress?: Progress; cache?: string };

async function buildSite(site: CheckedSite, folder: string, { progress, cache }: Ways): Promise<BuiltSite> {
  const locales: [string, ManifestLocale][] = [];
  const expected: BuiltSite["expected"] = [];
  // A site without articles has files too: its search finds nothing, and the bot hands over, instead of being out of order.
  const names = site.locales.size === 0 ? [...LOCALES] : [...site.locales.keys()].sort(byCodeUnit);
  for (const locale of names) {
    const articles = site.locales.get(locale)?.length ?? 0;
    const built = cache ? cachedLocale(cache, site, locale, progress) : buildLocale(site, locale, progress);
    const { version, bytes, expected: measured } = await built;
    // What a server could not open must not be published: this throws, and the build fails.
    openKnowledgeBase(bytes);
    const file = `${site.id}.${locale}.${version}.bin`;
    await writeOnce(join(folder, file), bytes);
    locales.push([locale, { file, version, articles }]);
    expected.push({ site: site.id, locale, file, articles, expected: measured });
  }
  for (const [name, path] of site.media) {
    const bytes = await readFile(join(site.folder, path));
    if (!name.startsWith(sha256(bytes).slice(0, 16))) throw new Error(`${path} changed during the build. Build again.`);
    await writeOnce(join(folder, "media", name), bytes);
  }
  const media = [...site.media.keys()].sort(byCodeUnit);
  const { name, popular, categories } = site;
  const unfilled = [...site.locales.values()].flat().filter((article) => article.isUnfilled).length;
  return { site: { name, popular, categories, locales: Object.fromEntries(locales), media, unfilled }, expected };
}

/** A folder without sites still serves one, so that the widget's default site exists. */
const NO_SITE: CheckedSite = {
  id: "default",
  name: { en: "Help", ru: "Помощь" },
  popular: [],
  categories: [],
  locales: new Map(),
  answerPrecision: ANSWER_PRECISION,
  media: new Map(),
  folder: "",
};

/**
 * Builds `<out>/kb/`: one file per site and locale, images in `media/`, then `manifest.json` (v 1), then removes files that neither this
 * manifest nor the one before names: a running server reads the old ones until it has read the manifest again. `help`: folder of
 * Deskbell's own help, added to the sites of `from`; null leaves it out. `progress` is told how far it is. With errors nothing is
 * written and `manifest` is null. Faults of the disk under `out` are thrown. `expected` tells of every file how
 * its bot will do. `cache`: folder where files that were built before are found again, see kb-cache.ts; none without.
 */
export async function buildKnowledgeBase(
  options: { from: string; out: string; help?: string | null } & Ways,
): Promise<{ ok: boolean; problems: Problem[]; manifest: Manifest | null; expected: SiteExpected[] }> {
  const { sites, problems } = await checkWithHelp(
    options.from,
    options.help === undefined ? HELP_FOLDER : options.help,
  );
  if (problems.some((problem) => problem.level === "error"))
    return { ok: false, problems, manifest: null, expected: [] };

  const folder = join(options.out, "kb");
  await mkdir(join(folder, "media"), { recursive: true });
  const before = await previousFiles(folder);
  const entries: [string, ManifestSite][] = [];
  const expected: SiteExpected[] = [];
  const served = sites.every(({ id }) => id === HELP_SITE) ? [NO_SITE, ...sites] : sites;
  for (const one of served) {
    const built = await buildSite(one, folder, options);
    entries.push([one.id, built.site]);
    expected.push(...built.expected.map((found) => ({ ...found, isNew: !before.has(found.file) })));
  }
  const manifest: Manifest = { v: 1, sites: Object.fromEntries(entries) };
  await writeAtomic(join(folder, "manifest.json"), `${JSON.stringify(manifest, null, 2)}\n`);

  const kept = new Set([...filesOf(manifest), ...before]);
  const built = [
    ...(await readdir(folder)).filter((file) => file.endsWith(".bin")),
    ...(await readdir(join(folder, "media"))).filter((file) => MEDIA_FILE.test(file)).map((file) => `media/${file}`),
  ];
  for (const file of built) if (!kept.has(file)) await rm(join(folder, file));
  return { ok: true, problems, manifest, expected };
}
