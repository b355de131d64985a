/** @jsxRuntime automatic */
/** @jsxImportSource hono/jsx */
import type { ArticleRef } from "../../protocol/article.ts";
import type { ContentsCategory } from "../kb/table-of-contents.ts";
import { articlePath, categoryPath, homePath, searchPath } from "./addresses.ts";
import type { Alternate, HelpSite } from "./help-site.ts";
import { HelpPage } from "./layout.tsx";
import { SearchForm } from "./search-form.tsx";
import { helpWords } from "./words.ts";

/** Articles that a category shows on the index; its own page has all. */
const SHOWN = 6;

export type IndexFacts = {
  site: HelpSite;
  categories: readonly ContentsCategory[];
  popular: readonly ArticleRef[];
  alternates: readonly Alternate[];
};

export function IndexPage({ site, categories, popular, alternates }: IndexFacts) {
  const words = helpWords(site.locale);
  const name = words.help(site.name);
  return (
    <HelpPage
      site={site}
      title={name}
      description={categories.map((category) => category.name).join(" · ")}
      path={homePath(site.id, site.locale)}
      alternates={alternates}
      hideSearch
    >
      <div class="hero">
        <h1 dir="auto">{name}</h1>
        <SearchForm action={searchPath(site.id, site.locale)} query="" words={words} />
      </div>
      {categories.length === 0 ? (
        <p class="empty">
          {words.empty}
          {site.chat ? ` ${words.emptyChat}` : ""}
        </p>
      ) : null}
      {popular.length === 0 ? null : (
        <section class="popular" aria-labelledby="popular">
          <h2 id="popular">{words.popular}</h2>
          <ul class="links">
            <ArticleLinks site={site} articles={popular} />
          </ul>
        </section>
      )}
      {categories.length === 0 ? null : (
        <section aria-labelledby="topics">
          <h2 id="topics">{words.topics}</h2>
          <div class="cards">
            {categories.map((category) => (
              <Card site={site} category={category} all={words.all(category.articles.length)} />
            ))}
          </div>
        </section>
      )}
    </HelpPage>
  );
}

function Card({ site, category, all }: { site: HelpSite; category: ContentsCategory; all: string }) {
  const path = categoryPath(site.id, site.locale, category.id);
  return (
    <section class="card">
      <h3 dir="auto">
        <a href={path}>{category.name}</a>
      </h3>
      <ul>
        <ArticleLinks site={site} articles={category.articles.slice(0, SHOWN)} />
      </ul>
      {category.articles.length > SHOWN ? (
        <p>
          <a href={path} aria-label={`${all}: ${category.name}`}>
            {all}
          </a>
        </p>
      ) : null}
    </section>
  );
}

export function ArticleLinks({ site, articles }: { site: HelpSite; articles: readonly ArticleRef[] }) {
  return (
    <>
      {articles.map(({ id, title }) => (
        <li>
          <a href={articlePath(site.id, site.locale, id)} dir="auto">
            {title}
          </a>
        </li>
      ))}
    </>
  );
}
