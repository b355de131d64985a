import { HELP_SITE } from "../protocol/model.ts";

/** The site to ask: the named one, or the only one. A text says what to do. */
export function siteToAsk<T extends { id: string }>(sites: readonly T[], wanted: string | undefined): T | string {
  const named = sites.filter(({ id }) => (wanted === undefined ? id !== HELP_SITE : id === wanted));
  const [only] = named.length > 0 || wanted !== undefined ? named : sites;
  if (only === undefined) return wanted === undefined ? "there is no site in it" : `there is no site ${wanted} in it`;
  return named.length > 1 ? `several sites: choose one with --site ${named.map(({ id }) => id).join(" | ")}` : only;
}
