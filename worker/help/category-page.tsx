/** @jsxRuntime automatic */
/** @jsxImportSource hono/jsx */
import type { ArticleRef } from "../../protocol/article.ts";
import { articlePath, categoryPath, homePath } from "./addresses.ts";
import { Breadcrumb } from "./breadcrumb.tsx";
import type { Alternate, HelpSite } from "./help-site.ts";
import { HelpPage } from "./layout.tsx";
import { breadcrumbData, questionsData } from "./structured-data.ts";
import { helpWords } from "./words.ts";

export type CategoryFacts = {
  site: HelpSite;
  category: { id: string; name: string };
  articles: readonly (ArticleRef & { excerpt: string })[];
  alternates: readonly Alternate[];
};

export function CategoryPage({ site, category, articles, alternates }: CategoryFacts) {
  const words = helpWords(site.locale);
  const path = categoryPath(site.id, site.locale, category.id);
  const home = { name: words.home, path: homePath(site.id, site.locale) };
  const entries = articles.map((article) => ({ ...article, path: articlePath(site.id, site.locale, article.id) }));
  return (
    <HelpPage
      site={site}
      title={category.name}
      description={`${category.name}: ${words.articles(articles.length)}. ${words.help(site.name)}`}
      path={path}
      alternates={alternates}
      data={[breadcrumbData(site.origin, [home, { name: category.name, path }]), questionsData(entries, site)]}
    >
      <Breadcrumb steps={[home]} label={words.path} />
      <h1 dir="auto">{category.name}</h1>
      <p class="dim">{words.articles(articles.length)}</p>
      <ul class="entries">
        {entries.map(({ title, excerpt, path: to }) => (
          <li>
            <h2 dir="auto">
              <a href={to}>{title}</a>
            </h2>
            {excerpt === "" ? null : <p dir="auto">{excerpt}</p>}
          </li>
        ))}
      </ul>
    </HelpPage>
  );
}
