import { stat, writeFile } from "node:fs/promises";
import { checkKnowledgeBase } from "./kb-check.ts";
import { exportRecords } from "./kb-export.ts";
import { readFolder } from "./kb-folder.ts";
import { formatProblems } from "./kb-problems.ts";
import { siteToAsk } from "./site-to-ask.ts";

export type ExportResult = { ok: boolean; said: string };

/** The articles of one site below `from` → `file`. With a mistake in them nothing is written. Throws what the file system throws. */
export async function exportFile(
  from: string,
  file: string,
  choices: { site: string | undefined; force: boolean },
): Promise<ExportResult> {
  const { sites, problems } = await checkKnowledgeBase(from);
  const errors = problems.filter(({ level }) => level === "error");
  if (errors.length > 0) return { ok: false, said: `${formatProblems(errors)}\nNothing was exported` };
  const site = siteToAsk(sites, choices.site);
  if (typeof site === "string") return { ok: false, said: `${from}: ${site}` };
  const present = await stat(file).catch(() => null);
  if (present !== null && !choices.force) return { ok: false, said: `${file} exists; --force overwrites it` };
  const lines = exportRecords((await readFolder(from)).files, site.id);
  await writeFile(file, lines.map((line) => `${line}\n`).join(""));
  const others = site.media.size > 0 ? `${site.id}/site.yaml and the pictures` : `${site.id}/site.yaml`;
  const count = `${lines.length} article${lines.length === 1 ? "" : "s"}`;
  return { ok: true, said: `${count} exported to ${file}. Copy by hand what is no article: ${others}` };
}
