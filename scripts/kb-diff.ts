import type { GoldenQuestion } from "./kb-golden.ts";
import { describe, grade, outcomeOf } from "./kb-outcome.ts";
import { askVersion, type KbVersion } from "./kb-version.ts";

/** better and lost: a right answer, an offer of the right article, nothing, a wrong answer stand above each other in this order. */
export type Change = { verdict: "better" | "lost"; question: GoldenQuestion; before: string; after: string };
export type Diff = { same: number; changes: Change[] };

/** The same questions to two versions, at most once each. Throws when a site is unclear. */
export async function diffVersions(
  questions: readonly GoldenQuestion[],
  old: KbVersion,
  now: KbVersion,
): Promise<Diff> {
  const diff: Diff = { same: 0, changes: [] };
  const seen = new Set<string>();
  for (const question of questions) {
    const key = JSON.stringify([question.site, question.locale, question.question, question.articles]);
    if (seen.has(key)) continue;
    seen.add(key);
    const ask = async (of: KbVersion) => {
      const asked = await askVersion(question, of);
      if (typeof asked === "string") throw new Error(`${of.name}: ${asked}`);
      return asked?.outcome ?? outcomeOf(question.question, question.locale, null);
    };
    const [before, after] = [await ask(old), await ask(now)];
    const step = grade(question, after) - grade(question, before);
    if (step === 0) diff.same++;
    else
      diff.changes.push({
        verdict: step > 0 ? "better" : "lost",
        question,
        before: describe(before),
        after: describe(after),
      });
  }
  return diff;
}

const QUESTION_WIDTH = 48;
const short = (text: string): string => {
  const line = text.replace(/\s+/g, " ");
  return [...line].length > QUESTION_WIDTH ? `${[...line].slice(0, QUESTION_WIDTH - 1).join("")}…` : line;
};
/** Better ones that are printed; what is lost is printed in full. */
const BETTER_SHOWN = 20;

/** A table of what changed, what is lost first, and the count. */
export function formatDiff({ same, changes }: Diff): string {
  const lost = changes.filter(({ verdict }) => verdict === "lost");
  const better = changes.filter(({ verdict }) => verdict === "better");
  const rows = [...lost, ...better.slice(0, BETTER_SHOWN)].map(({ verdict, question, before, after }) => {
    const { articles, file, line } = question;
    return [
      `${verdict.padEnd(7)} ${short(question.question)}`,
      `        wanted  ${articles === null ? "no answer" : articles.join(" or ")}  (${file}:${line})`,
      `        before  ${before}`,
      `        now     ${after}`,
    ].join("\n");
  });
  if (better.length > BETTER_SHOWN) rows.push(`better  … and ${better.length - BETTER_SHOWN} more`);
  const total = same + changes.length;
  return [
    ...rows,
    `${total} question${total === 1 ? "" : "s"}: ${same} same, ${better.length} better, ${lost.length} lost`,
  ].join("\n");
}
