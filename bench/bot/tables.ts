import type { Figures } from "../../scripts/eval-figures.ts";
import type { AblationRow } from "./ablation.ts";
import { BOT, RIVALS, type SetResult } from "./measure.ts";

const ENGINES = [...RIVALS, BOT];
/** A part of less than this says nothing. */
const SWEPT_MIN = 0.05;
type Share = number | null | undefined;
const percent = (value: Share): string => (typeof value === "number" ? (100 * value).toFixed(1) : "–");
const share = (value: Share): string => (typeof value === "number" ? value.toFixed(2).replace(/^0\./, ".") : "–");

function table(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const line = (cells: readonly string[]): string => `| ${cells.join(" | ")} |`;
  return [line(head), line(head.map(() => "---")), ...rows.map(line)].join("\n");
}

const figuresOf = (results: readonly SetResult[]): [row: string, set: SetResult, of: Record<string, Figures>][] =>
  results.flatMap((set) => set.rows.map(({ row, figures }) => [row, set, figures] as const).map((one) => [...one]));

/** Right article first (among the first three), and the swept coverage. */
function ranking(results: readonly SetResult[]): string {
  const cell = (figures: Figures | undefined): string =>
    `${percent(figures?.accuracy_at_1)} (${percent(figures?.recall_at_3)}) ${share(figures?.coverage_at_95)}`;
  return table(
    ["set", "articles", ...ENGINES],
    figuresOf(results).map(([row, { articles }, of]) => [
      row,
      String(articles),
      ...ENGINES.map((name) => cell(of[name])),
    ]),
  );
}

/** What the bot does with its own thresholds. */
function decisions(results: readonly SetResult[]): string {
  const head = [
    "set",
    "threshold",
    "answers right",
    "answered, in scope",
    "of the swept",
    "asked back",
    "right one offered",
    "out of scope kept back",
    "resolved incl. one ask-back",
    "answers and picks right",
  ];
  const rows = figuresOf(results).map(([row, { answerThreshold }, of]) => {
    const own = of[BOT];
    const swept = own?.coverage_at_95 ?? 0;
    return [
      row,
      share(answerThreshold),
      percent(own?.answer_precision),
      percent(own?.in_scope_answered),
      swept < SWEPT_MIN ? "–" : share((own?.in_scope_answered ?? 0) / swept),
      percent(own?.clarify_share),
      percent(own?.clarify_right),
      own?.out_of_scope === 0 ? "–" : percent(own?.oos_recall),
      percent(own?.resolved),
      percent(own?.resolved_precision),
    ];
  });
  return table(head, rows);
}

function costs(results: readonly SetResult[]): string {
  const rows = results.map(({ set, articles, costs: of }) => [
    set,
    String(articles),
    ...ENGINES.map((name) => {
      const cost = of[name];
      if (cost === undefined) return "–";
      const { p50, p99, buildSeconds, kB, gzipKB } = cost;
      return `${p50.toFixed(1)} / ${p99.toFixed(1)}; ${buildSeconds.toFixed(1)}; ${kB.toFixed(0)} / ${gzipKB.toFixed(0)}`;
    }),
  ]);
  return table(["set", "articles", ...ENGINES], rows);
}

/** Rows of parts that make a difference somewhere; what cannot be switched off makes none. */
function telling([whole, ...rows]: readonly AblationRow[]): AblationRow[] {
  if (whole === undefined) return [];
  const different = rows.filter((row) => JSON.stringify(row.of) !== JSON.stringify(whole.of));
  return different.length === 0 ? [] : [whole, ...different];
}

function ablation(rows: readonly AblationRow[]): string {
  const sets = [...new Set(rows.flatMap((row) => Object.keys(row.of)))];
  return table(
    ["without", ...sets],
    rows.map(({ without, of }) => [
      without ?? "(all parts)",
      ...sets.map((set) => `${percent(of[set]?.accuracy)} ${share(of[set]?.coverage)}`),
    ]),
  );
}

/** The section of bench/results.md. `machine`: what it ran on. */
export function section(results: readonly SetResult[], ablated: readonly AblationRow[], machine: string): string {
  const dates = [...new Set(results.map(({ date }) => date))].sort();
  const parts = telling(ablated);
  const questions = results.reduce((sum, set) => sum + set.questions, 0);
  return [
    "## The bot beside search engines (`npm run bench:bot`, development questions)",
    "",
    `${machine}; ${dates.join(", ")}. ${results.length} sets, ${questions} questions, all engines in the same run. The questions are not the ones that the`,
    "goals are judged by. Each model learns from the phrasings of its own articles alone; but the 19 general coefficients of the confidence, which temper every base's own,",
    "were fitted on such questions, and the rest was chosen while looking at them: optimistic here (`bench/fit-confidence.ts` judges every source by a fit without it).",
    "",
    "**Ranking**: right article first, % (among the first three); then the share of in-scope questions answered at the loosest threshold at which 95 % of",
    "*all* answers are right, out-of-scope questions included (swept after the fact; 1 would be all).",
    "",
    ranking(results),
    "",
    "**Decision**, with the thresholds that the build sets by itself; shares in %. *Of the swept*: answered in scope, as a part of the swept coverage above.",
    "*Resolved*: answered right, or asked back with the right article among the choices. Search engines have no threshold of their own.",
    "",
    decisions(results),
    "",
    "![Predicted confidence against share right](bot-reliability.svg)",
    "![Coverage against precision](bot-coverage.svg)",
    "",
    "**Cost**: ms a question p50 / p99; seconds to build; kB raw / gzip. The bot's time is its whole reply, the engines' is the search alone.",
    "",
    costs(results),
    ...(parts.length === 0
      ? []
      : [
          "",
          "**Ablation**: right article first, %, and swept coverage, with one part of the pipeline switched off when asking (nothing is trained anew).",
          "",
          ablation(parts),
        ]),
    "",
    "MiniSearch: four fields, no options. Tuned: stems (English, Russian), boosts of title and questions, BM25 without delta, typing errors from four letters on",
    "at a low weight. FTS5: one text, Porter's stems, `bm25()`. Sets: PolyAI-LDN/task-specific-datasets (CC BY 4.0), clinc/oos-eval (CC BY 3.0),",
    "xliuhw/NLU-Evaluation-Data, bitext/customer-support-intent-detection-training-dataset (CDLA-Sharing 1.0), ML-Recipes/BERT-FAQ (Stack Exchange, CC BY-SA 3.0),",
    "google-deepmind/xquad and vladislavneon/RuBQ (CC BY-SA 4.0); read from beside the project, no part of it.",
  ].join("\n");
}
