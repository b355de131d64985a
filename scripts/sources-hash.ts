import { createHash } from "node:crypto";
import { readdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import { ROOT } from "./paths.ts";

const SETTINGS = ["package.json", "package-lock.json", "tsconfig.json", "tsconfig.base.json"];

/**
 * Of the content of every file in `folders` (below the project's top), of the settings and dependencies, and of the runtime. Tests and all:
 * finding out which of them matter would cost more than a build too many.
 */
export async function sourcesHash(folders: readonly string[]): Promise<string> {
  const inside = await Promise.all(folders.map(async (folder) => (await filesIn(join(ROOT, folder))).sort()));
  const hash = createHash("sha256").update(process.version);
  for (const file of [...inside.flat(), ...SETTINGS.map((name) => join(ROOT, name))]) {
    hash.update(`${file}\0`).update(await readFile(file).catch(() => "absent"));
  }
  return hash.digest("base64url");
}

/** Every file below a folder; none if there is no such folder. */
export async function filesIn(folder: string): Promise<string[]> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true }).catch(() => []);
  return entries.filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath, entry.name));
}
