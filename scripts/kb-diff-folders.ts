import { readFile } from "node:fs/promises";
import { diffVersions, formatDiff } from "./kb-diff.ts";
import { type GoldenQuestion, goldenQuestions } from "./kb-golden.ts";
import { readGolden } from "./kb-golden-run.ts";
import { openVersion } from "./kb-version.ts";

type Asked = Awaited<ReturnType<typeof readGolden>>;

/** Golden questions of the new folder; where it has none, those of the old one. */
async function goldenOf(old: string, now: string): Promise<Asked> {
  const found = await readGolden(now);
  return found.questions.length + found.faults.length > 0 ? found : readGolden(old);
}

/** Throws when there is nothing to compare, with the reason. */
export async function diffFolders(
  old: string,
  now: string,
  files: readonly string[],
): Promise<{ lost: number; said: string }> {
  const asked = [await goldenOf(old, now)];
  for (const file of files) asked.push(goldenQuestions(await readFile(file, "utf8"), file));
  const faults = asked.flatMap((one) => one.faults);
  if (faults.length > 0)
    throw new Error(faults.map(({ file, line, reason }) => `${file}:${line}: ${reason}`).join("\n"));
  const questions: GoldenQuestion[] = asked.flatMap((one) => one.questions);
  if (questions.length === 0)
    throw new Error(
      `there is nothing to ask: no golden.<locale>.jsonl in ${now} or ${old}. Write one, or name a file with --queries`,
    );
  const diff = await diffVersions(questions, await openVersion(old), await openVersion(now));
  return { lost: diff.changes.filter(({ verdict }) => verdict === "lost").length, said: formatDiff(diff) };
}
