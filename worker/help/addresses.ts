/** Paths of the help centre. All parts come from the knowledge base, never from the reader's own address. */

const part = encodeURIComponent;
const idPath = (id: string): string => id.split("/").map(part).join("/");

export const homePath = (site: string, locale: string): string => `/help/${part(site)}/${part(locale)}`;

export const categoryPath = (site: string, locale: string, category: string): string =>
  `${homePath(site, locale)}/${part(category)}`;

/** `id` is `<category>/<slug>`. */
export const articlePath = (site: string, locale: string, id: string): string =>
  `${homePath(site, locale)}/${idPath(id)}`;

export const searchPath = (site: string, locale: string, query = ""): string =>
  `${homePath(site, locale)}/search${query === "" ? "" : `?q=${part(query)}`}`;

/** Where the reader's language is chosen; what `x-default` names. */
export const entryPath = (site: string): string => `/help/${part(site)}`;

export const sitemapPath = (site: string): string => `/help/${part(site)}/sitemap.xml`;

export const feedbackPath = (site: string, locale: string, id: string): string =>
  `/v1/sites/${part(site)}/articles/${idPath(id)}/feedback?lang=${part(locale)}`;

/** "My requests", with the chat: a page of its own for who has no widget at hand. */
export const requestsPath = (site: string, locale: string): string => `/r?site=${part(site)}&lang=${part(locale)}`;
