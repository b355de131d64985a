import { readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { buildPrograms } from "./build.ts";
import { BUILD_STAMP, DIST, PUBLIC } from "./paths.ts";
import { precompress } from "./precompress.ts";
import { filesIn, sourcesHash } from "./sources-hash.ts";

/** What the programs are made of: a change of one character, or of a dependency, builds anew. */
const SOURCES = ["protocol", "client", "widget", "console", "hosted", "worker", "scripts"];

type Stamp = { sources: string; files: string[] };

/**
 * Builds the programs unless what stands in `dist` was built from these very sources. A second desk on the same checkout then
 * starts without taking the files away from the first for the time of a build.
 */
export async function buildOnce(): Promise<void> {
  const sources = await sourcesHash(SOURCES);
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

async function outputs(): Promise<string[]> {
  const programs = await Promise.all(["widget", "console", "hosted"].map((folder) => filesIn(join(PUBLIC, folder))));
  return [...programs.flat(), ...(await filesIn(join(DIST, "worker")))];
}
