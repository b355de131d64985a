import type { ManifestSite } from "../manifest.ts";
import { byCodeUnit } from "../term-index.ts";
import { ARTICLE_MAX_BYTES, readArticle, type SourceArticle } from "./article-file.ts";
import { checkArticles } from "./checks.ts";
import { type SiteFile, siteFile } from "./fields.ts";
import { type Problem, reporter } from "./problem.ts";
import { readYaml } from "./yaml-record.ts";

/** `path` within the knowledge base's folder, with "/"; `text` null when the bytes are not UTF-8. */
export type SourceFile = { path: string; bytes: number; text: string | null };

export type CompiledSite = {
  id: string;
  name: ManifestSite["name"];
  popular: string[];
  /** By locale; each list in the order of ids. */
  locales: Map<string, SourceArticle[]>;
};

const SITE = /^[a-z0-9-]{1,40}$/;
const LOCALE = /^[a-z]{2,3}(-[a-zA-Z0-9]{2,8})?$/;
const SLUG = /^[a-z0-9-]{1,100}$/;
const DEFAULT_NAME = { en: "Help", ru: "Помощь" };

type Placed = { file: SourceFile; site: string; locale: string; category: string; slug: string };

/** Where the file stands, null if it is none of ours; a misplaced article is an error, other files are let be. */
function place(file: SourceFile, label: string, problems: Problem[]): Placed | "site" | null {
  const parts = file.path.split("/");
  if (parts.length === 1 || parts.some((part) => part.startsWith("."))) return null;
  const [site = "", locale = "", category = "", name = ""] = parts;
  if (parts.length === 2 && locale === "site.yaml" && SITE.test(site)) return "site";
  const report = reporter(label, problems);
  if (!name.endsWith(".md") || parts.length !== 4) {
    const last = parts.at(-1) ?? "";
    if (/\.(md|markdown|ya?ml)$/i.test(last))
      report("error", "file", null, "expected at <site>/<locale>/<category>/<slug>.md, or <site>/site.yaml");
    else report("warning", "file", null, "is not read: neither Markdown nor site.yaml");
    return null;
  }
  const slug = name.slice(0, -".md".length);
  if (!SITE.test(site)) report("error", "file", null, `folder of the site: a-z, 0-9 and - expected, got ${site}`);
  else if (!LOCALE.test(locale))
    report("error", "file", null, `folder of the language: en, ru … expected, got ${locale}`);
  else if (!SLUG.test(category)) report("error", "file", null, `category: a-z, 0-9 and - expected, got ${category}`);
  else if (!SLUG.test(slug)) report("error", "file", null, `file name: a-z, 0-9 and - expected, got ${slug}`);
  else return { file, site, locale, category, slug };
  return null;
}

/** The text with line ends of one kind, or null after the report. */
function readable(file: SourceFile, label: string, problems: Problem[]): string | null {
  const report = reporter(label, problems);
  if (file.bytes > ARTICLE_MAX_BYTES) {
    report("error", "file", null, `is over ${ARTICLE_MAX_BYTES / 1024} kB; split it into several articles`);
    return null;
  }
  if (file.text === null) report("error", "file", null, "is not UTF-8 text");
  return file.text?.replaceAll(/\r\n?/g, "\n") ?? null;
}

/**
 * All source files → sites with their articles, and everything that is wrong with them. Pure: reads no disk. `root` stands before the
 * paths in the problems. The articles serve only if no problem is an error.
 */
export function compile(files: readonly SourceFile[], root: string): { sites: CompiledSite[]; problems: Problem[] } {
  const problems: Problem[] = [];
  const label = (path: string): string => `${root}/${path}`;
  const placed: Placed[] = [];
  const sites = new Map<
    string,
    CompiledSite & { file: SiteFile | null; lineOf: (path: PropertyKey[]) => number | null }
  >();
  const siteOf = (id: string) => {
    const known = sites.get(id);
    if (known !== undefined) return known;
    const site = { id, name: DEFAULT_NAME, popular: [], locales: new Map(), file: null, lineOf: () => null };
    sites.set(id, site);
    return site;
  };

  for (const file of files.toSorted((a, b) => byCodeUnit(a.path, b.path))) {
    const found = place(file, label(file.path), problems);
    if (found === null) continue;
    if (found !== "site") {
      placed.push(found);
      continue;
    }
    const site = siteOf(file.path.split("/")[0] ?? "");
    const text = readable(file, label(file.path), problems);
    const yaml = text === null ? null : readYaml(text, 1, siteFile, reporter(label(file.path), problems));
    if (yaml === null) continue;
    const { name, popular } = yaml.value;
    const both = typeof name === "string" ? { en: name, ru: name } : (name ?? DEFAULT_NAME);
    Object.assign(site, { file: yaml.value, name: both, popular, lineOf: yaml.lineOf });
  }

  for (const { file, ...where } of placed) {
    const site = siteOf(where.site);
    const text = readable(file, label(file.path), problems);
    const article =
      text === null ? null : readArticle(text, where, site.file?.hosts ?? [], reporter(label(file.path), problems));
    if (article === null) continue;
    const list = site.locales.get(where.locale) ?? [];
    list.push(article);
    site.locales.set(where.locale, list);
  }

  for (const site of sites.values()) {
    for (const list of site.locales.values()) list.sort((a, b) => byCodeUnit(a.stored.id, b.stored.id));
    checkArticles(site, root, problems);
    const ids = new Set([...site.locales.values()].flat().map((article) => article.stored.id));
    site.popular.forEach((id, i) => {
      if (!ids.has(id))
        reporter(`${root}/${site.id}/site.yaml`, problems)(
          "error",
          "field",
          site.lineOf(["popular", i]),
          `popular[${i}]: there is no article ${id}`,
        );
    });
  }
  const compiled = [...sites.values()].map(({ id, name, popular, locales }) => ({ id, name, popular, locales }));
  return { sites: compiled.toSorted((a, b) => byCodeUnit(a.id, b.id)), problems };
}
