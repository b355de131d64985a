import { html, nothing, type TemplateResult } from "lit";
import type { HomeResponse } from "../protocol/api.ts";
import { pieces } from "./highlight.ts";
import type { SiteSearch } from "./site-search.ts";
import type { Strings } from "./strings/en.ts";

type Home = {
  t: Strings;
  /** undefined: on its way; null: failed. */
  site: HomeResponse | null | undefined;
  search: SiteSearch;
  /** There is a conversation to go back to. */
  resumable: boolean;
  resume(): void;
  open(id: string): void;
  reload(): void;
};

/** Greeting and popular articles, or, once something is typed, the hits for it. */
export function homeView({ t, site, search, resumable, resume, open, reload }: Home): TemplateResult {
  if (search.text) return hitList(t, search, open);
  return html`<h3>${t.greeting}</h3>
    ${resumable ? html`<button class="row strong" @click=${resume}>${t.resume}</button>` : nothing}
    ${
      !site
        ? pending(t, site, reload)
        : site.articles.length
          ? html`<h4>${t.popular}</h4>
            <ul>
              ${site.articles.map(
                ({ id, title }) =>
                  html`<li><button class="row" dir="auto" @click=${() => open(id)}>${title}</button></li>`,
              )}
            </ul>`
          : nothing
    }`;
}

function hitList(t: Strings, search: SiteSearch, open: (id: string) => void): TemplateResult {
  const { hits, active } = search;
  if (!hits) return pending(t, hits, () => search.run());
  if (!hits.length) return html`<p class="note" role="status">${t.nothing}</p>`;
  return html`<p class="hidden" role="status">${t.found(hits.length)}</p>
    <ul id="hits" role="listbox" aria-label=${t.articles}>
      ${hits.map(
        ({ id, title, ranges }, i) =>
          html`<li id="hit${i}" class="row" role="option" dir="auto" aria-selected=${i === active} @click=${() => open(id)}>
            ${pieces(title, ranges).map(({ text, marked }) => (marked ? html`<mark>${text}</mark>` : text))}
          </li>`,
      )}
    </ul>`;
}

/** `undefined`: on its way; `null`: failed. */
export function pending(t: Strings, state: null | undefined, retry: () => void): TemplateResult {
  return state === null
    ? html`<p class="note" role="alert">${t.loadFailed} <button class="link" @click=${retry}>${t.retry}</button></p>`
    : html`<p class="note late" role="status">${t.loading}</p>`;
}
