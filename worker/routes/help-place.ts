import type { Context } from "hono";
import { HELP_SITE } from "../../protocol/model.ts";
import { ownOrigins } from "../access/origins.ts";
import type { Env } from "../env.ts";
import { entryPath } from "../help/addresses.ts";
import type { HelpSite } from "../help/help-site.ts";
import { interfaceLocale, negotiate } from "../help/language.ts";
import { presence } from "../hours/expectation.ts";
import type { KnowledgeBase } from "../kb/knowledge-base.ts";
import type { Manifest, ManifestSite } from "../kb/manifest.ts";
import { knowledgeBase, knowledgeManifest, siteOf } from "../knowledge.ts";
import { findSite } from "../workspace/settings.ts";
import { settingsSnapshot } from "../workspace/snapshot.ts";
import { wayLinks } from "../workspace/way-links.ts";
import { siteId } from "./public-reading.ts";

export type C = Context<{ Bindings: Env }>;

/** A known site in one of its languages, opened. */
export type Place = { site: HelpSite; manifest: ManifestSite; kb: KnowledgeBase };

/** Why a page cannot be shown: `site` as far as it is known. */
export type Missing = { kind: "not_found" | "unavailable"; site: HelpSite | null } | { kind: "redirect"; to: string };

export const publicOrigin = (c: C): string => ownOrigins(c.env, c.req.raw)[0] ?? new URL(c.req.url).origin;

/** null: it cannot be read now. */
export async function manifestOf(c: C): Promise<Manifest | null> {
  return knowledgeManifest(c.env).catch(() => null);
}

/** Languages in which the site has articles. */
export function localesOf(manifest: ManifestSite): string[] {
  return Object.keys(manifest.locales).filter((locale) => (manifest.locales[locale]?.articles ?? 0) > 0);
}

/** The language of a page that has none of its own: what stands in the path, else what the browser asks for. */
export function readerLocale(c: C, offered: readonly string[] = ["en", "ru"]): string {
  const path = /^\/help\/[^/]+\/(en|ru)(?:\/|$)/.exec(new URL(c.req.url).pathname)?.[1];
  return path ?? negotiate(c.req.header("Accept-Language"), offered);
}

/** The site that the path names, in the language that the path names. */
export async function placeOf(c: C): Promise<Place | Missing> {
  const name = c.req.param("site") ?? "";
  const locale = c.req.param("locale") ?? "";
  const id = siteId(c, name);
  if (id !== name) {
    // The address as it was sent: decoded, as the router has it, it may hold a line break, which no header takes.
    const { pathname } = new URL(c.req.url);
    return { kind: "redirect", to: pathname.replace(/^\/help\/[^/]+/, entryPath(id)) };
  }
  const all = await manifestOf(c);
  if (!all) return { kind: "unavailable", site: null };
  const manifest = siteOf(all, id);
  if (!manifest) return { kind: "not_found", site: null };
  const locales = Object.keys(manifest.locales);
  const known = locales.includes(locale);
  const site = await helpSite(c, id, manifest, known ? locale : negotiate(readerLocale(c), locales));
  if (!known) return { kind: "not_found", site };
  const kb = await knowledgeBase(c.env, id, locale);
  // The manifest may name a file that has just been replaced; its language is then another one.
  return kb && kb.locale === locale ? { site, manifest, kb } : { kind: "unavailable", site };
}

export async function helpSite(c: C, id: string, manifest: ManifestSite, locale: string): Promise<HelpSite> {
  const now = Date.now();
  const settings = await settingsSnapshot(c.env, now);
  const set = findSite(settings, id);
  const words = interfaceLocale(locale);
  const own = id === HELP_SITE;
  // Without settings a way to a human is better than none: the chat itself says if it cannot be had.
  const chat = !own && (set !== null || settings.sites.length === 0);
  return {
    id,
    name: own ? "Deskbell" : manifest.name[words],
    locale,
    locales: localesOf(manifest),
    origin: publicOrigin(c),
    chat,
    own,
    presence: chat && set ? presence(set.hours, now, words) : null,
    ways: set ? wayLinks(set.ways, words) : [],
  };
}

/** The site's knowledge bases by language: those that can be had. */
export async function allLanguages(c: C, site: HelpSite): Promise<KnowledgeBase[]> {
  const all = await Promise.all(site.locales.map((locale) => knowledgeBase(c.env, site.id, locale)));
  return all.filter((one) => one !== null);
}
