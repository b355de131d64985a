/** @jsxRuntime automatic */
/** @jsxImportSource hono/jsx */
import type { SearchHit } from "../../protocol/article.ts";
import type { ContentsCategory } from "../kb/table-of-contents.ts";
import { articlePath, categoryPath, homePath, searchPath } from "./addresses.ts";
import { Breadcrumb } from "./breadcrumb.tsx";
import type { HelpSite } from "./help-site.ts";
import { HelpPage } from "./layout.tsx";
import { SearchForm } from "./search-form.tsx";
import { type HelpWords, helpWords } from "./words.ts";

export type SearchFacts = {
  site: HelpSite;
  /** As typed, cut to the limit. */
  query: string;
  hits: readonly (SearchHit & { excerpt: string })[];
  categories: readonly ContentsCategory[];
};

export function SearchPage({ site, query, hits, categories }: SearchFacts) {
  const words = helpWords(site.locale);
  const asked = query.trim() !== "";
  // The languages keep the question: an article may exist in one only.
  const alternates = site.locales.map((locale) => ({ locale, path: searchPath(site.id, locale, query) }));
  return (
    <HelpPage
      site={site}
      title={asked ? words.resultsTitle(query) : words.searchTitle}
      description=""
      path={searchPath(site.id, site.locale)}
      alternates={alternates}
      noindex
      hideSearch
    >
      <Breadcrumb steps={[{ name: words.home, path: homePath(site.id, site.locale) }]} label={words.path} />
      <h1>{words.searchTitle}</h1>
      <SearchForm action={searchPath(site.id, site.locale)} query={query} words={words} />
      {asked && hits.length > 0 ? <p class="dim">{words.found(hits.length)}</p> : null}
      {asked && hits.length === 0 ? (
        <div class="nothing">
          <p dir="auto">{words.nothingFound(query)}</p>
          <p>{words.tryOther}</p>
        </div>
      ) : null}
      {hits.length > 0 ? <Hits site={site} hits={hits} /> : null}
      {hits.length === 0 ? <Topics site={site} categories={categories} words={words} /> : null}
    </HelpPage>
  );
}

function Hits({ site, hits }: { site: HelpSite; hits: SearchFacts["hits"] }) {
  return (
    <ol class="entries">
      {hits.map((hit) => (
        <li>
          <h2 dir="auto">
            <a href={articlePath(site.id, site.locale, hit.id)}>
              <Marked title={hit.title} ranges={hit.ranges} />
            </a>
          </h2>
          {hit.excerpt === "" ? null : <p dir="auto">{hit.excerpt}</p>}
        </li>
      ))}
    </ol>
  );
}

/** `ranges` in order and apart, as the search gives them; what does not fit is left unmarked. */
function Marked({ title, ranges }: { title: string; ranges: SearchHit["ranges"] }) {
  const parts = [];
  let at = 0;
  for (const [start, end] of ranges) {
    if (start < at || end > title.length || end <= start) continue;
    parts.push(title.slice(at, start), <mark>{title.slice(start, end)}</mark>);
    at = end;
  }
  return (
    <>
      {parts}
      {title.slice(at)}
    </>
  );
}

export function Topics(props: { site: HelpSite; categories: readonly ContentsCategory[]; words: HelpWords }) {
  const { site, categories, words } = props;
  if (categories.length === 0) return null;
  return (
    <section aria-labelledby="topics">
      <h2 id="topics">{words.topics}</h2>
      <ul class="links">
        {categories.map(({ id, name }) => (
          <li>
            <a href={categoryPath(site.id, site.locale, id)} dir="auto">
              {name}
            </a>
          </li>
        ))}
      </ul>
    </section>
  );
}
