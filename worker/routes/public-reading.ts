import type { Context } from "hono";
import { AppError } from "../app-error.ts";
import type { Env } from "../env.ts";
import type { KnowledgeBase } from "../kb/knowledge-base.ts";
import { knowledgeBase, knowledgeManifest, siteOf } from "../knowledge.ts";
import { configuredSites } from "../workspace/configured-sites.ts";

type C = Context<{ Bindings: Env }>;

/*
 * Public reading of published articles: no cookie, no token, and no object for search and articles. Everybody may read it
 * from anywhere, so it is cacheable and needs no list of origins.
 */
export const PUBLIC = { "Access-Control-Allow-Origin": "*", "Cache-Control": "public, max-age=60" };
export const PUBLIC_ERROR = { "Access-Control-Allow-Origin": "*" };

/** The knowledge base that the address names, in its language. Throws not_found and unavailable. */
export async function requiredKnowledge(c: C): Promise<KnowledgeBase> {
  const name = siteName(c);
  const manifest = await knowledgeManifest(c.env).catch(() => null);
  if (manifest && !siteOf(manifest, name)) throw notFound();
  const kb = await knowledgeBase(c.env, name, localeOf(c));
  if (!kb) throw unavailable();
  return kb;
}

export function notFound(): AppError {
  return new AppError("not_found", { headers: PUBLIC_ERROR });
}

export function unavailable(): AppError {
  return new AppError("unavailable", { retryAfterMs: 5_000, headers: PUBLIC_ERROR });
}

/** `default` means the same site as for conversations: the first configured one. No object is asked for it. */
export function siteId(c: C, name: string): string {
  return name === "default" ? (configuredSites(c.env.SITES)[0]?.id ?? name) : name;
}

/** The site that the address names. */
export function siteName(c: C): string {
  return siteId(c, c.req.param("site") ?? "default");
}

/** Of the articles that are asked for, as the help centre's pages and browsers name it: "ru", "ru-RU", "pt-BR". */
export function localeOf(c: C): string {
  const asked = /^([a-z]{2,3})(?:[-_]([a-z0-9]{2,8}))?(?![a-z0-9])/i.exec(c.req.query("lang") ?? "");
  const [, language = "en", region] = asked ?? [];
  return region === undefined ? language.toLowerCase() : `${language.toLowerCase()}-${region}`;
}
