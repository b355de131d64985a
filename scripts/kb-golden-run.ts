import { readdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import type { KnowledgeBase } from "../worker/kb/knowledge-base.ts";
import { type GoldenFault, type GoldenQuestion, goldenQuestions } from "./kb-golden.ts";
import { describe, grade, holds, type Outcome } from "./kb-outcome.ts";
import { askVersion, type KbVersion } from "./kb-version.ts";

/** In the top folder of the articles: golden.en.jsonl, golden.ru.jsonl … */
const GOLDEN_FILE = /^golden\.[a-zA-Z-]+\.jsonl$/;

/** Golden questions of a folder of articles; none for a built one. */
export async function readGolden(folder: string): Promise<{ questions: GoldenQuestion[]; faults: GoldenFault[] }> {
  const names = await readdir(folder).catch(() => []);
  const found = { questions: [] as GoldenQuestion[], faults: [] as GoldenFault[] };
  for (const name of names.filter((one) => GOLDEN_FILE.test(one)).sort()) {
    const file = join(folder, name);
    const { questions, faults } = goldenQuestions(await readFile(file, "utf8"), file);
    found.questions.push(...questions);
    found.faults.push(...faults);
  }
  return found;
}

export type GoldenRun = {
  questions: number;
  /** In-scope questions that the bot answers, and those for which it offers the right article. */
  answered: number;
  offered: number;
  /** Out-of-scope questions that it does not answer. */
  keptBack: number;
  /** Known misses that are still missed. */
  missed: number;
  /** What must be mended: a question that does not hold, a miss that does, an article that is not there. */
  faults: GoldenFault[];
};

const wanted = ({ articles, mustAnswer }: GoldenQuestion): string =>
  articles === null ? "no answer" : `${articles.join(" or ")}${mustAnswer ? " as the answer" : ""}`;

const names = new WeakMap<KnowledgeBase, Set<string>>();
/** Ids of all articles, and those that they were imported with. */
function namesIn(kb: KnowledgeBase): Set<string> {
  const known = names.get(kb) ?? new Set([...kb.articles.values()].flatMap(({ id, source }) => [id, source ?? id]));
  names.set(kb, known);
  return known;
}

/** null: it is as it should be. */
function faultOf(question: GoldenQuestion, kb: KnowledgeBase, outcome: Outcome): string | null {
  const known = namesIn(kb);
  const unknown = question.articles?.find((id) => !known.has(id));
  if (unknown !== undefined) return `there is no article ${unknown} in ${kb.site}/${kb.locale}`;
  const isHeld = holds(question, outcome);
  if (isHeld && question.miss) return `holds now: remove "miss" from the line`;
  return isHeld || question.miss ? null : `${wanted(question)} expected, but the bot ${describe(outcome)}`;
}

/** Asks every golden question of one version. */
export async function runGolden(questions: readonly GoldenQuestion[], of: KbVersion): Promise<GoldenRun> {
  const run: GoldenRun = { questions: questions.length, answered: 0, offered: 0, keptBack: 0, missed: 0, faults: [] };
  for (const question of questions) {
    const fault = (reason: string) =>
      run.faults.push({ file: question.file, line: question.line, reason: `"${question.question}": ${reason}` });
    const asked = await askVersion(question, of);
    if (typeof asked === "string") {
      fault(`${asked.replace("choose one with --site", "name one of them in the line, as site:")}`);
      continue;
    }
    if (asked === null) {
      fault(`there is no site ${question.site ?? ""} in ${of.name}`);
      continue;
    }
    const { kb, outcome } = asked;
    const reason = faultOf(question, kb, outcome);
    if (reason !== null) fault(reason);
    const reached = grade(question, outcome);
    if (question.articles === null) run.keptBack += reached === 3 ? 1 : 0;
    else if (reached === 3) run.answered++;
    else if (reached === 2) run.offered++;
    if (question.miss && reason === null) run.missed++;
  }
  return run;
}

/** One line. "" without golden questions. */
export function formatGolden({ questions, answered, offered, keptBack, missed, faults }: GoldenRun): string {
  if (questions === 0) return "";
  const parts = [`${answered} answered`, `${offered} offered to choose`, `${keptBack} rightly not answered`];
  if (missed > 0) parts.push(`${missed} known to be missed`);
  if (faults.length > 0) parts.push(`${faults.length} not as they should be`);
  return `Golden questions: ${questions} (${parts.join(", ")})`;
}
