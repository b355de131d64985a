import { BOT, type Point, type SetResult } from "./measure.ts";
import { type Axis, type PlotPoint, type Series, svg } from "./plot.ts";

/** The sets of the goals that have phrasings and out-of-scope questions; all others are in the pooled line. */
const SHOWN = ["clinc150-10", "banking77-10", "stackfaq-3", "xquad-ru"];
const BINS = 10;
/** Points that a curve is drawn with, and the fewest answers from which a share is worth a point. */
const STEPS = 60;
const FEWEST = 20;
const GOAL = 0.95;

const percent = (value: number): string => `${Math.round(100 * value)} %`;
const decimal = (value: number): string => value.toFixed(1);
const ticks = (from: number, to: number, step: number): number[] =>
  Array.from({ length: Math.round((to - from) / step) + 1 }, (_, i) => from + i * step);

/** Rows with clean questions: noise is the same ones typed badly. */
const clean = (results: readonly SetResult[]) =>
  results.filter(({ set }) => !set.startsWith("noise-")).flatMap(({ rows }) => rows);
const pointsOf = (results: readonly SetResult[], set: string, engine: string): Point[] =>
  clean(results).find(({ row }) => row === set)?.points[engine] ?? [];

type Bin = { from: number; to: number; count: number; right: number; predicted: number };
function bins(points: readonly Point[]): Bin[] {
  const found = Array.from({ length: BINS }, (_, i): Bin => {
    const [from, to] = [i / BINS, (i + 1) / BINS];
    return { from, to, count: 0, right: 0, predicted: 0 };
  });
  for (const [confidence, right] of points) {
    const bin = found[Math.min(BINS - 1, Math.floor(confidence * BINS))];
    if (bin === undefined) continue;
    bin.count++;
    bin.right += right ? 1 : 0;
    bin.predicted += confidence;
  }
  return found;
}

const reliable = (points: readonly Point[]): PlotPoint[] =>
  bins(points)
    .filter(({ count }) => count >= FEWEST)
    .map(({ from, to, count, right, predicted }) => ({
      x: predicted / count,
      y: right / count,
      title: `${decimal(from)} to ${decimal(to)}: ${right} of ${count} right, predicted ${percent(predicted / count)}`,
    }));

/** Among questions with such a confidence, how many best candidates are right; out-of-scope ones never are. */
export function reliabilityPlot(results: readonly SetResult[]): string {
  const all = clean(results).flatMap(({ points }) => points[BOT] ?? []);
  const confidence: Axis = {
    label: "confidence that the bot states",
    from: 0,
    to: 1,
    ticks: ticks(0, 1, 0.1),
    format: decimal,
  };
  const series: Series[] = SHOWN.map((set): Series => ({ name: set, points: reliable(pointsOf(results, set, BOT)) }))
    .filter(({ points }) => points.length > 0)
    .concat([{ name: "all sets", points: reliable(all), dashed: true }]);
  return svg({
    title: "Is the bot as sure as it may be?",
    notes: [
      `${all.length} questions, out-of-scope ones included (there the best candidate is never right).`,
      `On the dotted line the bot is exactly as sure as it is right; above it, it is too shy. Points of ${FEWEST} questions or more.`,
    ],
    x: confidence,
    y: { label: "best candidate is right", from: 0, to: 1, ticks: ticks(0, 1, 0.1), format: percent },
    series,
    guides: [
      [
        { x: 0, y: 0 },
        { x: 1, y: 1 },
      ],
    ],
    bars: { name: "questions, all sets", items: bins(all) },
  });
}

/** Coverage and precision as the threshold sinks. */
function curve(points: readonly Point[]): PlotPoint[] {
  const inScope = points.filter(([, , inside]) => inside).length;
  const sorted = points.toSorted(([a], [b]) => b - a);
  const found: PlotPoint[] = [];
  let right = 0;
  let inside = 0;
  let next = 0;
  sorted.forEach(([confidence, isRight, isInside], i) => {
    right += isRight ? 1 : 0;
    inside += isInside ? 1 : 0;
    const isLast = sorted[i + 1]?.[0] !== confidence;
    const x = inside / inScope;
    if (!isLast || i + 1 < FEWEST || (x < next && i + 1 < sorted.length)) return;
    found.push({ x, y: right / (i + 1) });
    next = x + 1 / STEPS;
  });
  return found;
}

/** Where the bot's own threshold lies on the curve. */
function own(results: readonly SetResult[], set: string): PlotPoint[] {
  const result = results.find((one) => one.set === set);
  const figures = result?.rows[0]?.figures[BOT];
  if (figures === undefined || figures.answer_precision === null) return [];
  const { in_scope_answered: x, answer_precision: y } = figures;
  return x === null
    ? []
    : [{ x, y, title: `${set}, own threshold: ${percent(x)} answered, ${percent(y)} of the answers right` }];
}

/** What it costs in right answers to answer more questions, and where the thresholds of the build lie. */
export function coveragePlot(results: readonly SetResult[]): string {
  const series: Series[] = SHOWN.map((set): Series => {
    return { name: set, points: curve(pointsOf(results, set, BOT)), marks: own(results, set) };
  }).filter(({ points }) => points.length > 0);
  const rival = curve(pointsOf(results, "clinc150-10", "MiniSearch"));
  if (rival.length > 0) series.push({ name: "MiniSearch, clinc150-10", points: rival, dashed: true });
  return svg({
    title: "How many questions can be answered, and how many answers are right?",
    notes: [
      "The threshold sinks from left to right. The mark is where the bot stands with the threshold that the build chose by itself,",
      "without having seen these questions; it also keeps back what an article does not cover.",
    ],
    x: { label: "in-scope questions answered", from: 0, to: 1, ticks: ticks(0, 1, 0.1), format: percent },
    y: {
      label: "answers that are right, all questions",
      from: 0.5,
      to: 1,
      ticks: ticks(0.5, 1, 0.05),
      format: percent,
    },
    series: series.map(({ points, ...rest }) => ({ ...rest, points: points.filter(({ y }) => y >= 0.5) })),
    guides: [
      [
        { x: 0, y: GOAL },
        { x: 1, y: GOAL },
      ],
    ],
  });
}
