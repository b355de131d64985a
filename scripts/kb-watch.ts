import { type FSWatcher, watch } from "node:fs";
import { buildKnowledgeBase } from "./kb-build.ts";
import { KB_CACHE } from "./kb-cache.ts";
import { formatExpected } from "./kb-expected.ts";
import { formatProblems } from "./kb-problems.ts";

/** Editors write a file several times; one build is enough. */
const SETTLE_MS = 300;

/**
 * Builds again when an article changes, so that the running server has it within seconds (it looks at the manifest every ten). With
 * errors the former version goes on serving, and `say` tells what is wrong and where.
 */
export function watchKnowledgeBase(from: string, out: string, say: (line: string) => void): { close: () => void } {
  let timer: NodeJS.Timeout | undefined;
  let running = Promise.resolve();
  const rebuild = async (): Promise<void> => {
    try {
      const { ok, problems, expected } = await buildKnowledgeBase({ from, out, cache: KB_CACHE });
      const errors = problems.filter(({ level }) => level === "error");
      if (errors.length > 0) say(formatProblems(errors));
      say(
        ok
          ? "Articles changed: the new version is served."
          : "Articles changed, with errors: the former version goes on.",
      );
      for (const one of expected) if (one.isNew) say(formatExpected(one));
    } catch (error) {
      say(`Articles changed, but could not be built: ${error instanceof Error ? error.message : String(error)}`);
    }
  };
  const changed = (): void => {
    clearTimeout(timer);
    timer = setTimeout(() => {
      running = running.then(rebuild);
    }, SETTLE_MS);
  };
  let watcher: FSWatcher;
  try {
    watcher = watch(from, { recursive: true, persistent: false }, changed);
    watcher.on("error", (error) =>
      say(`Changes of articles are not noticed any more (${error.message}). Restart after a change.`),
    );
  } catch (error) {
    // Some file systems, and limits of the system on what may be watched.
    say(
      `Changes of articles are not noticed (${error instanceof Error ? error.message : String(error)}). Restart after a change.`,
    );
    return { close: () => {} };
  }
  return {
    close: () => {
      clearTimeout(timer);
      watcher.close();
    },
  };
}
