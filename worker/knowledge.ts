import type { Env } from "./env.ts";
import { type KnowledgeBase, openKnowledgeBase } from "./kb/knowledge-base.ts";
import { type Manifest, parseManifest } from "./kb/manifest.ts";
import { errorText, log } from "./log.ts";

/** How soon an edited knowledge base is seen; and how long a failure is believed before the next try. */
const MANIFEST_FRESH_MS = 10_000;
/** A file from disk or edge cache takes milliseconds; a visitor should not wait longer than this for the bot. */
const LOAD_TIMEOUT_MS = 5_000;
/** Opened files kept per isolate: every site and locale of a normal desk; the oldest goes first. */
const KEPT = 16;

type Loaded = { promise: Promise<Manifest>; at: number };
let manifest: Loaded | null = null;
const files = new Map<string, Promise<KnowledgeBase>>();

/** The site's knowledge base in the asked language, or in the site's first one. null: it cannot be had now (logged). */
export async function knowledgeBase(env: Env, site: string, locale: string): Promise<KnowledgeBase | null> {
  try {
    const entry = siteOf(await knowledgeManifest(env), site);
    const chosen = entry && (entry.locales[locale] ?? Object.values(entry.locales)[0]);
    return chosen ? await opened(env, chosen.file) : null;
  } catch (error) {
    log("error", "kb_unavailable", { site, locale, error: errorText(error) });
    return null;
  }
}

/** Throws when the manifest cannot be read. */
export function knowledgeManifest(env: Env): Promise<Manifest> {
  const now = Date.now();
  if (manifest && now - manifest.at < MANIFEST_FRESH_MS && now >= manifest.at) return manifest.promise;
  const promise = file(env, "manifest.json").then(async (r) => {
    const parsed = parseManifest(await r.text());
    if (!parsed) throw new Error("knowledge base manifest is damaged, or of another version");
    return parsed;
  });
  manifest = { promise, at: now };
  return promise;
}

/** `default` is the first site of the settings; where no settings are asked, the first of the manifest. */
export function siteOf(from: Manifest, name: string) {
  const id = name === "default" ? Object.keys(from.sites)[0] : name;
  return id !== undefined && Object.hasOwn(from.sites, id) ? (from.sites[id] ?? null) : null;
}

function opened(env: Env, name: string): Promise<KnowledgeBase> {
  const present = files.get(name);
  if (present) return present;
  const loading = file(env, name).then(async (r) => openKnowledgeBase(new Uint8Array(await r.arrayBuffer())));
  files.set(name, loading);
  // A failure must not be kept: the file may be there the next time.
  loading.catch(() => files.delete(name));
  if (files.size > KEPT) files.delete(files.keys().next().value ?? "");
  return loading;
}

async function file(env: Env, name: string): Promise<Response> {
  const source = env.KB ?? env.ASSETS;
  const response = await source.fetch(`http://files/kb/${name}`, { signal: AbortSignal.timeout(LOAD_TIMEOUT_MS) });
  if (!response.ok) {
    await response.body?.cancel();
    throw new Error(`knowledge base file ${name}: status ${response.status}`);
  }
  return response;
}
