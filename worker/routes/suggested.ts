import type { ArticleRef } from "../../protocol/article.ts";
import type { KnowledgeBase } from "../kb/knowledge-base.ts";
import { byCategory } from "../kb/table-of-contents.ts";

/** Names that a page may give, and articles that fit beside the popular ones. */
const NAMES_MAX = 10;
const ARTICLES_MAX = 6;
/** Longer than NAMES_MAX names of any article: only costs reading. */
const LENGTH_MAX = 2_000;

/**
 * What the page's `suggest` names: article ids (`<category>/<slug>`) and categories, separated by spaces or commas. In that order, each
 * article once; what the knowledge base does not have is no error, pages outlive articles.
 */
export function suggestedArticles(kb: KnowledgeBase, suggest: string): ArticleRef[] {
  const names = suggest
    .slice(0, LENGTH_MAX)
    .split(/[\s,]+/)
    .filter(Boolean)
    .slice(0, NAMES_MAX);
  const found = new Map<string, ArticleRef>();
  for (const name of names) {
    for (const { id, title } of named(kb, name)) {
      if (found.size < ARTICLES_MAX) found.set(id, { id, title });
    }
  }
  return [...found.values()];
}

function named(kb: KnowledgeBase, name: string): readonly ArticleRef[] {
  const article = kb.articles.get(name);
  return article ? [article] : (byCategory(kb).get(name) ?? []);
}
