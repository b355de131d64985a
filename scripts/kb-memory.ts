import { type KnowledgeBase, openKnowledgeBase } from "../worker/kb/knowledge-base.ts";
import type { BuiltFile } from "../worker/kb/source/build-file.ts";
import { type CompiledSite, compile } from "../worker/kb/source/compile.ts";
import { importRecords } from "./kb-import.ts";
import { buildLocale } from "./kb-locale.ts";

/** One language of a site as the server would open it, without a file in between. */
export const openInMemory = (site: CompiledSite, locale: string): KnowledgeBase =>
  openKnowledgeBase(buildLocale(site, locale).bytes);

/** JSON lines as for `npm run kb -- import` → built files by locale. Throws on a line that cannot be read. */
export function buildRecords(jsonl: string): Map<string, BuiltFile> {
  const { files, faults } = importRecords(jsonl, { site: "records", today: "2000-01-01", markdown: false });
  const { sites, problems } = compile(
    files.map(({ path, text }) => ({ path, text, bytes: 0 })),
    "records",
  );
  const error = faults[0]?.reason ?? problems.find((problem) => problem.level === "error")?.reason;
  if (error !== undefined) throw new Error(`the records cannot be used: ${error}`);
  return new Map(
    sites.flatMap((site) => [...site.locales.keys()].map((locale) => [locale, buildLocale(site, locale)])),
  );
}

/** The same, opened. */
export const openRecords = (jsonl: string): Map<string, KnowledgeBase> =>
  new Map([...buildRecords(jsonl)].map(([locale, { bytes }]) => [locale, openKnowledgeBase(bytes)]));
