import { byCodeUnit } from "../term-index.ts";
import type { SourceArticle } from "./article-file.ts";
import { type Problem, reporter } from "./problem.ts";

type Site = { id: string; locales: ReadonlyMap<string, readonly SourceArticle[]> };

/** The choices that lead to other articles with steps. */
const leadsTo = (article: SourceArticle, articles: ReadonlyMap<string, SourceArticle>) =>
  article.steps.flatMap(({ choices }) => choices.filter(({ to }) => (articles.get(to)?.steps.length ?? 0) > 0));

/** Guided steps that only the whole site shows to be wrong: articles that send people round in a circle, translations that differ. */
export function checkDiagnoses(site: Site, root: string, problems: Problem[]): void {
  const byLocale = new Map(
    [...site.locales].map(([locale, list]) => [locale, new Map(list.map((one) => [one.stored.id, one]))] as const),
  );
  for (const [locale, articles] of byLocale) {
    for (const article of articles.values()) {
      if (article.steps.length === 0) continue;
      const report = reporter(`${root}/${site.id}/${locale}/${article.stored.id}.md`, problems);
      for (const { to, line } of leadsTo(article, articles)) {
        if (reaches(to, article.stored.id, articles))
          report(
            "error",
            "diagnosis",
            line,
            `diagnosis: a loop: ${article.stored.id} → ${to} → … → ${article.stored.id}`,
          );
      }
      for (const [other, others] of byLocale) {
        const twin = others.get(article.stored.id);
        if (other === locale || twin === undefined) continue;
        const missing = differences(article, twin);
        if (missing !== "")
          report(
            "warning",
            "missing translation",
            article.steps[0]?.line ?? null,
            `diagnosis: in ${site.id}/${other} ${missing}`,
          );
      }
    }
  }
}

function reaches(from: string, wanted: string, articles: ReadonlyMap<string, SourceArticle>): boolean {
  const seen = new Set<string>();
  const open = [from];
  for (let id = open.pop(); id !== undefined; id = open.pop()) {
    if (id === wanted) return true;
    const article = seen.has(id) ? undefined : articles.get(id);
    seen.add(id);
    if (article !== undefined) open.push(...leadsTo(article, articles).map(({ to }) => to));
  }
  return false;
}

/** What the other language's article lacks of this one's steps; "" if nothing. Words may differ, ways may not. */
function differences(one: SourceArticle, other: SourceArticle): string {
  if (other.steps.length === 0) return "the article has no steps (diagnosis: true)";
  const twins = new Map(other.steps.map((step) => [step.id, step]));
  for (const { id, choices } of one.steps) {
    const twin = twins.get(id);
    if (twin === undefined) return `there is no step {#${id}}`;
    const ways = (list: typeof choices) =>
      list
        .map(({ to }) => to)
        .sort(byCodeUnit)
        .join(" ");
    if (ways(twin.choices) !== ways(choices))
      return `the answers of ${id === "" ? "the first step" : `{#${id}}`} lead elsewhere`;
  }
  return "";
}
