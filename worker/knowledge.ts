import { HELP_SITE } from "../protocol/model.ts";
import type { Env } from "./env.ts";
import { type KnowledgeBase, openKnowledgeBase } from "./kb/knowledge-base.ts";
import { type Manifest, parseManifest } from "./kb/manifest.ts";
import { errorText, log } from "./log.ts";
import { OpenedFiles } from "./opened-files.ts";
import { withinTime } from "./within-time.ts";

/** How soon an edited knowledge base is seen. */
const MANIFEST_FRESH_MS = 10_000;
/** A file from disk or edge cache takes milliseconds; a visitor should not wait longer than this for the bot. */
const LOAD_TIMEOUT_MS = 5_000;
/**
 * Of an isolate's 128 MB, for built files, which stay in memory as they are: one of 10 000 articles (38 MB, bench/results.md), or
 * dozens of ordinary ones. Two of 10 000 that are asked in turn are read anew each time.
 */
const KEPT_BYTES = 40 * 1024 * 1024;
/** Who asks while another request reads the same file waits for it so long, then reads it too. */
const SHARED_WAIT_MS = 1_000;
const SHARED_POLL_MS = 10;

/*
 * What is kept between requests are values, never promises: a promise belongs to the request that began it, and if that
 * request is cancelled it never settles. Whoever comes while a file is being read looks for it again and again, for a bounded time: many
 * at once after a cold start would otherwise hold as many copies.
 */
let manifest: { value: Manifest; at: number } | null = null;
const files = new OpenedFiles<KnowledgeBase>(KEPT_BYTES);
/** Files that a request is reading; the entry of a cancelled one stays, and nobody waits long for it. */
const reading = new Set<string>();

/** The site's knowledge base in the asked language, or else as `nearest` says. null: it cannot be had now (logged). */
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

/** The asked one, else one of the same language ("ru-RU" reads "ru", "pt" reads "pt-BR"), else English, else the first. */
export function nearest(locales: readonly string[], asked: string): string | undefined {
  const language = (locale: string) => locale.split("-", 1)[0];
  return (
    locales.find((one) => one === asked) ??
    locales.find((one) => one === language(asked)) ??
    locales.find((one) => language(one) === language(asked)) ??
    locales.find((one) => language(one) === "en") ??
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
  for (let waited = 0; waited <= SHARED_WAIT_MS; waited += SHARED_POLL_MS) {
    const present = files.get(name);
    if (present) return present;
    if (!reading.has(name)) break;
    await scheduler.wait(SHARED_POLL_MS);
  }
  reading.add(name);
  try {
    const bytes = await file(env, name, (length) => files.makeRoom(length));
    const loaded = openKnowledgeBase(bytes);
    files.put(name, loaded, bytes.length);
    return loaded;
  } finally {
    reading.delete(name);
  }
}

function file(env: Env, name: string, announce?: (length: number) => void): Promise<Uint8Array> {
  return withinTime(
    read(env.KB ?? env.ASSETS, name, announce),
    LOAD_TIMEOUT_MS,
    `knowledge base file ${name}: too slow`,
  );
}

async function read(source: Fetcher, name: string, announce?: (length: number) => void): Promise<Uint8Array> {
  const response = await source.fetch(`http://files/kb/${name}`);
  if (!response.ok) {
    await response.body?.cancel();
    throw new Error(`knowledge base file ${name}: status ${response.status}`);
  }
  announce?.(Number(response.headers.get("Content-Length") ?? 0));
  return new Uint8Array(await response.arrayBuffer());
}
