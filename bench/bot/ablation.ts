import { figures, type Prediction } from "../../scripts/eval-figures.ts";
import { evalId } from "../../scripts/eval-predict.ts";
import type { KnowledgeBase } from "../../worker/kb/knowledge-base.ts";
import { type RankOptions, rank } from "../../worker/kb/rank.ts";
import { openSet } from "./measure.ts";
import type { BenchSet } from "./sets.ts";

type Part = NonNullable<RankOptions["without"]>[number];
/** Parts of the pipeline that can be switched off when asking. */
const PARTS: readonly Part[] = ["learned", "likeness", "terms", "characters", "repair", "spelling"];
/** Sets that show what each part is for: phrasings, none, bodies in Russian, typing errors. */
export const ABLATED = ["clinc150-10", "banking77-10", "stackfaq-3", "xquad-ru", "noise-clinc150-10"];

/** `without` null: the whole pipeline. */
export type AblationRow = {
  without: Part | null;
  of: Record<string, { accuracy: number | null; coverage: number }>;
};

function measureWithout(
  set: BenchSet,
  kb: KnowledgeBase,
  part: Part | null,
): { accuracy: number | null; coverage: number } {
  const predictions = set.queries.map(({ id, query }): Prediction => {
    const ranking = rank(kb, query, part === null ? {} : { without: [part] });
    const candidates = ranking.hits.slice(0, 3).map(({ article, score }) => ({ id: evalId(article), score }));
    return { id, answer: null, candidates, confidence: ranking.confidence, decision: "", offered: [] };
  });
  const { accuracy_at_1: accuracy, coverage_at_95: coverage } = figures(set.queries, predictions);
  return { accuracy, coverage };
}

/** One row for each part left out, the whole first. */
export function ablate(sets: readonly BenchSet[]): AblationRow[] {
  const rows: AblationRow[] = [null, ...PARTS].map((without) => ({ without, of: {} }));
  for (const set of sets) {
    const { kb } = openSet(set);
    for (const row of rows) row.of[set.name] = measureWithout(set, kb, row.without);
  }
  return rows;
}
