import { readFile, stat } from "node:fs/promises";
import { join } from "node:path";
import { type KnowledgeBase, openKnowledgeBase } from "../worker/kb/knowledge-base.ts";
import { parseManifest } from "../worker/kb/manifest.ts";
import type { CompiledSite } from "../worker/kb/source/compile.ts";
import { byCodeUnit } from "../worker/kb/term-index.ts";
import { asksOtherLanguages } from "./first-reply.ts";
import { checkKnowledgeBase } from "./kb-check.ts";
import type { GoldenQuestion } from "./kb-golden.ts";
import { openInMemory } from "./kb-memory.ts";
import { type Outcome, outcomeOf } from "./kb-outcome.ts";
import { formatProblems } from "./kb-problems.ts";
import { siteToAsk } from "./site-to-ask.ts";

/** One state of a knowledge base that can be asked. */
export type KbVersion = {
  /** As the person named it. */
  name: string;
  /** The articles for a question; null when there are none. A text says why the site is unclear. Opened once. */
  open: (site: string | undefined, locale: string) => Promise<Opened | null | string>;
};
/** `others`: of the same site in its other languages. */
type Opened = { kb: KnowledgeBase; others: () => Promise<KnowledgeBase[]> };

/** A language that the site has: the wanted one, else its first. */
const localeOf = (available: readonly string[], wanted: string): string | undefined =>
  available.includes(wanted) ? wanted : available.toSorted(byCodeUnit)[0];

type Site = { id: string; locales: ReadonlyMap<string, () => Promise<KnowledgeBase> | KnowledgeBase> };

function version(name: string, sites: readonly Site[]): KbVersion {
  const opened = new Map<string, KnowledgeBase>();
  const base = async ({ id, locales }: Site, locale: string): Promise<KnowledgeBase | undefined> => {
    const key = `${id} ${locale}`;
    const kb = opened.get(key) ?? (await locales.get(locale)?.());
    if (kb !== undefined) opened.set(key, kb);
    return kb;
  };
  return {
    name,
    open: async (wanted, locale) => {
      if (wanted !== undefined && sites.every(({ id }) => id !== wanted)) return null;
      const site = siteToAsk(sites, wanted);
      if (typeof site === "string") return sites.length === 0 ? null : site;
      const chosen = localeOf([...site.locales.keys()], locale);
      const kb = chosen === undefined ? undefined : await base(site, chosen);
      if (kb === undefined) return null;
      const rest = [...site.locales.keys()].filter((one) => one !== chosen);
      const others = async () =>
        (await Promise.all(rest.map((one) => base(site, one)))).filter((one) => one !== undefined);
      return { kb, others };
    },
  };
}

/** What one version does with a question, or why the site is unclear; null: it has no articles for it. */
export async function askVersion(
  { question, site, locale }: Pick<GoldenQuestion, "question" | "site" | "locale">,
  of: KbVersion,
): Promise<{ kb: KnowledgeBase; outcome: Outcome } | null | string> {
  const found = await of.open(site, locale);
  if (found === null || typeof found === "string") return found;
  const { kb } = found;
  const others = asksOtherLanguages(question, kb) ? await found.others() : [];
  return { kb, outcome: outcomeOf(question, locale, kb, others) };
}

const isFile = async (path: string): Promise<boolean> => (await stat(path).catch(() => null))?.isFile() === true;

/** Built files by their manifest, as a server has them. */
async function builtVersion(name: string, folder: string): Promise<KbVersion> {
  const manifest = parseManifest(await readFile(join(folder, "manifest.json"), "utf8"));
  if (manifest === null) throw new Error(`${name}: manifest.json cannot be read`);
  const sites = Object.entries(manifest.sites).map(([id, { locales }]): Site => {
    const open = (file: string) => async () => openKnowledgeBase(await readFile(join(folder, file)));
    return { id, locales: new Map(Object.entries(locales).map(([locale, { file }]) => [locale, open(file)])) };
  });
  return version(name, sites);
}

/** Articles that have passed the check; each language is built when it is asked. */
export const versionOf = (name: string, sites: readonly CompiledSite[]): KbVersion =>
  version(
    name,
    sites.map((site) => ({
      id: site.id,
      locales: new Map([...site.locales.keys()].map((locale) => [locale, () => openInMemory(site, locale)])),
    })),
  );

/**
 * `path`: a folder of articles; a built one (that of `kb -- build`, or `site` in the data folder of a server); or one built file. Throws
 * with the mistakes of the articles, DamagedKnowledgeBase, and what the file system throws.
 */
export async function openVersion(path: string): Promise<KbVersion> {
  if (path.endsWith(".bin")) {
    const kb = openKnowledgeBase(await readFile(path));
    return version(path, [{ id: kb.site, locales: new Map([[kb.locale, () => kb]]) }]);
  }
  for (const folder of [path, join(path, "kb")])
    if (await isFile(join(folder, "manifest.json"))) return builtVersion(path, folder);
  const { sites, problems } = await checkKnowledgeBase(path);
  const errors = problems.filter(({ level }) => level === "error");
  if (errors.length > 0) throw new Error(formatProblems(errors));
  return versionOf(path, sites);
}
