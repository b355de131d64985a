/**
 * Fits the general coefficients (worker/kb/model/general.ts), for knowledge bases that cannot be calibrated by their own phrasings, and shows
 * what thresholds do with them.
 *   node bench/fit-confidence.ts [--data DIR]        DIR holds dev/<set>/kb.jsonl and queries.jsonl
 * Every source is judged by a fit without it, so the figures are those of a knowledge base that the fit has never seen.
 */
import { existsSync, readFileSync } from "node:fs";
import { parseArgs } from "node:util";
import { openRecords } from "../scripts/kb-memory.ts";
import { FEATURE_NAMES, type Features, inputsOf } from "../worker/kb/confidence.ts";
import { answerThreshold } from "../worker/kb/model/calibration.ts";
import { fitLogistic, type Observation, probability } from "../worker/kb/model/logistic.ts";
import { rank } from "../worker/kb/rank.ts";

const SOURCES =
  "CLINC150 (github.com/clinc/oos-eval), BANKING77 (github.com/PolyAI-LDN/task-specific-datasets), HWU64 (github.com/xliuhw/NLU-Evaluation-Data), " +
  "Bitext (github.com/bitext/customer-support-intent-detection-training-dataset), StackFAQ (github.com/ML-Recipes/BERT-FAQ), " +
  "XQuAD (github.com/google-deepmind/xquad), RuBQ (github.com/vladislavneon/RuBQ)";
/**
 * Set, the sets whose out-of-scope questions are asked of it too, and (default 1) that only every n-th article is kept: most sites have
 * a dozen articles, not a hundred, and there a lead over the second comes cheap. Questions about the left-out articles are
 * out-of-scope ones then, as near to the topic as they can be.
 */
const SETS: [set: string, foreign: string[], every?: number][] = [
  ["clinc150-10", []],
  ["clinc150-5", []],
  ["banking77-10", []],
  ["banking77oos-10", []],
  ["stackfaq-3", []],
  ["stackfaq-0", ["clinc150-10"]],
  ["xquad-ru", ["oos-ru-rubq"]],
  ["xquad-en", ["clinc150-10"]],
  ["bitext-10", ["clinc150-10", "banking77-10"]],
  ["hwu64-10", ["clinc150-10"]],
  ["clinc150-10", [], 10],
  ["banking77-10", [], 6],
  ["stackfaq-3", [], 6],
  ["hwu64-10", [], 5],
  ["xquad-ru", ["oos-ru-rubq"], 10],
];
/** Candidates per question in the fit: the confidence of the second and third decides what is offered to choose from. */
const PLACES = 3;
/** In-scope : out-of-scope questions of each set, by weight. */
const IN_SHARE = 0.8;
const SET_WEIGHT = 1_000;
/** Coefficients of rare inputs do not run away. */
const BELIEF = { coefficients: [], strength: 3 };
const CLARIFY = [0.15, 0.2, 0.25, 0.3];
const CLARIFY_TO = 0.7;
/** What an owner may ask for (`answer_precision`). */
const PRECISIONS = [0.8, 0.85, 0.9, 0.95, 0.97, 0.99];
const ANSWER = [0.6, 0.65, 0.7, 0.75, 0.8];
const WIDTH = 11;

type Query = { query: string; expected: string | null; kind: string };
type Candidate = { features: Features; right: boolean };
/** `bm25Right`: BM25 alone, without the phrasings, puts the right article first. */
type Asked = { inScope: boolean; bm25Right: boolean; candidates: Candidate[] };

const { values } = parseArgs({ options: { data: { type: "string" } } });
const folder = `${values.data ?? new URL("../../shared/data", import.meta.url).pathname}/dev`;

const read = (file: string): string => readFileSync(`${folder}/${file}`, "utf8");
const queriesOf = (set: string): Query[] =>
  read(`${set}/queries.jsonl`)
    .split("\n")
    .filter((line) => line !== "")
    .map((line) => JSON.parse(line) as Query);
/** Sets of one source share questions, so they are left out together. */
const sourceOf = (set: string): string => /^[a-z]+?(?=\d|oos|-)/.exec(set)?.[0] ?? set;

/** Every n-th article, the questions about them, and as many about the others. */
function thin(
  articles: readonly string[],
  queries: readonly Query[],
  every: number,
): { articles: string[]; queries: Query[] } {
  if (every === 1) return { articles: [...articles], queries: [...queries] };
  const kept = articles.filter((_, i) => i % every === 0);
  const ids = new Set(kept.map((line) => (JSON.parse(line) as { id: string }).id));
  const inside = queries.filter((query) => ids.has(query.expected ?? ""));
  const outside = queries
    .filter((query) => !ids.has(query.expected ?? ""))
    .map((query) => ({ ...query, expected: null }));
  const step = Math.max(1, Math.floor(outside.length / Math.max(1, inside.length)));
  return { articles: kept, queries: [...inside, ...outside.filter((_, i) => i % step === 0)] };
}

function ask(set: string, foreign: readonly string[], every: number): Asked[] {
  // Bitext's "noise" are questions with garbled order numbers, labelled by template.
  const own = queriesOf(set).filter((query) => query.kind !== "noise");
  const lines = read(`${set}/kb.jsonl`)
    .split("\n")
    .filter((line) => line !== "");
  const { articles, queries } = thin(lines, own, every);
  const [kb] = openRecords(articles.join("\n")).values();
  if (kb === undefined) throw new Error(`${set} holds no articles`);
  const others = foreign.flatMap((other) => queriesOf(other).filter((query) => query.expected === null));
  return [...queries, ...others].map(({ query, expected }) => {
    const { hits } = rank(kb, query);
    const byTerms = hits.find((hit) => hit.features.bm25Lead >= 0);
    return {
      inScope: expected !== null,
      bm25Right: expected !== null && byTerms?.article.source === expected,
      candidates: hits
        .slice(0, PLACES)
        .map((hit) => ({ features: hit.features, right: hit.article.source === expected })),
    };
  });
}

/** Weight of one question, so that every set counts alike and holds foreign questions in the same share. */
function weights(asked: readonly Asked[]): (inScope: boolean) => number {
  const inside = asked.filter((a) => a.inScope).length;
  const outside = asked.length - inside;
  if (outside === 0) return () => SET_WEIGHT / inside;
  return (inScope) => SET_WEIGHT * (inScope ? IN_SHARE / inside : (1 - IN_SHARE) / outside);
}

function observations(asked: readonly Asked[]): Observation[] {
  const weightOf = weights(asked);
  return asked.flatMap((a) =>
    a.candidates.map((c) => ({ inputs: inputsOf(c.features), right: c.right ? 1 : 0, weight: weightOf(a.inScope) })),
  );
}

type Row = Asked & { p: number; right: boolean; among: boolean };

function report(name: string, asked: readonly Asked[], coefficients: readonly number[]): void {
  const weightOf = weights(asked);
  const rows = asked.map((a): Row => {
    const [best] = a.candidates;
    const p = best === undefined ? 0 : probability(coefficients, inputsOf(best.features));
    return { ...a, p, right: best?.right ?? false, among: a.candidates.some((c) => c.right) };
  });
  /** Share in percent of the questions under `whole` that also fit `part`. */
  const percent = (part: (row: Row) => boolean, whole: (row: Row) => boolean): string => {
    const weigh = (test: (row: Row) => boolean) =>
      rows.reduce((sum, row) => sum + (test(row) ? weightOf(row.inScope) : 0), 0);
    const all = weigh(whole);
    return (all === 0 ? "-" : ((100 * weigh((row) => whole(row) && part(row))) / all).toFixed(0)).padStart(3);
  };
  const asks = CLARIFY.map((t) => {
    const band = (row: Row) => row.p >= t && row.p < CLARIFY_TO;
    return `${percent((row) => row.among, band)}/${percent(band, () => true)}`.padEnd(WIDTH);
  });
  const answers = ANSWER.map((t) => {
    const over = (row: Row) => row.p >= t;
    const covered = percent(over, (row) => row.inScope);
    const kept = percent(
      (row) => !over(row),
      (row) => !row.inScope,
    );
    return `${percent((row) => row.right, over)}/${covered}/${kept}`.padEnd(WIDTH);
  });
  const first = percent(
    (row) => row.right,
    (row) => row.inScope,
  );
  const byTerms = percent(
    (row) => row.bm25Right,
    (row) => row.inScope,
  );
  console.log(`${name.padEnd(16)} ${first}  ${byTerms}  ${[...asks, ...answers].join("  ")}`);
}

if (existsSync(folder)) {
  const sets = SETS.map(([set, foreign, every = 1]) => ({
    set,
    name: `${set}${every > 1 ? `/${every}` : ""}`,
    asked: ask(set, foreign, every),
  }));
  console.log(
    `All shares in %, with ${100 - 100 * IN_SHARE} % foreign questions. first: right article first, of in-scope questions; bm25: the same by terms alone.`,
  );
  console.log(`Below .5: right article among the three offered / share of questions in the band up to ${CLARIFY_TO}.`);
  console.log("From .5 on: answers right / in-scope questions answered / out-of-scope questions not answered.\n");
  console.log(
    `${"set".padEnd(16)} first bm25 ${[...CLARIFY, ...ANSWER].map((t) => String(t).padEnd(WIDTH)).join("  ")}`,
  );
  const judged: Parameters<typeof answerThreshold>[0][number][] = [];
  for (const { set, name, asked } of sets) {
    const others = sets.filter((other) => sourceOf(other.set) !== sourceOf(set));
    const coefficients = fitLogistic(
      others.flatMap((other) => observations(other.asked)),
      BELIEF,
    );
    report(name, asked, coefficients);
    const weightOf = weights(asked);
    for (const { inScope, candidates } of asked) {
      const [best] = candidates;
      const p = best === undefined ? 0 : probability(coefficients, inputsOf(best.features));
      judged.push({ p, offer: 0, inside: inScope, right: best?.right ?? false, weight: weightOf(inScope) });
    }
  }
  const steps = PRECISIONS.map((precision) => `${precision} at ${answerThreshold(judged, precision).toFixed(2)}`);
  console.log(`\nright, of all sets together, each by a fit without its source: ${steps.join(", ")}`);
  const [intercept, ...rest] = fitLogistic(
    sets.flatMap(({ asked }) => observations(asked)),
    BELIEF,
  );
  console.log(`\nintercept ${intercept?.toFixed(2)}`);
  FEATURE_NAMES.forEach((name, i) => {
    console.log(`${name} ${rest[i]?.toFixed(2)}`);
  });
} else {
  console.log(`skipped: no data in ${folder}. It is made of public sets: ${SOURCES}.`);
}
