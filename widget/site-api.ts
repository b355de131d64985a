import type { HomeResponse, SearchResponse } from "../protocol/api.ts";
import type { Settings } from "./port.ts";

/** `path` is encoded already. */
export function siteUrl({ server, site, lang }: Settings, path: string): string {
  return `${server}/v1/sites/${encodeURIComponent(site)}/${path}?lang=${encodeURIComponent(lang)}`;
}

/** Public reading: no credentials, so that the answers may come from any cache. */
export async function read(url: string, signal: AbortSignal | null = null): Promise<unknown> {
  const response = await fetch(url, { credentials: "omit", signal });
  if (!response.ok) throw new Error(url);
  return response.json();
}

export function readHome(settings: Settings): Promise<HomeResponse> {
  return read(`${siteUrl(settings, "home")}&suggest=${encodeURIComponent(settings.suggest)}`) as Promise<HomeResponse>;
}

export function readSearch(settings: Settings, text: string, signal: AbortSignal): Promise<SearchResponse> {
  return read(`${siteUrl(settings, "search")}&q=${encodeURIComponent(text)}`, signal) as Promise<SearchResponse>;
}
