import type { Article } from "../../protocol/article.ts";
import { DamagedKnowledgeBase, unpack } from "./binary.ts";
import { type Articles, openArticles } from "./compact/article-store.ts";
import type { SortedStrings } from "./compact/sorted-strings.ts";
import { type Model, openModel } from "./model/model-file.ts";
import { loadSpelling, type Spelling } from "./spelling.ts";
import { type IndexForm, openIndex } from "./stored-index.ts";
import type { TermIndex } from "./term-index.ts";

export { DamagedKnowledgeBase } from "./binary.ts";
export type { StoredArticle } from "./stored-article.ts";

/** The articles of one site in one locale, ready to be asked. Immutable. */
export type KnowledgeBase = {
  /** First 16 hex characters of the SHA-256 of the content. */
  readonly version: string;
  readonly site: string;
  readonly locale: string;
  /** By id, in the order of ids. */
  readonly articles: Articles;
  readonly index: TermIndex;
  /** Of the articles, sorted: an article's number is its place here. */
  readonly ids: SortedStrings;
  /** Of the articles' words; made at the first word that nobody knows. */
  readonly spelling: Spelling;
  /** What was learned of the articles' phrasings, and how sure it is. */
  readonly model: Model;
};

/** What the file holds, in this order; `meta` JSON in UTF-8, the others in forms of their own. */
export const SECTIONS = ["meta", "articles", "index", "model"] as const;
export type Sections = Record<(typeof SECTIONS)[number], Uint8Array>;

export type Meta = { site: string; locale: string; index: IndexForm };

const json = (bytes: Uint8Array): unknown =>
  JSON.parse(new TextDecoder("utf-8", { fatal: true, ignoreBOM: true }).decode(bytes));

/**
 * Opens a built file; everything big stays in it and is read where it lies. Throws DamagedKnowledgeBase. The checksum has passed, so the
 * build wrote these sections, and this format number means these forms.
 */
export function openKnowledgeBase(bytes: Uint8Array): KnowledgeBase {
  const { version, sections } = unpack(bytes, SECTIONS.length);
  const section = (name: (typeof SECTIONS)[number]): Uint8Array => sections[SECTIONS.indexOf(name)] ?? new Uint8Array();
  try {
    const { site, locale, index } = json(section("meta")) as Meta;
    const { articles, ids } = openArticles(section("articles"));
    const terms = openIndex(index, section("index"), ids);
    let spelling: Spelling | undefined;
    return {
      version,
      site,
      locale,
      articles,
      index: terms,
      get spelling() {
        spelling ??= loadSpelling(terms.terms(), ids.size, locale);
        return spelling;
      },
      ids,
      model: openModel(section("model")),
    };
  } catch {
    throw new DamagedKnowledgeBase("content");
  }
}

/** What a visitor may read of an article: never its questions, tags, origin or whether it escalates. */
export function publicArticle(kb: KnowledgeBase, id: string): Article | null {
  const article = kb.articles.get(id);
  if (article === undefined) return null;
  const { title, category, updated, body, actions } = article;
  const related = article.related.flatMap((other) => {
    const found = kb.articles.get(other);
    return found === undefined ? [] : [{ id: found.id, title: found.title }];
  });
  const url = `/help/${kb.site}/${kb.locale}/${article.id}`;
  return { id: article.id, title, category, locale: kb.locale, updated, body, related, actions, url };
}
