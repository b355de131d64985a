import { html, nothing, type TemplateResult } from "lit/html.js";
import type { ArticleRef } from "../protocol/article.ts";
import type { HomeExtras } from "./home-extras.ts";
import { list, pending, rowButton } from "./shapes.ts";
import type { SiteSearch } from "./site-search.ts";
import type { ViewHost } from "./view-host.ts";

/** Greeting and articles, and what has loaded meanwhile; once something is typed, the hits for it. */
export function homeView(
  host: ViewHost,
  search: SiteSearch,
  reload: () => void,
  extras: HomeExtras | undefined,
): TemplateResult {
  const { t, site } = host;
  if (search.text) return hitList(host, search, extras);
  const titles = (articles: readonly ArticleRef[]): unknown[] =>
    articles.map(({ id, title }) => rowButton(title, () => host.showArticle(id)));
  return html`<h3 dir="auto">${site?.greeting ?? (site === undefined ? "\u00a0" : t.howCanWeHelp)}</h3>
    <p class="note" dir="auto">${site?.presence}</p>
    ${extras?.requests()}
    ${
      site
        ? [
            list(t.forThisPage, titles(site.suggested)),
            list(
              t.popularArticles,
              titles(site.articles.filter(({ id }) => !site.suggested.some((one) => one.id === id))),
            ),
          ]
        : pending(t, site, reload)
    }
    ${site && extras?.ways(site)}`;
}

function hitList(host: ViewHost, search: SiteSearch, extras: HomeExtras | undefined): TemplateResult {
  const { t } = host;
  const { hits, active } = search;
  if (!hits) return pending(t, hits, () => search.run());
  const local = extras?.known(search.isLocal);
  if (!hits.length)
    return html`${local}<p class="note" role="status">${t.nothingFound} ${host.isMute ? nothing : t.askInstead}</p>`;
  return html`${local}<p class="hidden" role="status">${t.countFound(hits.length)}</p>
    <ul id="hits" role="listbox" aria-label=${t.articlesFound}>
      ${hits.map(
        ({ id, title }, i) =>
          html`<li id="hit${i}" class="row" role="option" dir="auto" aria-selected=${i === active} @click=${() => host.showArticle(id)}>
            ${title.map(({ text, marked }) => (marked ? html`<mark>${text}</mark>` : text))}
          </li>`,
      )}
    </ul>`;
}
