import { readdirSync, readFileSync } from "node:fs";
import type { EvalQuery } from "../../scripts/eval-figures.ts";
import { evalQueries } from "../../scripts/eval-queries.ts";

export const SOURCES =
  "CLINC150 (github.com/clinc/oos-eval), BANKING77 (github.com/PolyAI-LDN/task-specific-datasets), HWU64 (github.com/xliuhw/NLU-Evaluation-Data), " +
  "Bitext (github.com/bitext/customer-support-intent-detection-training-dataset), StackFAQ (github.com/ML-Recipes/BERT-FAQ), " +
  "XQuAD (github.com/google-deepmind/xquad), RuBQ (github.com/vladislavneon/RuBQ)";

/** One article as the file has it: `id` is what the questions expect. */
export type SetArticle = {
  id: string;
  title: string;
  locale: string;
  questions: string[];
  body: string;
  tags: string[];
};
export type BenchSet = { name: string; jsonl: string; articles: SetArticle[]; queries: EvalQuery[] };

/** Questions without a knowledge base of their own, asked of another set as foreign ones. */
const FOREIGN: Readonly<Record<string, string>> = { "xquad-ru": "oos-ru-rubq" };
/** The sets whose questions are the same ones, typed in several ways: each way is a row of its own. */
const isByKind = (name: string): boolean => name.startsWith("noise-");

/** Names of the sets in `folder` that hold articles; [] when it is absent. */
export function setNames(folder: string): string[] {
  try {
    return readdirSync(folder)
      .filter((name) => readdirSync(`${folder}/${name}`).includes("kb.jsonl"))
      .sort();
  } catch {
    return [];
  }
}

/** The articles and questions of a set. */
export function readSet(folder: string, name: string): BenchSet {
  const queriesOf = (set: string): EvalQuery[] => {
    const file = `${folder}/${set}/queries.jsonl`;
    return evalQueries(readFileSync(file, "utf8"), file);
  };
  const jsonl = readFileSync(`${folder}/${name}/kb.jsonl`, "utf8");
  const articles = jsonl
    .split("\n")
    .filter(Boolean)
    .map((line) => JSON.parse(line) as SetArticle);
  const foreign = FOREIGN[name];
  return { name, jsonl, articles, queries: [...queriesOf(name), ...(foreign === undefined ? [] : queriesOf(foreign))] };
}

/** The rows of a set in the tables: all of its questions, or one row for each way of typing. */
export function rowsOf({ name, queries }: BenchSet): { row: string; queries: EvalQuery[] }[] {
  if (!isByKind(name)) return [{ row: name, queries }];
  const kinds = [...new Set(queries.map(({ kind }) => kind ?? ""))].sort();
  return kinds.map((kind) => ({
    row: `${name}, ${kind}`,
    queries: queries.filter((query) => (query.kind ?? "") === kind),
  }));
}
