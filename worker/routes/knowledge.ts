import type { Context } from "hono";
import type { HomeResponse, SearchResponse } from "../../protocol/api.ts";
import type { ArticleRef } from "../../protocol/article.ts";
import { SEARCH_MAX_CODE_POINTS } from "../../protocol/limits.ts";
import { AppError } from "../app-error.ts";
import type { Env } from "../env.ts";
import { publicArticle } from "../kb/knowledge-base.ts";
import { search } from "../kb/search.ts";
import { knowledgeBase, knowledgeManifest, siteOf } from "../knowledge.ts";
import { configuredSites } from "../workspace/configured-sites.ts";

type C = Context<{ Bindings: Env }>;

/** Articles on the home view when the site names none. */
const HOME_ARTICLES = 6;

/*
 * Public reading of published articles: no cookie, no token, no object. Everybody may read it from anywhere, so it is
 * cacheable and needs no list of origins.
 */
const PUBLIC = { "Access-Control-Allow-Origin": "*", "Cache-Control": "public, max-age=60" };

export async function home(c: C): Promise<Response> {
  const name = siteName(c);
  const locale = localeOf(c);
  const manifest = await knowledgeManifest(c.env).catch(() => {
    throw new AppError("unavailable", { retryAfterMs: 5_000, headers: { "Access-Control-Allow-Origin": "*" } });
  });
  const site = siteOf(manifest, name);
  if (!site) throw notFound();
  const kb = await knowledgeBase(c.env, name, locale);
  const articles: ArticleRef[] = [];
  const popular = kb ? site.popular.filter((id) => kb.articles.has(id)) : [];
  for (const id of popular.length > 0 ? popular : [...(kb?.articles.keys() ?? [])]) {
    const article = kb?.articles.get(id);
    if (article && articles.length < HOME_ARTICLES) articles.push({ id, title: article.title });
  }
  const body: HomeResponse = {
    site: name,
    name: locale === "ru" ? site.name.ru : site.name.en,
    locale: kb?.locale ?? locale,
    kbVersion: kb?.version ?? null,
    articles,
  };
  return c.json(body, 200, PUBLIC);
}

export async function find(c: C): Promise<Response> {
  const query = c.req.query("q") ?? "";
  // Each code point is at most two units; the search itself cuts at SEARCH_MAX_CODE_POINTS.
  if (query.length > SEARCH_MAX_CODE_POINTS * 2) throw new AppError("too_big", { field: "q", headers: PUBLIC_ERROR });
  const kb = await required(c);
  const body: SearchResponse = { kbVersion: kb.version, hits: search(kb, query) };
  return c.json(body, 200, PUBLIC);
}

export async function article(c: C): Promise<Response> {
  const kb = await required(c);
  const found = publicArticle(kb, `${c.req.param("category")}/${c.req.param("slug")}`);
  if (!found) throw notFound();
  return c.json(found, 200, PUBLIC);
}

const PUBLIC_ERROR = { "Access-Control-Allow-Origin": "*" };

async function required(c: C) {
  const name = siteName(c);
  const manifest = await knowledgeManifest(c.env).catch(() => null);
  if (manifest && !siteOf(manifest, name)) throw notFound();
  const kb = await knowledgeBase(c.env, name, localeOf(c));
  if (!kb) throw new AppError("unavailable", { retryAfterMs: 5_000, headers: PUBLIC_ERROR });
  return kb;
}

function notFound(): AppError {
  return new AppError("not_found", { headers: PUBLIC_ERROR });
}

/** `default` means the same site as for conversations: the first configured one. No object is asked for it. */
function siteName(c: C): string {
  const name = c.req.param("site") ?? "default";
  return name === "default" ? (configuredSites(c.env.SITES)[0]?.id ?? name) : name;
}

function localeOf(c: C): string {
  return /^[a-z]{2}/.exec(c.req.query("lang")?.toLowerCase() ?? "")?.[0] ?? "en";
}
