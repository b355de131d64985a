import { lstat, readdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import { ARTICLE_MAX_BYTES } from "../worker/kb/source/article-file.ts";
import type { SourceFile } from "../worker/kb/source/compile.ts";
import type { Problem } from "../worker/kb/source/problem.ts";

/** Far above what one isolate can hold; below what fills a build machine's memory. */
const FILES_MAX = 20_000;
const DEPTH_MAX = 6;

/** Every file of the folder. Symbolic links are reported and not followed: they may lead out of it, or in circles. */
export async function readFolder(from: string): Promise<{ files: SourceFile[]; problems: Problem[] }> {
  const files: SourceFile[] = [];
  const problems: Problem[] = [];
  const error = (file: string, reason: string) =>
    problems.push({ level: "error", kind: "file", file, line: null, reason });
  const decoder = new TextDecoder("utf-8", { fatal: true });

  const walk = async (folder: string, depth: number): Promise<void> => {
    for (const entry of await readdir(join(from, folder), { withFileTypes: true })) {
      const path = folder === "" ? entry.name : `${folder}/${entry.name}`;
      const label = `${from}/${path}`;
      if (entry.name.startsWith(".")) continue;
      if (files.length >= FILES_MAX) return;
      if (entry.isSymbolicLink()) error(label, "is a symbolic link; put the file itself here");
      else if (entry.isDirectory()) {
        if (depth < DEPTH_MAX) await walk(path, depth + 1);
        else error(label, "folders are nested too deep");
      } else if (entry.isFile()) {
        const { size } = await lstat(join(from, path));
        let text: string | null = null;
        // A file over the limit is reported by its size; reading it could fill the memory.
        if (size <= ARTICLE_MAX_BYTES) {
          try {
            text = decoder.decode(await readFile(join(from, path)));
          } catch (cause) {
            if (!(cause instanceof TypeError))
              error(label, `can not be read (${(cause as NodeJS.ErrnoException).code ?? "unknown"})`);
          }
        }
        files.push({ path, bytes: size, text });
      }
    }
  };

  try {
    await walk("", 0);
  } catch (cause) {
    const code = (cause as NodeJS.ErrnoException).code;
    const reason =
      code === "ENOENT"
        ? "there is no such folder. Name the folder with your articles, or make it (an empty one is allowed)"
        : code === "ENOTDIR"
          ? "is a file; name the folder that holds <site>/<locale>/<category>/<slug>.md"
          : `can not be read (${code ?? "unknown"})`;
    error(from, reason);
  }
  if (files.length >= FILES_MAX) error(from, `holds over ${FILES_MAX} files`);
  return { files, problems };
}
