import { mkdir, readdir, readFile, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import { NEW_SITE, siteFault } from "./kb-import-file.ts";
import { ROOT } from "./paths.ts";

/** Fifteen line-1 articles in two languages for each kind of company, ready to be edited. */
export const PRESETS = ["saas", "shop", "school", "it"] as const;
export const PRESETS_FOLDER = `${ROOT}scripts/presets`;

export type InitResult = { ok: true; files: string[]; site: string } | { ok: false; reason: string };

/** `updated:` of the front matter; a body may speak of dates too. */
const dated = (text: string, today: string): string => text.replace(/^updated:.*$/m, `updated: ${today}`);

/** Copies a preset to `<into>/<site>/`. Nothing is overwritten: what is there has been edited. Throws what the file system throws. */
export async function initPreset(options: {
  preset: string | undefined;
  into: string;
  site?: string | undefined;
  today: string;
}): Promise<InitResult> {
  const preset = PRESETS.find((name) => name === options.preset);
  if (preset === undefined)
    return { ok: false, reason: `--preset: one of ${PRESETS.join(", ")} expected, got ${options.preset ?? "none"}` };
  const site = options.site ?? NEW_SITE;
  const fault = siteFault(site);
  if (fault !== null) return { ok: false, reason: fault };
  const target = join(options.into, site);
  const present = await readdir(target).catch((error: NodeJS.ErrnoException) => {
    if (error.code === "ENOENT") return [];
    throw error;
  });
  if (present.length > 0)
    return {
      ok: false,
      reason: `${target} is not empty, and nothing in it is overwritten. Choose another name with --site`,
    };

  const files: string[] = [];
  const source = join(PRESETS_FOLDER, preset);
  for (const entry of await readdir(source, { recursive: true, withFileTypes: true })) {
    if (!entry.isFile() || entry.name.startsWith(".")) continue;
    const from = join(entry.parentPath, entry.name);
    const to = join(target, from.slice(source.length + 1));
    await mkdir(dirname(to), { recursive: true });
    const bytes = await readFile(from);
    await writeFile(to, entry.name.endsWith(".md") ? dated(bytes.toString("utf8"), options.today) : bytes);
    files.push(to);
  }
  return { ok: true, files: files.sort(), site };
}
