import { LOCALES } from "../../../protocol/model.ts";
import type { ManifestCategory } from "../manifest.ts";
import { humanised } from "../table-of-contents.ts";
import { byCodeUnit } from "../term-index.ts";
import type { SourceArticle } from "./article-file.ts";
import type { SiteFile } from "./fields.ts";
import type { Report } from "./problem.ts";

/** `/help/<site>/<locale>/search` is a page of its own. */
export const RESERVED_CATEGORY = "search";

type Site = {
  locales: ReadonlyMap<string, readonly SourceArticle[]>;
  file: SiteFile | null;
  lineOf: (path: PropertyKey[]) => number | null;
};

/**
 * The categories that hold articles: first those of site.yaml in its order, then the others by folder. A missing name is taken from
 * another language, or made of the folder's name; both are reported on site.yaml.
 */
export function siteCategories(site: Site, report: Report): ManifestCategory[] {
  const used = new Map<string, Set<string>>();
  for (const [locale, articles] of site.locales) {
    for (const { stored } of articles) used.set(stored.category, (used.get(stored.category) ?? new Set()).add(locale));
  }
  const given = site.file?.categories ?? {};
  for (const id of Object.keys(given)) {
    const line = site.lineOf(["categories", id]);
    if (id === RESERVED_CATEGORY)
      report("error", "category", line, `categories: ${id} is an address of the help centre`);
    else if (!used.has(id)) report("warning", "category", line, `categories: no article is in ${id}`);
  }
  const named = Object.keys(given).filter((id) => used.has(id));
  const others = [...used.keys()].filter((id) => !Object.hasOwn(given, id)).sort(byCodeUnit);
  return [...named, ...others].map((id) => {
    const entry = Object.hasOwn(given, id) ? given[id] : undefined;
    const names = typeof entry === "object" ? entry : {};
    const nameless = [...(used.get(id) ?? [])].filter((locale) => typeof entry !== "string" && !names[locale]);
    if (nameless.length > 0)
      report(
        "warning",
        "category",
        site.lineOf(["categories", id]),
        `category ${id} has no name in ${nameless.sort(byCodeUnit).join(", ")}`,
      );
    const fallback = typeof entry === "string" ? entry : (names.en ?? Object.values(names)[0] ?? humanised(id));
    const locales = new Set([...LOCALES, ...site.locales.keys()]);
    return { id, names: Object.fromEntries([...locales].map((locale) => [locale, names[locale] ?? fallback])) };
  });
}
