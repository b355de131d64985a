import type { HomeResponse, SearchResponse } from "../protocol/api.ts";
import type { Article } from "../protocol/article.ts";
import type { Settings } from "./port.ts";

/** Public reading: no credentials, so that the answers may come from any cache. */
async function read(settings: Settings, path: string, query: string, signal?: AbortSignal): Promise<unknown> {
  const { server, site, lang } = settings;
  const url = `${server}/v1/sites/${encodeURIComponent(site)}/${path}?lang=${encodeURIComponent(lang)}${query}`;
  const response = await fetch(url, { credentials: "omit", ...(signal && { signal }) });
  if (!response.ok) throw new Error(`${response.status} ${path}`);
  return response.json();
}

export function readHome(settings: Settings): Promise<HomeResponse> {
  return read(settings, "home", "") as Promise<HomeResponse>;
}

export function readSearch(settings: Settings, text: string, signal: AbortSignal): Promise<SearchResponse> {
  return read(settings, "search", `&q=${encodeURIComponent(text)}`, signal) as Promise<SearchResponse>;
}

/** `id` is `<category>/<slug>`. */
export function readArticle(settings: Settings, id: string): Promise<Article> {
  return read(settings, `articles/${id.split("/").map(encodeURIComponent).join("/")}`, "") as Promise<Article>;
}
