import type { HomeResponse, SearchResponse } from "../protocol/api.ts";
import type { LocalSearch } from "./known-articles.ts";
import type { Settings } from "./port.ts";

/** `path` is encoded already. */
export function siteUrl({ server, site, lang }: Settings, path: string): string {
  return `${server}/v1/sites/${encodeURIComponent(site)}/${path}?lang=${encodeURIComponent(lang)}`;
}

export type Read = (url: string, signal?: AbortSignal) => Promise<unknown>;

/** What was read, by address. */
const known = new Map<string, unknown>();

let way: Read = async (url, signal = AbortSignal.timeout(20_000)) => {
  const response = await fetch(url, { credentials: "omit", signal });
  if (!response.ok) throw new Error(url);
  const answer: unknown = await response.json();
  known.set(url, answer);
  return answer;
};

/** Public reading: no credentials, so that the answers may come from any cache. An answer may be any JSON. */
export const read: Read = (url, signal) => way(url, signal);

/** Puts a way to read before the usual one, see offline.ts. */
export function readBy(next: (way: Read, known: Map<string, unknown>) => Read): void {
  way = next(way, known);
}

export function readHome(settings: Settings): Promise<HomeResponse> {
  return read(`${siteUrl(settings, "home")}&suggest=${encodeURIComponent(settings.suggest)}`) as Promise<HomeResponse>;
}

export function readSearch(
  settings: Settings,
  text: string,
  signal: AbortSignal,
): Promise<SearchResponse & Partial<LocalSearch>> {
  return read(`${siteUrl(settings, "search")}&q=${encodeURIComponent(text)}`, signal) as Promise<SearchResponse>;
}
