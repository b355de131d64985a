import { lstat, readdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import { ARTICLE_MAX_BYTES } from "../worker/kb/source/article-file.ts";
import type { SourceFile } from "../worker/kb/source/compile.ts";
import { isImagePath } from "../worker/kb/source/place.ts";
import type { Problem } from "../worker/kb/source/problem.ts";
import { IMAGE_MAX_BYTES, readImage } from "./kb-image.ts";

/** Far above what one isolate can hold; below what fills a build machine's memory. */
const FILES_MAX = 20_000;
const DEPTH_MAX = 6;

export type Folder = {
  files: SourceFile[];
  /** First folders on the way that hold no file at all. */
  empty: string[];
  problems: Problem[];
};

const utf8 = new TextDecoder("utf-8", { fatal: true });

/** `size` in bytes. Throws what the file system throws. */
async function sourceFile(file: string, path: string, size: number): Promise<SourceFile> {
  if (isImagePath(path)) {
    const image =
      size > IMAGE_MAX_BYTES
        ? { fault: `is over ${IMAGE_MAX_BYTES / 1024 / 1024} MB; make it smaller` }
        : readImage(await readFile(file));
    return { path, bytes: size, text: null, image };
  }
  // A file over the limit is reported by its size; reading it could fill the memory.
  if (size > ARTICLE_MAX_BYTES) return { path, bytes: size, text: null };
  const bytes = await readFile(file);
  try {
    return { path, bytes: size, text: utf8.decode(bytes) };
  } catch {
    return { path, bytes: size, text: null };
  }
}

const codeOf = (cause: unknown): string => (cause as NodeJS.ErrnoException).code ?? "unknown";

/**
 * Every file of the folder `from`. `site`: the folder is that one site, not a folder of sites. Symbolic links are reported and not
 * followed: they may lead out of it, or in circles.
 */
export async function readFolder(from: string, site?: string): Promise<Folder> {
  const files: SourceFile[] = [];
  const empty: string[] = [];
  const problems: Problem[] = [];
  const error = (file: string, reason: string) =>
    problems.push({ level: "error", kind: "file", file, line: null, reason });

  const walk = async (folder: string, depth: number): Promise<void> => {
    for (const entry of await readdir(join(from, folder), { withFileTypes: true })) {
      const path = folder === "" ? entry.name : `${folder}/${entry.name}`;
      const label = `${from}/${path}`;
      if (entry.name.startsWith(".")) continue;
      if (files.length >= FILES_MAX) return;
      if (entry.isSymbolicLink()) error(label, "is a symbolic link; put the file itself here");
      else if (entry.isDirectory()) {
        const before = files.length;
        if (depth < DEPTH_MAX) await walk(path, depth + 1);
        else error(label, "folders are nested too deep");
        if (depth === 0 && files.length === before) empty.push(path);
      } else if (entry.isFile()) {
        try {
          const { size } = await lstat(join(from, path));
          files.push(await sourceFile(join(from, path), site === undefined ? path : `${site}/${path}`, size));
        } catch (cause) {
          error(label, `cannot be read (${codeOf(cause)})`);
        }
      }
    }
  };

  try {
    await walk("", 0);
  } catch (cause) {
    const code = codeOf(cause);
    const reason =
      code === "ENOENT"
        ? "there is no such folder. Name the folder with your articles, or make it (an empty one is allowed)"
        : code === "ENOTDIR"
          ? "is a file; name the folder that holds <site>/<locale>/<category>/<slug>.md"
          : `cannot be read (${code})`;
    error(from, reason);
  }
  if (files.length >= FILES_MAX) error(from, `holds over ${FILES_MAX} files`);
  return { files, empty: site === undefined ? empty : [], problems };
}
