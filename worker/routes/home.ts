import type { Context } from "hono";
import type { HomeResponse } from "../../protocol/api.ts";
import type { ArticleRef } from "../../protocol/article.ts";
import { FILE_MAX_BYTES, FILE_MAX_BYTES_IN_OBJECT } from "../../protocol/limits.ts";
import { ownOrigins } from "../access/origins.ts";
import type { Env } from "../env.ts";
import { interfaceLocale } from "../help/language.ts";
import { presence } from "../hours/expectation.ts";
import type { KnowledgeBase } from "../kb/knowledge-base.ts";
import { knowledgeBase, knowledgeManifest, siteOf } from "../knowledge.ts";
import { consentText, spokenLocale } from "../workspace/consent-text.ts";
import { reportPage } from "../workspace/seen-report.ts";
import { findSite, type Site } from "../workspace/settings.ts";
import { settingsSnapshot } from "../workspace/snapshot.ts";
import { wayLinks } from "../workspace/way-links.ts";
import { localeOf, notFound, PUBLIC, siteName, unavailable } from "./public-reading.ts";
import { suggestedArticles } from "./suggested.ts";

type C = Context<{ Bindings: Env }>;

/** Articles on the home view when the site names none. */
const HOME_ARTICLES = 6;

/** What the panel opens with. Without settings and without a knowledge base it still is a home. */
export async function home(c: C): Promise<Response> {
  const now = Date.now();
  const id = siteName(c);
  const locale = localeOf(c);
  const spoken = interfaceLocale(locale);
  const [manifest, settings] = await Promise.all([
    knowledgeManifest(c.env).catch(() => {
      throw unavailable();
    }),
    settingsSnapshot(c.env, now),
  ]);
  const known = siteOf(manifest, id);
  if (!known) throw notFound();
  const kb = await knowledgeBase(c.env, id, locale);
  const site = findSite(settings, id);
  if (site) noteOrigin(c, site, now);
  const body: HomeResponse = {
    site: id,
    name: known.name[spoken],
    locale: kb?.locale ?? spoken,
    kbVersion: kb?.version ?? null,
    articles: kb ? popularArticles(kb, known.popular) : [],
    suggested: kb ? suggestedArticles(kb, c.req.query("suggest") ?? "") : [],
    greeting: site?.greeting[spoken] || null,
    // The rest are the owner's words, of which there are English and Russian ones.
    presence: presence(site?.hours ?? null, now, spokenLocale(locale)),
    ways: wayLinks(site?.ways ?? [], spoken),
    help: `/help/${id}/${kb?.locale ?? spoken}`,
    consent: consentText(site, spokenLocale(locale), known.name),
    files: site?.attachments === false ? null : { maxBytes: fileMaxBytes(c.env) },
    identityRequired: site?.identityRequired ?? false,
  };
  return c.json(body, 200, PUBLIC);
}

/** For the owner's first day: is the snippet on the page? */
function noteOrigin(c: C, site: Site, now: number): void {
  const origin = c.req.header("Origin");
  if (origin && !ownOrigins(c.env, c.req.raw).includes(origin)) reportPage(c.env, c.executionCtx, site, origin, now);
}

/** Where there is no bucket, the conversation's own object has less room. */
function fileMaxBytes(env: Env): number {
  return env.FILES ? FILE_MAX_BYTES : FILE_MAX_BYTES_IN_OBJECT;
}

function popularArticles(kb: KnowledgeBase, popular: readonly string[]): ArticleRef[] {
  const present = popular.filter((id) => kb.articles.has(id));
  const ids = present.length > 0 ? present : [...kb.articles.keys()];
  return ids.slice(0, HOME_ARTICLES).flatMap((id) => {
    const article = kb.articles.get(id);
    return article ? [{ id, title: article.title }] : [];
  });
}
