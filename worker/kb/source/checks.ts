import { LOCALES } from "../../../protocol/model.ts";
import { byCodeUnit } from "../term-index.ts";
import type { SourceArticle } from "./article-file.ts";
import { type Problem, type Report, reporter } from "./problem.ts";

type Site = { id: string; locales: ReadonlyMap<string, readonly SourceArticle[]> };

/** What can only be judged when all articles of a site are read: links between them, translations, titles. */
export function checkArticles(site: Site, root: string, problems: Problem[]): void {
  const idsOf = new Map([...site.locales].map(([locale, list]) => [locale, new Set(list.map((a) => a.stored.id))]));
  for (const [locale, list] of site.locales) {
    const ids = idsOf.get(locale);
    const titles = new Map<string, string>();
    for (const { stored, references, titleLine } of list) {
      const report = reporter(`${root}/${site.id}/${locale}/${stored.id}.md`, problems);
      for (const { id, line, field } of references) {
        if (!ids?.has(id)) report("error", "link", line, `${field}: there is no article ${id} in ${site.id}/${locale}`);
        else if (field === "related" && id === stored.id)
          report("error", "link", line, "related: the article names itself");
      }
      const title = stored.title.toLowerCase();
      const other = titles.get(title);
      if (other === undefined) titles.set(title, stored.id);
      else
        report(
          "warning",
          "duplicate title",
          titleLine,
          `has the same title as ${other}: visitors cannot tell them apart`,
        );
      for (const [otherLocale, otherIds] of idsOf) {
        if (!otherIds.has(stored.id))
          report("warning", "missing translation", null, `is missing in ${site.id}/${otherLocale}`);
      }
    }
  }
}

/** Languages by name in a sentence; others by their code. */
const LANGUAGES = new Map([
  ["en", "English"],
  ["ru", "Russian"],
]);
const language = (locale: string): string => LANGUAGES.get(locale) ?? locale;

/** A site without articles, or without those of one interface language: said once, not article by article. */
export function checkLocales({ locales }: Pick<Site, "locales">, report: Report): void {
  const [first] = [...locales.keys()].sort((a, b) => Number(b === "en") - Number(a === "en") || byCodeUnit(a, b));
  if (first === undefined) {
    report("warning", "no articles", null, "no articles: every question will go to your team");
    return;
  }
  for (const locale of LOCALES) {
    if (!locales.has(locale))
      report(
        "warning",
        "missing translation",
        null,
        `no articles in ${locale}: visitors who read ${language(locale)} get ${language(first)}`,
      );
  }
}

/** The home list names articles that exist. */
export function checkPopular(
  site: Site & { popular: readonly string[]; lineOf: (path: PropertyKey[]) => number | null },
  report: Report,
): void {
  const ids = new Set([...site.locales.values()].flat().map((article) => article.stored.id));
  site.popular.forEach((id, i) => {
    if (!ids.has(id)) report("error", "field", site.lineOf(["popular", i]), `popular[${i}]: there is no article ${id}`);
  });
}
