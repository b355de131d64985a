import { createHash } from "node:crypto";
import { readdir, readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { buildPrograms } from "./build.ts";
import { BUILD_STAMP, DIST, PUBLIC, ROOT } from "./paths.ts";
import { precompress } from "./precompress.ts";

/** What the programs are made of: a change of one character, or of a dependency, builds anew. */
const SOURCES = ["protocol", "client", "widget", "console", "hosted", "worker", "scripts"];
const SETTINGS = ["package.json", "package-lock.json", "tsconfig.json", "tsconfig.base.json"];

type Stamp = { sources: string; files: string[] };

/**
 * Builds the programs unless what stands in `dist` was built from these very sources. A second desk on the same checkout then
 * starts without taking the files away from the first for the time of a build.
 */
export async function buildOnce(): Promise<void> {
  const sources = await fingerprint();
  if (await stands(sources)) return;
  await buildPrograms();
  await precompress();
  await writeFile(BUILD_STAMP, JSON.stringify({ sources, files: await outputs() } satisfies Stamp));
}

async function stands(sources: string): Promise<boolean> {
  const stamp = await readFile(BUILD_STAMP, "utf8").then(
    (text) => JSON.parse(text) as Stamp,
    () => null,
  );
  if (stamp?.sources !== sources) return false;
  const present = new Set(await outputs());
  return stamp.files.every((file) => present.has(file));
}

/** Content of every source, tests and all: finding out which of them matter would cost more than a build too many. */
async function fingerprint(): Promise<string> {
  const inside = await Promise.all(SOURCES.map(async (folder) => (await filesIn(join(ROOT, folder))).sort()));
  const hash = createHash("sha256").update(process.version);
  for (const file of [...inside.flat(), ...SETTINGS.map((name) => join(ROOT, name))]) {
    hash.update(`${file}\0`).update(await readFile(file).catch(() => "absent"));
  }
  return hash.digest("base64url");
}

async function outputs(): Promise<string[]> {
  const programs = await Promise.all(["widget", "console", "hosted"].map((folder) => filesIn(join(PUBLIC, folder))));
  return [...programs.flat(), ...(await filesIn(join(DIST, "worker")))];
}

async function filesIn(folder: string): Promise<string[]> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true }).catch(() => []);
  return entries.filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath, entry.name));
}
