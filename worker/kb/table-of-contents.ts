import type { ArticleRef } from "../../protocol/article.ts";
import type { KnowledgeBase } from "./knowledge-base.ts";
import type { ManifestSite } from "./manifest.ts";

/** A category with its articles, in the order of ids. */
export type ContentsCategory = { id: string; name: string; articles: readonly ArticleRef[] };

/** "team-work" → "Team work": for a category that nobody has named. */
export function humanised(slug: string): string {
  const words = slug.replaceAll("-", " ").trim();
  return words === "" ? slug : words.charAt(0).toUpperCase() + words.slice(1);
}

const grouped = new WeakMap<KnowledgeBase, ReadonlyMap<string, readonly ArticleRef[]>>();

/** Articles by category, both in the order of ids. Read once: at 10 000 articles that takes 30 ms. */
export function byCategory(kb: KnowledgeBase): ReadonlyMap<string, readonly ArticleRef[]> {
  const known = grouped.get(kb);
  if (known !== undefined) return known;
  const found = new Map<string, ArticleRef[]>();
  for (const { id, title, category } of kb.articles.values()) {
    const list = found.get(category) ?? [];
    list.push({ id, title });
    found.set(category, list);
  }
  grouped.set(kb, found);
  return found;
}

/**
 * The categories that hold articles in this language, in the owner's order, with all their articles. An article whose category the
 * manifest does not name (the two files are read at different times) is at the end, not lost.
 */
export function contents(kb: KnowledgeBase, site: Pick<ManifestSite, "categories">): ContentsCategory[] {
  const found = byCategory(kb);
  const named = site.categories.map(({ id }) => id);
  const articles = [...new Set([...named, ...found.keys()])].map((id) => [id, found.get(id) ?? []] as const);
  const names = new Map(site.categories.map(({ id, names: all }) => [id, all[kb.locale] ?? all.en]));
  return articles
    .filter(([, list]) => list.length > 0)
    .map(([id, list]) => ({ id, name: names.get(id) ?? humanised(id), articles: list }));
}
