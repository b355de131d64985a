import { createHash } from "node:crypto";
import { mkdir, readdir, readFile, rename, rm, stat, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { type Manifest, type ManifestLocale, type ManifestSite, parseManifest } from "../worker/kb/manifest.ts";
import { buildFile } from "../worker/kb/source/build-file.ts";
import { type CompiledSite, compile } from "../worker/kb/source/compile.ts";
import type { Problem } from "../worker/kb/source/problem.ts";
import { byCodeUnit } from "../worker/kb/term-index.ts";
import { readFolder } from "./kb-folder.ts";

export const sha256 = (bytes: Uint8Array): string => createHash("sha256").update(bytes).digest("hex");

/** Reads and checks a folder of articles; writes nothing. */
export async function checkKnowledgeBase(from: string): Promise<{ sites: CompiledSite[]; problems: Problem[] }> {
  const root = from.replace(/(?<=.)\/+$/, "");
  const { files, problems } = await readFolder(root);
  const compiled = compile(files, root);
  const all = [...problems, ...compiled.problems];
  all.sort((a, b) => byCodeUnit(a.file, b.file) || (a.line ?? 0) - (b.line ?? 0));
  return { sites: compiled.sites, problems: all };
}

async function previousFiles(folder: string): Promise<Set<string>> {
  try {
    const manifest = parseManifest(await readFile(join(folder, "manifest.json"), "utf8"));
    const sites = Object.values(manifest?.sites ?? {});
    return new Set(sites.flatMap((site) => Object.values(site.locales).map((locale) => locale.file)));
  } catch {
    return new Set();
  }
}

/** Whole or not at all, also when the machine stops in between. */
async function writeAtomic(path: string, data: Uint8Array | string): Promise<void> {
  const draft = `${path}.${process.pid}.tmp`;
  await writeFile(draft, data);
  await rename(draft, path);
}

/**
 * Builds `<out>/kb/`: one file per site and locale, then `manifest.json` (v 1), then removes files that neither this manifest nor the
 * one before names: a running server reads the old ones until it has read the manifest again. With errors nothing is written and
 * `manifest` is null. Faults of the disk under `out` are thrown.
 */
export async function buildKnowledgeBase(options: {
  from: string;
  out: string;
}): Promise<{ ok: boolean; problems: Problem[]; manifest: Manifest | null }> {
  const { sites, problems } = await checkKnowledgeBase(options.from);
  if (problems.some((problem) => problem.level === "error")) return { ok: false, problems, manifest: null };

  const folder = join(options.out, "kb");
  await mkdir(folder, { recursive: true });
  const before = await previousFiles(folder);
  const named = new Set<string>();
  const entries: [string, ManifestSite][] = [];
  for (const site of sites) {
    const locales: [string, ManifestLocale][] = [];
    for (const locale of [...site.locales.keys()].sort(byCodeUnit)) {
      const articles = site.locales.get(locale) ?? [];
      const { version, bytes } = buildFile(site.id, locale, articles, sha256);
      const file = `${site.id}.${locale}.${version}.bin`;
      named.add(file);
      // The name is the content, so a file of the right size is there already.
      const present = await stat(join(folder, file)).catch(() => null);
      if (present?.size !== bytes.length) await writeAtomic(join(folder, file), bytes);
      locales.push([locale, { file, version, articles: articles.length }]);
    }
    entries.push([site.id, { name: site.name, popular: site.popular, locales: Object.fromEntries(locales) }]);
  }
  const manifest: Manifest = { v: 1, sites: Object.fromEntries(entries) };
  await writeAtomic(join(folder, "manifest.json"), `${JSON.stringify(manifest, null, 2)}\n`);

  for (const file of await readdir(folder)) {
    if (file.endsWith(".bin") && !named.has(file) && !before.has(file)) await rm(join(folder, file));
  }
  return { ok: true, problems, manifest };
}
