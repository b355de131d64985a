import { HELP_SITE } from "../protocol/model.ts";
import type { Env } from "./env.ts";
import { type KnowledgeBase, openKnowledgeBase } from "./kb/knowledge-base.ts";
import { type Manifest, parseManifest } from "./kb/manifest.ts";
import { errorText, log } from "./log.ts";
import { withinTime } from "./within-time.ts";

/** How soon an edited knowledge base is seen. */
const MANIFEST_FRESH_MS = 10_000;
/** A file from disk or edge cache takes milliseconds; a visitor should not wait longer than this for the bot. */
const LOAD_TIMEOUT_MS = 5_000;
/** Opened files kept per isolate: every site and locale of a normal desk; the oldest goes first. */
const KEPT = 16;

/*
 * What is kept between requests are values, never promises: a promise belongs to the request that began it, and if that
 * request is cancelled it never settles. Two that come at once load twice, which costs less than one that waits for ever.
 */
let manifest: { value: Manifest; at: number } | null = null;
const files = new Map<string, KnowledgeBase>();

/** The site's knowledge base in the asked language, or in the site's first one. null: it cannot be had now (logged). */
export async function knowledgeBase(env: Env, site: string, locale: string): Promise<KnowledgeBase | null> {
  try {
    const entry = siteOf(await knowledgeManifest(env), site);
    const chosen = entry && entry.locales[nearest(Object.keys(entry.locales), locale) ?? ""];
    return chosen ? await opened(env, chosen.file) : null;
  } catch (error) {
    log("error", "kb_unavailable", { site, locale, error: errorText(error) });
    return null;
  }
}

/** The asked one, else one of the same language ("ru-RU" reads "ru", "pt" reads "pt-BR"), else the first. */
export function nearest(locales: readonly string[], asked: string): string | undefined {
  const language = (locale: string) => locale.split("-", 1)[0];
  return (
    locales.find((one) => one === asked) ??
    locales.find((one) => one === language(asked)) ??
    locales.find((one) => language(one) === language(asked)) ??
    locales[0]
  );
}

/** Throws when the manifest cannot be read. */
export async function knowledgeManifest(env: Env): Promise<Manifest> {
  const now = Date.now();
  if (manifest && now - manifest.at < MANIFEST_FRESH_MS && now >= manifest.at) return manifest.value;
  const value = parseManifest(new TextDecoder().decode(await file(env, "manifest.json")));
  if (!value) throw new Error("knowledge base manifest is damaged, or of another version");
  manifest = { value, at: now };
  return value;
}

/** `default`, where no site is configured, is the first of the manifest, but never Deskbell's own help. */
export function siteOf(from: Manifest, name: string) {
  const id = name === "default" ? Object.keys(from.sites).find((site) => site !== HELP_SITE) : name;
  return id !== undefined && Object.hasOwn(from.sites, id) ? (from.sites[id] ?? null) : null;
}

async function opened(env: Env, name: string): Promise<KnowledgeBase> {
  const present = files.get(name);
  if (present) return present;
  const loaded = openKnowledgeBase(await file(env, name));
  files.set(name, loaded);
  if (files.size > KEPT) files.delete(files.keys().next().value ?? "");
  return loaded;
}

function file(env: Env, name: string): Promise<Uint8Array> {
  return withinTime(read(env.KB ?? env.ASSETS, name), LOAD_TIMEOUT_MS, `knowledge base file ${name}: too slow`);
}

async function read(source: Fetcher, name: string): Promise<Uint8Array> {
  const response = await source.fetch(`http://files/kb/${name}`);
  if (!response.ok) {
    await response.body?.cancel();
    throw new Error(`knowledge base file ${name}: status ${response.status}`);
  }
  return new Uint8Array(await response.arrayBuffer());
}
