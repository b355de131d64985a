/** @jsxRuntime automatic */
/** @jsxImportSource hono/jsx */
import type { Article } from "../../protocol/article.ts";
import { articlePath, categoryPath, feedbackPath, homePath } from "./addresses.ts";
import { Body } from "./body.tsx";
import { Breadcrumb } from "./breadcrumb.tsx";
import { opening } from "./excerpt.ts";
import { headingList, OnThisPage } from "./heading-list.tsx";
import type { Alternate, HelpSite } from "./help-site.ts";
import { ArticleLinks } from "./index-page.tsx";
import { dateText } from "./language.ts";
import { HelpPage } from "./layout.tsx";
import { safeHref } from "./safe-href.ts";
import { articleData, breadcrumbData } from "./structured-data.ts";
import { type HelpWords, helpWords } from "./words.ts";

export type ArticleFacts = {
  site: HelpSite;
  article: Article;
  category: { id: string; name: string };
  has: (id: string) => boolean;
  alternates: readonly Alternate[];
  /** The reader has just said whether it helped. */
  thanks: boolean;
};

export function ArticlePage({ site, article, category, has, alternates, thanks }: ArticleFacts) {
  const words = helpWords(site.locale);
  const path = articlePath(site.id, site.locale, article.id);
  const description = opening(article.body);
  const list = headingList(article.body);
  const updated = dateText(article.updated, site.locale);
  const steps = [
    { name: words.home, path: homePath(site.id, site.locale) },
    { name: category.name, path: categoryPath(site.id, site.locale, category.id) },
  ];
  return (
    <HelpPage
      site={site}
      title={article.title}
      description={description}
      path={path}
      alternates={alternates}
      data={[
        articleData(article, path, description, site),
        breadcrumbData(site.origin, [...steps, { name: article.title, path }]),
      ]}
    >
      <Breadcrumb steps={steps} label={words.path} />
      <article>
        <h1 dir="auto">{article.title}</h1>
        {updated === null ? null : (
          <p class="dim">
            {words.updated} <time datetime={article.updated}>{updated}</time>
          </p>
        )}
        {list === null ? null : <OnThisPage list={list} words={words} />}
        <div class="body">
          <Body blocks={article.body} at={{ site: site.id, locale: site.locale, has, tableNote: words.tableNote }} />
        </div>
        <Actions article={article} words={words} />
      </article>
      <Helped site={site} id={article.id} thanks={thanks} words={words} />
      {article.related.length === 0 ? null : (
        <section aria-labelledby="_related">
          <h2 id="_related">{words.related}</h2>
          <ul class="links">
            <ArticleLinks site={site} articles={article.related} />
          </ul>
        </section>
      )}
    </HelpPage>
  );
}

/** Links only: an event is for the page that embeds the widget, and this one does not know it. */
function Actions({ article, words }: { article: Article; words: HelpWords }) {
  const links = article.actions.flatMap((action) => {
    const href = "href" in action ? safeHref(action.href) : null;
    return href === null ? [] : [{ label: action.label, href }];
  });
  if (links.length === 0) return null;
  return (
    <ul class="buttons" aria-label={words.actions}>
      {links.map(({ label, href }) => (
        <li>
          <a class="button" href={href} dir="auto">
            {label}
          </a>
        </li>
      ))}
    </ul>
  );
}

function Helped(props: { site: HelpSite; id: string; thanks: boolean; words: HelpWords }) {
  const { site, id, thanks, words } = props;
  return (
    <section class="helped" id="_helped" aria-labelledby="_helped-question">
      {thanks ? (
        <p id="_helped-question">{words.thanks}</p>
      ) : (
        <form method="post" action={feedbackPath(site.id, site.locale, id)}>
          <h2 id="_helped-question">{words.helped}</h2>
          <button name="helped" value="yes">
            {words.yes}
          </button>
          <button name="helped" value="no">
            {words.no}
          </button>
        </form>
      )}
    </section>
  );
}
