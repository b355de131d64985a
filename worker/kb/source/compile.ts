import type { ManifestCategory, ManifestSite } from "../manifest.ts";
import { byCodeUnit } from "../term-index.ts";
import { ARTICLE_MAX_BYTES, readArticle, type SourceArticle } from "./article-file.ts";
import { siteCategories } from "./categories.ts";
import { checkArticles, checkLocales, checkPopular } from "./checks.ts";
import { checkDiagnoses } from "./diagnosis-across.ts";
import { ANSWER_PRECISION, type SiteFile, siteFile } from "./fields.ts";
import type { SourceImage } from "./images.ts";
import { isSiteFolder, type Place, placeOf } from "./place.ts";
import { type Problem, reporter } from "./problem.ts";
import { checkSize } from "./size.ts";
import { readYaml } from "./yaml-record.ts";

/** `path` within the knowledge base's folder, with "/"; `text` null when the bytes are not UTF-8. `image`: of files in images/. */
export type SourceFile = { path: string; bytes: number; text: string | null; image?: SourceImage };

export type CompiledSite = {
  id: string;
  name: ManifestSite["name"];
  popular: string[];
  categories: ManifestCategory[];
  /** By locale; each list in the order of ids. */
  locales: Map<string, SourceArticle[]>;
  /** Share of the bot's answers that must be right, 0.8 to 0.99. */
  answerPrecision: number;
  /** Images that articles show: built name → path within the knowledge base's folder. */
  media: Map<string, string>;
};

const DEFAULT_NAME = { en: "Help", ru: "Помощь" };

/** A site while it is read. */
type Site = Pick<CompiledSite, "id" | "name" | "popular" | "locales"> & {
  file: SiteFile | null;
  lineOf: (path: PropertyKey[]) => number | null;
  /** By path within the site's folder. */
  images: Map<string, SourceImage>;
};
const newSite = (id: string): Site => ({
  id,
  name: DEFAULT_NAME,
  popular: [],
  locales: new Map(),
  file: null,
  lineOf: () => null,
  images: new Map(),
});

/** The text with line ends of one kind, or null after the report. */
function readable(file: SourceFile, label: string, problems: Problem[]): string | null {
  const report = reporter(label, problems);
  if (file.bytes > ARTICLE_MAX_BYTES) {
    report("error", "file", 1, `is over ${ARTICLE_MAX_BYTES / 1024} kB; split it into several articles`);
    return null;
  }
  if (file.text === null) report("error", "file", null, "is not UTF-8 text");
  return file.text?.replaceAll(/\r\n?/g, "\n") ?? null;
}

function mediaOf(site: Site): Map<string, string> {
  const shown = new Set([...site.locales.values()].flat().flatMap((article) => [...article.images]));
  const media = new Map<string, string>();
  for (const [path, image] of site.images) {
    if ("file" in image && shown.has(image.file)) media.set(image.file, `${site.id}/${path}`);
  }
  return media;
}

/**
 * All source files → sites with their articles, and everything that is wrong with them. Pure: reads no disk. `root` stands before the
 * paths in the problems; `empty` names folders without files, which are sites without articles. The articles serve only if no problem
 * is an error.
 */
export function compile(
  files: readonly SourceFile[],
  root: string,
  empty: readonly string[] = [],
): { sites: CompiledSite[]; problems: Problem[] } {
  const problems: Problem[] = [];
  const label = (path: string): string => `${root}/${path}`;
  const sites = new Map<string, Site>();
  const siteOf = (id: string): Site => {
    const site = sites.get(id) ?? newSite(id);
    sites.set(id, site);
    return site;
  };
  for (const id of empty) if (isSiteFolder(id)) siteOf(id);

  const articles: { file: SourceFile; place: Extract<Place, { kind: "article" }> }[] = [];
  for (const file of files.toSorted((a, b) => byCodeUnit(a.path, b.path))) {
    const report = reporter(label(file.path), problems);
    const place = placeOf(file.path, report);
    if (place === null) continue;
    if (place.kind === "article") articles.push({ file, place });
    else if (place.kind === "image")
      siteOf(place.site).images.set(place.path, file.image ?? { fault: "cannot be read" });
    else {
      const site = siteOf(place.site);
      const text = readable(file, label(file.path), problems);
      const yaml = text === null ? null : readYaml(text, 1, siteFile, report);
      if (yaml === null) continue;
      const { name, popular } = yaml.value;
      const both = typeof name === "string" ? { en: name, ru: name } : (name ?? DEFAULT_NAME);
      Object.assign(site, { file: yaml.value, name: both, popular, lineOf: yaml.lineOf });
    }
  }

  // Only now are all images and hosts of their sites known.
  for (const { file, place } of articles) {
    const site = siteOf(place.site);
    const text = readable(file, label(file.path), problems);
    if (text === null) continue;
    const { images } = site;
    const report = reporter(label(file.path), problems);
    const article = readArticle(text, place, { hosts: site.file?.hosts ?? [], images }, report);
    if (article === null) continue;
    const list = site.locales.get(place.locale) ?? [];
    list.push(article);
    site.locales.set(place.locale, list);
  }

  const compiled = [...sites.values()].map((site): CompiledSite => {
    const { id, name, popular, locales } = site;
    for (const list of locales.values()) list.sort((a, b) => byCodeUnit(a.stored.id, b.stored.id));
    const report = reporter(label(site.file === null ? id : `${id}/site.yaml`), problems);
    checkArticles(site, root, problems);
    checkDiagnoses(site, root, problems);
    checkLocales(site, report);
    checkSize(
      [...locales].map(([locale, list]) => [locale, list.length] as const),
      report,
    );
    checkPopular(site, report);
    const categories = siteCategories(site, report);
    const answerPrecision = site.file?.answer_precision ?? ANSWER_PRECISION;
    return { id, name, popular, categories, locales, answerPrecision, media: mediaOf(site) };
  });
  return { sites: compiled.toSorted((a, b) => byCodeUnit(a.id, b.id)), problems };
}
