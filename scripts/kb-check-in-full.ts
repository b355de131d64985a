import type { Problem } from "../worker/kb/source/problem.ts";
import { advice } from "./kb-advice.ts";
import { type Checked, checkKnowledgeBase } from "./kb-check.ts";
import type { GoldenFault } from "./kb-golden.ts";
import { formatGolden, readGolden, runGolden } from "./kb-golden-run.ts";
import { versionOf } from "./kb-version.ts";

const warning = ({ file, line, reason }: GoldenFault): Problem => ({
  level: "warning",
  kind: "golden question",
  file,
  line,
  reason,
});

/**
 * What every build checks, and beside it what takes seconds: questions that lead elsewhere, and the golden questions. `golden` sums the
 * latter up in a line, "" if there are none. With errors nothing can be built, so only they are told.
 */
export async function checkInFull(from: string): Promise<Checked & { golden: string }> {
  const checked = await checkKnowledgeBase(from);
  if (checked.problems.some(({ level }) => level === "error")) return { ...checked, golden: "" };
  const { questions, faults } = await readGolden(from);
  const run = await runGolden(questions, versionOf(from, checked.sites));
  const problems = [
    ...checked.problems,
    ...checked.sites.flatMap((site) => advice([site], site.folder)),
    ...[...faults, ...run.faults].map(warning),
  ];
  return { ...checked, problems, golden: formatGolden(run) };
}
