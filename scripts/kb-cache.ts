import { createHash } from "node:crypto";
import { mkdir, readdir, readFile, rename, rm, stat, utimes, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { openKnowledgeBase } from "../worker/kb/knowledge-base.ts";
import type { BuiltFile, Progress } from "../worker/kb/source/build-file.ts";
import type { CompiledSite } from "../worker/kb/source/compile.ts";
import { buildLocale } from "./kb-locale.ts";
import { DIST } from "./paths.ts";
import { sourcesHash } from "./sources-hash.ts";

/** Of this checkout. May be removed at any time. */
export const KB_CACHE = `${DIST}kb-cache`;
/** Files that are kept, the last used ones: a large site in both languages is 20 MB. */
const KEPT = 40;
/** The code that runs here, as it was when it was first asked. */
let builders: Promise<string> | undefined;

type Kept = Pick<BuiltFile, "version" | "expected"> & { bytes: string };

/**
 * `buildLocale`, or what it gave before for the same articles and the same code: measuring how a bot will do takes seconds, reading takes
 * milliseconds. A folder that cannot be read or written costs only the time.
 */
export async function cachedLocale(
  folder: string,
  site: CompiledSite,
  locale: string,
  progress?: Progress,
): Promise<BuiltFile> {
  const path = join(folder, `${await keyOf(site, locale)}.json`);
  const kept = await readKept(path);
  if (kept) return kept;
  const built = buildLocale(site, locale, progress);
  await keep(folder, path, built).catch(() => undefined);
  return built;
}

async function keyOf(site: CompiledSite, locale: string): Promise<string> {
  builders ??= sourcesHash(["protocol", "worker/kb"]);
  const articles = JSON.stringify([site.id, locale, site.answerPrecision, site.locales.get(locale) ?? []]);
  return createHash("sha256")
    .update(await builders)
    .update(articles)
    .digest("hex");
}

async function readKept(path: string): Promise<BuiltFile | null> {
  try {
    const { version, expected, bytes } = JSON.parse(await readFile(path, "utf8")) as Kept;
    const whole = new Uint8Array(Buffer.from(bytes, "base64"));
    if (openKnowledgeBase(whole).version !== version) return null;
    const now = new Date();
    await utimes(path, now, now).catch(() => undefined);
    return { version, expected, bytes: whole };
  } catch {
    // Absent, or damaged: it is built anew.
    return null;
  }
}

/** Whole or not at all; the oldest go. */
async function keep(folder: string, path: string, { version, expected, bytes }: BuiltFile): Promise<void> {
  await mkdir(folder, { recursive: true });
  const draft = `${path}.${process.pid}.tmp`;
  await writeFile(
    draft,
    JSON.stringify({ version, expected, bytes: Buffer.from(bytes).toString("base64") } satisfies Kept),
  );
  await rename(draft, path);
  const files = await Promise.all(
    (await readdir(folder)).map(async (name) => {
      const file = join(folder, name);
      return { file, used: (await stat(file)).mtimeMs };
    }),
  );
  for (const { file } of files.sort((a, b) => b.used - a.used).slice(KEPT)) await rm(file, { force: true });
}
