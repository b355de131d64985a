import { gzipSync } from "node:zlib";
import { type EvalQuery, type Figures, figures, type Prediction, percentile } from "../../scripts/eval-figures.ts";
import { predict } from "../../scripts/eval-predict.ts";
import { buildRecords } from "../../scripts/kb-memory.ts";
import { type KnowledgeBase, openKnowledgeBase } from "../../worker/kb/knowledge-base.ts";
import { type Engine, fts5, miniSearchDefault, miniSearchTuned } from "./engines.ts";
import { type BenchSet, rowsOf, type SetArticle } from "./sets.ts";

export const BOT = "Deskbell";
/** What the bot is measured beside, in the order of the tables. */
export const RIVALS = ["MiniSearch", "MiniSearch tuned", "SQLite FTS5"] as const;
const MAKE: Record<(typeof RIVALS)[number], (articles: readonly SetArticle[]) => Engine> = {
  MiniSearch: miniSearchDefault,
  "MiniSearch tuned": miniSearchTuned,
  "SQLite FTS5": fts5,
};

/** Confidence, whether the best candidate was right, whether the question is in scope. */
export type Point = [confidence: number, right: boolean, inScope: boolean];
export type Cost = { buildSeconds: number; kB: number; gzipKB: number; p50: number; p99: number };
export type Mistake = { query: string; expected: string; got: string; confidence: number; decision: string };
export type RowResult = { row: string; figures: Record<string, Figures>; points: Record<string, Point[]> };
/** `answerThreshold`: the bot's own on this set. */
export type SetResult = {
  set: string;
  date: string;
  articles: number;
  questions: number;
  answerThreshold: number;
  rows: RowResult[];
  costs: Record<string, Cost>;
  mistakes: Mistake[];
};

const MISTAKES = 10;
type Asked = { predictions: Prediction[]; cost: Cost };

const isRight = (query: EvalQuery, id: string | undefined): boolean =>
  query.expected !== null && id !== undefined && [query.expected].flat().includes(id);

const costOf = (buildMs: number, bytes: Uint8Array, times: readonly number[]): Cost => ({
  buildSeconds: buildMs / 1000,
  kB: bytes.length / 1000,
  gzipKB: gzipSync(bytes).length / 1000,
  p50: percentile(times, 0.5),
  p99: percentile(times, 0.99),
});

function askRival(name: (typeof RIVALS)[number], set: BenchSet): Asked {
  const begun = performance.now();
  const engine = MAKE[name](set.articles);
  const buildMs = performance.now() - begun;
  const times: number[] = [];
  const predictions = set.queries.map(({ id, query }): Prediction => {
    const start = performance.now();
    const candidates = engine.ask(query);
    times.push(performance.now() - start);
    return { id, answer: null, candidates, confidence: candidates[0]?.score ?? 0, decision: "", offered: [] };
  });
  engine.close();
  return { predictions, cost: costOf(buildMs, engine.bytes, times) };
}

/** The bot on one set, built as a server's file is. */
export function openSet(set: BenchSet): { kb: KnowledgeBase; bytes: Uint8Array; buildMs: number } {
  const begun = performance.now();
  const [built] = buildRecords(set.jsonl).values();
  if (built === undefined) throw new Error(`${set.name} holds no articles`);
  const buildMs = performance.now() - begun;
  return { kb: openKnowledgeBase(built.bytes), bytes: built.bytes, buildMs };
}

function askBot(set: BenchSet): Asked & { answerThreshold: number } {
  const { kb, bytes, buildMs } = openSet(set);
  const answers = set.queries.map((query) => predict(query, kb));
  const predictions = answers.map(({ prediction }) => prediction);
  const times = answers.map(({ ms }) => ms);
  const answerThreshold = answers[0]?.answerThreshold ?? 1;
  return { predictions, cost: costOf(buildMs, bytes, times), answerThreshold };
}

/** Wrong answers first, then in-scope questions whose best candidate was wrong; the most confident ones. */
function worst(queries: readonly EvalQuery[], predictions: readonly Prediction[]): Mistake[] {
  const wrong = queries.flatMap((query, i): { isAnswer: boolean; mistake: Mistake }[] => {
    const prediction = predictions[i];
    const got = prediction?.answer ?? prediction?.candidates[0]?.id;
    if (prediction === undefined || got === undefined || isRight(query, got)) return [];
    const isAnswer = prediction.answer !== null;
    if (query.expected === null && !isAnswer) return [];
    const { confidence, decision } = prediction;
    const expected = query.expected === null ? "nothing" : [query.expected].flat().join(" or ");
    return [{ isAnswer, mistake: { query: query.query, expected, got, confidence, decision } }];
  });
  return wrong
    .sort((a, b) => Number(b.isAnswer) - Number(a.isAnswer) || b.mistake.confidence - a.mistake.confidence)
    .slice(0, MISTAKES)
    .map(({ mistake }) => mistake);
}

/** All engines on one set. */
export function measure(set: BenchSet, date: string): SetResult {
  const asked = new Map<string, Asked>(RIVALS.map((name) => [name, askRival(name, set)]));
  const own = askBot(set);
  asked.set(BOT, own);
  const rows = rowsOf(set).map(({ row, queries }): RowResult => {
    const result: RowResult = { row, figures: {}, points: {} };
    for (const [name, { predictions }] of asked) {
      const byId = new Map(predictions.map((prediction) => [prediction.id, prediction]));
      result.figures[name] = figures(queries, predictions);
      result.points[name] = queries.map((query) => {
        const prediction = byId.get(query.id);
        return [prediction?.confidence ?? 0, isRight(query, prediction?.candidates[0]?.id), query.expected !== null];
      });
    }
    return result;
  });
  return {
    set: set.name,
    date,
    articles: set.articles.length,
    questions: set.queries.length,
    answerThreshold: own.answerThreshold,
    rows,
    costs: Object.fromEntries([...asked].map(([name, { cost }]) => [name, cost])),
    mistakes: worst(set.queries, own.predictions),
  };
}
