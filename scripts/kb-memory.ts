import { type KnowledgeBase, openKnowledgeBase } from "../worker/kb/knowledge-base.ts";
import { buildFile } from "../worker/kb/source/build-file.ts";
import { type CompiledSite, compile } from "../worker/kb/source/compile.ts";
import { sha256 } from "./kb-build.ts";
import { importRecords } from "./kb-import.ts";

/** One locale of a compiled site as the server would open it, without a file in between. */
export function openInMemory(site: CompiledSite, locale: string): KnowledgeBase {
  return openKnowledgeBase(buildFile(site.id, locale, site.locales.get(locale) ?? [], sha256).bytes);
}

/** JSON lines as for `npm run kb -- import` → knowledge bases by locale. Throws on a line that cannot be read. */
export function openRecords(jsonl: string): Map<string, KnowledgeBase> {
  const { files, faults } = importRecords(jsonl, { site: "records", today: "2000-01-01", markdown: false });
  const { sites, problems } = compile(
    files.map(({ path, text }) => ({ path, text, bytes: 0 })),
    "records",
  );
  const error = faults[0]?.reason ?? problems.find((problem) => problem.level === "error")?.reason;
  if (error !== undefined) throw new Error(`the records cannot be used: ${error}`);
  return new Map(
    sites.flatMap((site) => [...site.locales.keys()].map((locale) => [locale, openInMemory(site, locale)])),
  );
}
