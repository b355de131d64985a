import { expect, it } from "vitest";
import { figures, type Prediction, percentile } from "./eval-figures.ts";

const prediction = (
  id: string,
  answer: string | null,
  ranked: string,
  confidence: number,
  decision = "answer",
): Prediction => ({
  id,
  answer,
  candidates: [...ranked].map((article, i) => ({ id: article, score: 1 - i / 10 })),
  confidence,
  decision,
  offered: decision === "clarify" ? [...ranked].slice(0, 2) : [],
});

it("counts as the definitions say", () => {
  const queries = [
    { id: "1", query: "", expected: "a" },
    { id: "2", query: "", expected: ["b", "c"] },
    { id: "3", query: "", expected: "a" },
    { id: "4", query: "", expected: "d" },
    { id: "5", query: "", expected: null },
    { id: "6", query: "", expected: null },
    { id: "7", query: "", expected: "a" },
  ];
  const predictions = [
    prediction("1", "a", "ab", 0.9),
    prediction("2", "c", "cb", 0.8),
    prediction("3", "b", "ba", 0.75),
    prediction("4", null, "acbd", 0.5, "clarify"),
    prediction("5", null, "", 0, "escalate"),
    prediction("6", "a", "a", 0.75),
    prediction("7", null, "da", 0.3, "clarify"),
  ];
  expect(figures(queries, predictions)).toEqual({
    questions: 7,
    in_scope: 5,
    out_of_scope: 2,
    accuracy_at_1: 0.4,
    recall_at_3: 0.8,
    recall_at_10: 1,
    answered: 4,
    clarified: 2,
    clarify_share: 0.2857,
    clarify_right: 0.5,
    answer_precision: 0.5,
    in_scope_answered: 0.6,
    in_scope_answered_right: 0.4,
    oos_recall: 0.5,
    end_to_end_accuracy: 0.4286,
    resolved: 0.6,
    resolved_precision: 0.6,
    auroc_in_vs_oos: 0.75,
    coverage_at_90: 0.4,
    coverage_at_95: 0.4,
  });
});

it("has no figure where there is nothing to count", () => {
  expect(figures([], [])).toMatchObject({
    accuracy_at_1: null,
    answer_precision: null,
    auroc_in_vs_oos: null,
    coverage_at_95: 0,
  });
});

it("takes percentiles", () => {
  const times = Array.from({ length: 100 }, (_, i) => 100 - i);
  expect([percentile(times, 0.5), percentile(times, 0.99), percentile([], 0.5)]).toEqual([51, 100, 0]);
});
