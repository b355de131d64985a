import { SEARCH_MAX_CODE_POINTS } from "../../protocol/limits.ts";
import { HELP_SITE } from "../../protocol/model.ts";
import { ownOrigins } from "../access/origins.ts";
import { articlePath, categoryPath, homePath, sitemapPath } from "../help/addresses.ts";
import { ArticlePage } from "../help/article-page.tsx";
import { CategoryPage } from "../help/category-page.tsx";
import { excerpt, opening } from "../help/excerpt.ts";
import { IndexPage } from "../help/index-page.tsx";
import { negotiate } from "../help/language.ts";
import { cachedPage, htmlOf, type Page, pageHeaders } from "../help/page-response.ts";
import { SearchPage } from "../help/search-page.tsx";
import { robots, sitemap } from "../help/sitemap.ts";
import { publicArticle } from "../kb/knowledge-base.ts";
import { search } from "../kb/search.ts";
import { byCategory, contents, humanised } from "../kb/table-of-contents.ts";
import { knowledgeBase, siteOf } from "../knowledge.ts";
import { missingPage } from "./help-missing.ts";
import { allLanguages, type C, localesOf, manifestOf, placeOf, publicOrigin } from "./help-place.ts";
import { siteId } from "./public-reading.ts";

/*
 * The help centre: public pages of published articles. Like the public reading of articles they need no cookie and no token, and
 * everybody may keep them for a minute.
 */

export async function root(c: C): Promise<Response> {
  const all = await manifestOf(c);
  // A desk that runs without Deskbell's own help has its visitors' one.
  return toLanguage(c, !all || siteOf(all, HELP_SITE) ? HELP_SITE : siteId(c, "default"));
}

/** The reader's language is chosen here and nowhere else; every other address says its own. */
export async function entry(c: C): Promise<Response> {
  return toLanguage(c, siteId(c, c.req.param("site") ?? ""));
}

async function toLanguage(c: C, id: string): Promise<Response> {
  const all = await manifestOf(c);
  if (!all) return missingPage(c, { kind: "unavailable", site: null });
  const manifest = siteOf(all, id);
  if (!manifest) return missingPage(c, { kind: "not_found", site: null });
  const offered = localesOf(manifest);
  // Without an article there is still a page that says so.
  const locales = offered.length > 0 ? offered : Object.keys(manifest.locales);
  if (locales.length === 0) return missingPage(c, { kind: "not_found", site: null });
  const to = homePath(id, negotiate(c.req.header("Accept-Language"), locales));
  return c.body(null, 302, { Location: to, Vary: "Accept-Language", "Cache-Control": "public, max-age=60" });
}

export async function index(c: C): Promise<Response> {
  const place = await placeOf(c);
  // Links made for a language that the site does not have (the widget's own, an old one) lead to one that it has.
  const spoken = /^(en|ru)$/.test(c.req.param("locale") ?? "");
  if ("kind" in place && place.kind === "not_found" && place.site && place.site.locales.length > 0 && spoken) {
    return c.body(null, 302, { Location: homePath(place.site.id, place.site.locale), "Cache-Control": "no-cache" });
  }
  if ("kind" in place) return missingPage(c, place);
  const { site, manifest, kb } = place;
  const popular = manifest.popular.flatMap((id) => {
    const found = kb.articles.get(id);
    return found ? [{ id, title: found.title }] : [];
  });
  const alternates = site.locales.map((locale) => ({ locale, path: homePath(site.id, locale) }));
  return page(c, IndexPage({ site, categories: contents(kb, manifest), popular, alternates }));
}

export async function category(c: C): Promise<Response> {
  const place = await placeOf(c);
  if ("kind" in place) return missingPage(c, place);
  const { site, manifest, kb } = place;
  const found = contents(kb, manifest).find(({ id }) => id === c.req.param("category"));
  if (!found) return missingPage(c, { kind: "not_found", site });
  const articles = found.articles.map((article) => ({
    ...article,
    excerpt: opening(kb.articles.get(article.id)?.body ?? []),
  }));
  const others = await allLanguages(c, site);
  const alternates = others
    .filter((other) => byCategory(other).has(found.id))
    .map(({ locale }) => ({ locale, path: categoryPath(site.id, locale, found.id) }));
  return page(c, CategoryPage({ site, category: found, articles, alternates }));
}

export async function article(c: C): Promise<Response> {
  const place = await placeOf(c);
  if ("kind" in place) return missingPage(c, place);
  const { site, manifest, kb } = place;
  const id = `${c.req.param("category")}/${c.req.param("slug")}`;
  const others = (await allLanguages(c, site)).flatMap((other) => {
    const stored = other.articles.get(id);
    return stored
      ? [{ locale: other.locale, path: articlePath(site.id, other.locale, stored.id), title: stored.title }]
      : [];
  });
  const found = publicArticle(kb, id);
  if (!found) return missingPage(c, { kind: "not_found", site }, others);
  const named = contents(kb, manifest).find((one) => one.id === found.category);
  return page(
    c,
    ArticlePage({
      site,
      article: found,
      category: { id: found.category, name: named?.name ?? humanised(found.category) },
      has: (other) => kb.articles.has(other),
      alternates: others,
      thanks: c.req.query("thanks") === "1",
    }),
  );
}

export async function find(c: C): Promise<Response> {
  const place = await placeOf(c);
  if ("kind" in place) return missingPage(c, place);
  const { site, manifest, kb } = place;
  // Twice the limit in units holds every allowed code point; the rest of a huge address is not walked through.
  const asked = (c.req.query("q") ?? "").slice(0, SEARCH_MAX_CODE_POINTS * 2);
  const query = [...asked].slice(0, SEARCH_MAX_CODE_POINTS).join("");
  const hits = search(kb, query).map((hit) => ({
    ...hit,
    excerpt: excerpt(kb.articles.get(hit.id)?.body ?? [], query, kb.locale),
  }));
  return page(c, SearchPage({ site, query, hits, categories: contents(kb, manifest) }));
}

export async function siteMap(c: C): Promise<Response> {
  const id = siteId(c, c.req.param("site") ?? "");
  const all = await manifestOf(c);
  if (!all) return missingPage(c, { kind: "unavailable", site: null });
  const manifest = siteOf(all, id);
  if (!manifest) return missingPage(c, { kind: "not_found", site: null });
  const kbs = (await Promise.all(localesOf(manifest).map((locale) => knowledgeBase(c.env, id, locale)))).filter(
    (kb) => kb !== null,
  );
  const pages = new Map<string, { lastmod: string | null; alternates: { locale: string; path: string }[] }>();
  const add = (key: string, locale: string, path: string, lastmod: string | null) => {
    const known = pages.get(key) ?? { lastmod, alternates: [] };
    known.alternates.push({ locale, path });
    if (lastmod !== null && (known.lastmod ?? "") < lastmod) known.lastmod = lastmod;
    pages.set(key, known);
  };
  for (const kb of kbs) add("", kb.locale, homePath(id, kb.locale), null);
  for (const kb of kbs) {
    for (const one of contents(kb, manifest)) add(one.id, kb.locale, categoryPath(id, kb.locale, one.id), null);
  }
  for (const kb of kbs) {
    for (const one of kb.articles.values()) add(one.id, kb.locale, articlePath(id, kb.locale, one.id), one.updated);
  }
  return c.body(sitemap(publicOrigin(c), [...pages.values()]), 200, textHeaders("application/xml"));
}

/** Every site that has articles; what is not for search engines is closed to them. */
export async function robotsText(c: C): Promise<Response> {
  const all = await manifestOf(c);
  if (!all) return c.text("Not available now.\n", 503, { "Retry-After": "60", "Cache-Control": "no-store" });
  const sites = Object.entries(all.sites).filter(([, manifest]) => localesOf(manifest).length > 0);
  return c.body(robots(sites.map(([id]) => `${publicOrigin(c)}${sitemapPath(id)}`)), 200, textHeaders("text/plain"));
}

function textHeaders(type: string): Record<string, string> {
  return {
    "Content-Type": `${type}; charset=utf-8`,
    "Cache-Control": "public, max-age=60",
    "X-Content-Type-Options": "nosniff",
  };
}

function page(c: C, content: Page): Promise<Response> {
  return cachedPage(c.req.raw, htmlOf(content), pageHeaders(ownOrigins(c.env, c.req.raw)));
}
