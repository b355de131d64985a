import { mkdir, readdir, readFile, stat, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import { stringify } from "yaml";
import { HELP_SITE, SITE_ID } from "../protocol/model.ts";
import { importCsv } from "./kb-csv.ts";
import { type Imported, importRecords } from "./kb-import.ts";

export type ImportResult = { ok: true; said: string[] } | { ok: false; said: string[] };

/** Faults named in full; a file of the wrong kind has one per line. */
const FAULTS_SHOWN = 20;
/** A table of help articles is never as large. */
const FILE_MAX_BYTES = 64 * 1024 * 1024;
/** Site of a folder that has none yet. */
export const NEW_SITE = "support";

/** A fault of `--site`, or null. */
export function siteFault(site: string): string | null {
  if (!SITE_ID.test(site)) return `--site: a-z, 0-9 and - expected, got ${site}`;
  return site === HELP_SITE ? `--site: ${HELP_SITE} is Deskbell's own help; choose another name` : null;
}

async function onlySite(dir: string): Promise<string | null> {
  const entries = await readdir(dir, { withFileTypes: true }).catch(() => []);
  const sites = entries.filter((entry) => entry.isDirectory() && siteFault(entry.name) === null);
  return sites.length > 1 ? null : (sites[0]?.name ?? NEW_SITE);
}

const exists = async (path: string): Promise<boolean> => (await stat(path).catch(() => null)) !== null;

/** The text of a UTF-8 file, or what is wrong with it. */
async function textOf(file: string): Promise<{ text: string } | { fault: string }> {
  const { size } = await stat(file);
  if (size > FILE_MAX_BYTES) return { fault: `${file}: is over ${FILE_MAX_BYTES / 1024 / 1024} MB` };
  try {
    return { text: new TextDecoder("utf-8", { fatal: true }).decode(await readFile(file)) };
  } catch (cause) {
    if (!(cause instanceof TypeError)) throw cause;
    return { fault: `${file}: is not UTF-8 (perhaps Windows-1251). Save it as "CSV UTF-8" and import that` };
  }
}

/** Writes the articles, and a site.yaml with the categories' names where there is none. Returns its path if it was written. */
async function write(into: string, site: string, { files, categories }: Imported): Promise<string | null> {
  for (const { path, text } of files) {
    await mkdir(dirname(join(into, path)), { recursive: true });
    await writeFile(join(into, path), text);
  }
  const siteFile = join(into, site, "site.yaml");
  if (categories.size === 0 || (await exists(siteFile))) return null;
  await writeFile(siteFile, stringify({ categories: Object.fromEntries(categories) }, { lineWidth: 0 }));
  return siteFile;
}

/**
 * FILE.csv or FILE.jsonl → articles below `into`. All or nothing: with a fault, or a file in the way, nothing is written. Throws what the
 * file system throws.
 */
export async function importFile(
  file: string,
  into: string,
  choices: { site: string | undefined; markdown: boolean; force: boolean; today: string },
): Promise<ImportResult> {
  const failed = (...said: string[]): ImportResult => ({ ok: false, said: [...said, "Nothing was imported"] });
  const site = choices.site ?? (await onlySite(into));
  if (site === null) return failed(`${into} holds several sites: choose one with --site`);
  const wrong = siteFault(site);
  if (wrong !== null) return failed(wrong);

  const read = await textOf(file);
  if ("fault" in read) return failed(read.fault);
  const reader = /\.(csv|tsv|txt)$/i.test(file) ? importCsv : importRecords;
  const imported = reader(read.text, { ...choices, site });
  const { files, faults, notes } = imported;
  if (faults.length > 0) {
    const more = faults.length - FAULTS_SHOWN;
    const named = faults.slice(0, FAULTS_SHOWN).map(({ line, reason }) => `${file}:${line}: ${reason}`);
    return failed(...named, ...(more > 0 ? [`… and ${more} more bad lines`] : []));
  }
  if (!choices.force) {
    for (const { path } of files) {
      if (await exists(join(into, path))) return failed(`${join(into, path)} exists; --force overwrites it`);
    }
  }
  const siteFile = await write(into, site, imported);
  const count = `${files.length} article${files.length === 1 ? "" : "s"}`;
  return {
    ok: true,
    said: [
      ...notes.map((note) => `${file}: ${note}`),
      `${count} imported into ${join(into, site)}`,
      ...(siteFile === null ? [] : [`${siteFile} names the categories`]),
    ],
  };
}
