/** A question of the evaluation. `expected`: article id, several, or null when the knowledge base has no answer. */
export type EvalQuery = {
  id: string;
  query: string;
  locale?: string;
  expected: string | string[] | null;
  /** What sort of question it is, for tables. */
  kind?: string;
};

/** What the bot did with it. `answer` null: it did not answer by itself. */
export type Prediction = {
  id: string;
  answer: string | null;
  candidates: { id: string; score: number }[];
  confidence: number;
  decision: string;
  /** Articles that it offered to choose from. */
  offered: string[];
};

export type Figures = {
  questions: number;
  in_scope: number;
  out_of_scope: number;
  /** Of the in-scope questions: right article first, or among the first 3 or 10. */
  accuracy_at_1: number | null;
  recall_at_3: number | null;
  recall_at_10: number | null;
  /** With the bot's own thresholds. */
  answered: number;
  clarified: number;
  clarify_share: number | null;
  /** Of the clarifications: the right article was offered. */
  clarify_right: number | null;
  /** Of all answers, to out-of-scope questions too. */
  answer_precision: number | null;
  in_scope_answered: number | null;
  in_scope_answered_right: number | null;
  /** Of the out-of-scope questions: not answered. */
  oos_recall: number | null;
  end_to_end_accuracy: number | null;
  /** Of the in-scope questions: answered right, or asked back with the right article among the offered ones. */
  resolved: number | null;
  /** Of all answers and picks (a visitor picks the right article where it is offered, else none of them): right. */
  resolved_precision: number | null;
  /** Over confidence: a random in-scope question lies above a random out-of-scope one. */
  auroc_in_vs_oos: number | null;
  /** Largest share of in-scope questions answered at a threshold where so many of all answers are right. */
  coverage_at_90: number;
  coverage_at_95: number;
};

type Row = {
  gold: Set<string> | null;
  rank: number;
  prediction: Prediction;
  right: boolean;
};

const round = (value: number): number => Math.round(value * 10_000) / 10_000;
const share = (part: number, whole: number): number | null => (whole === 0 ? null : round(part / whole));
const count = <T>(items: readonly T[], test: (item: T) => boolean): number => items.filter(test).length;

const hasOffered = ({ gold, prediction }: Row): boolean => prediction.offered.some((id) => gold?.has(id) === true);

/** Probability that one of `above` is greater than one of `below`; equal ones count half. */
function auroc(above: readonly number[], below: readonly number[]): number | null {
  if (above.length === 0 || below.length === 0) return null;
  const all = [...above.map((value) => ({ value, up: true })), ...below.map((value) => ({ value, up: false }))];
  all.sort((a, b) => a.value - b.value);
  let sum = 0;
  for (let i = 0; i < all.length; ) {
    let end = i;
    while (end < all.length && all[end]?.value === all[i]?.value) end++;
    sum += count(all.slice(i, end), (one) => one.up) * ((i + 1 + end) / 2);
    i = end;
  }
  return round((sum - (above.length * (above.length + 1)) / 2) / (above.length * below.length));
}

function coverage(rows: readonly Row[], inScope: number, precision: number): number {
  const sorted = rows.filter((row) => row.prediction.candidates.length > 0);
  sorted.sort((a, b) => b.prediction.confidence - a.prediction.confidence);
  let best = 0;
  let right = 0;
  let inside = 0;
  sorted.forEach((row, i) => {
    if (row.rank === 1) right++;
    if (row.gold !== null) inside++;
    // A threshold takes all questions of one confidence or none.
    if (sorted[i + 1]?.prediction.confidence === row.prediction.confidence) return;
    if (right / (i + 1) >= precision) best = Math.max(best, inside / inScope);
  });
  return inScope === 0 ? 0 : round(best);
}

export function figures(queries: readonly EvalQuery[], predictions: readonly Prediction[]): Figures {
  const byId = new Map(predictions.map((prediction) => [prediction.id, prediction]));
  const rows = queries.flatMap((query): Row[] => {
    const prediction = byId.get(query.id);
    if (prediction === undefined) return [];
    const gold = query.expected === null ? null : new Set([query.expected].flat());
    const rank = gold === null ? 0 : prediction.candidates.findIndex((candidate) => gold.has(candidate.id)) + 1;
    return [{ gold, rank, prediction, right: prediction.answer !== null && gold?.has(prediction.answer) === true }];
  });
  const inside = rows.filter((row) => row.gold !== null);
  const outside = rows.filter((row) => row.gold === null);
  const answers = rows.filter((row) => row.prediction.answer !== null);
  const clarified = rows.filter((row) => row.prediction.decision === "clarify");
  const within = (places: number) =>
    share(
      count(inside, (row) => row.rank > 0 && row.rank <= places),
      inside.length,
    );
  const picked = count(clarified, hasOffered);
  const rightAnswers = count(answers, (row) => row.right);
  const silent = count(outside, (row) => row.prediction.answer === null);
  return {
    questions: rows.length,
    in_scope: inside.length,
    out_of_scope: outside.length,
    accuracy_at_1: within(1),
    recall_at_3: within(3),
    recall_at_10: within(10),
    answered: answers.length,
    clarified: clarified.length,
    clarify_share: share(clarified.length, rows.length),
    clarify_right: share(picked, clarified.length),
    answer_precision: share(rightAnswers, answers.length),
    in_scope_answered: share(
      count(inside, (row) => row.prediction.answer !== null),
      inside.length,
    ),
    in_scope_answered_right: share(rightAnswers, inside.length),
    oos_recall: share(silent, outside.length),
    end_to_end_accuracy: share(rightAnswers + silent, rows.length),
    resolved: share(rightAnswers + picked, inside.length),
    resolved_precision: share(rightAnswers + picked, answers.length + picked),
    auroc_in_vs_oos: auroc(
      inside.map((row) => row.prediction.confidence),
      outside.map((row) => row.prediction.confidence),
    ),
    coverage_at_90: coverage(rows, inside.length, 0.9),
    coverage_at_95: coverage(rows, inside.length, 0.95),
  };
}

/** Value below which `share` of the times lie, in their unit. */
export function percentile(times: readonly number[], share: number): number {
  const sorted = times.toSorted((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(share * sorted.length))] ?? 0;
}
