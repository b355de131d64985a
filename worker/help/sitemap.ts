/** Limit of the sitemap protocol. */
const URLS_MAX = 50_000;

/** One page with all its languages. `lastmod` is YYYY-MM-DD. */
export type SitemapEntry = { lastmod: string | null; alternates: readonly { locale: string; path: string }[] };

const ESCAPES: Record<string, string> = { "<": "&lt;", ">": "&gt;", "&": "&amp;", '"': "&quot;", "'": "&apos;" };
const escaped = (text: string): string => text.replace(/[<>&"']/g, (char) => ESCAPES[char] ?? "");

/** Every language of a page is an address of its own, and each names all of them. */
export function sitemap(origin: string, entries: readonly SitemapEntry[]): string {
  const urls: string[] = [];
  for (const { lastmod, alternates } of entries) {
    const links = alternates.map(
      ({ locale, path }) =>
        `<xhtml:link rel="alternate" hreflang="${escaped(locale)}" href="${escaped(origin + path)}"/>`,
    );
    for (const { path } of alternates) {
      const changed = lastmod === null ? "" : `<lastmod>${escaped(lastmod)}</lastmod>`;
      urls.push(`<url><loc>${escaped(origin + path)}</loc>${changed}${links.join("")}</url>`);
    }
  }
  return `<?xml version="1.0" encoding="UTF-8"?>
<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9" xmlns:xhtml="http://www.w3.org/1999/xhtml">
${urls.slice(0, URLS_MAX).join("\n")}
</urlset>
`;
}

/** `sitemaps` are whole addresses. */
export function robots(sitemaps: readonly string[]): string {
  const closed = ["/console", "/v1", "/r$", "/r?"].map((path) => `Disallow: ${path}`);
  return `${["User-agent: *", ...closed, "", ...sitemaps.map((url) => `Sitemap: ${url}`)].join("\n")}\n`;
}
