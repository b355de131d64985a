import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, it } from "vitest";
import { withSection } from "../results-section.ts";
import { BOT, measure, RIVALS } from "./measure.ts";
import { coveragePlot, reliabilityPlot } from "./plots.ts";
import { readSet, rowsOf, setNames } from "./sets.ts";
import { section } from "./tables.ts";

let folder = "";
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "deskbell-bench-"));
});
afterEach(() => rmSync(folder, { recursive: true }));

const lines = (rows: object[]): string => rows.map((row) => `${JSON.stringify(row)}\n`).join("");
function put(name: string, kinds: string[]): void {
  mkdirSync(join(folder, name));
  const article = { locale: "en", body: "", tags: [] };
  writeFileSync(
    join(folder, name, "kb.jsonl"),
    lines([
      { ...article, id: "pay_bill", title: "pay a bill", questions: ["how do I pay", "pay my bill now"] },
      { ...article, id: "lost_card", title: "lost card", questions: ["my card is gone", "card was stolen"] },
      { ...article, id: "balance", title: "balance", questions: ["how much money is left"] },
    ]),
  );
  const queries = [
    { query: "I lost my card", expected: "lost_card" },
    { query: "pay a bill please", expected: "pay_bill" },
    { query: 'weather "tomorrow" OR', expected: null },
    { query: "!!!", expected: null },
  ];
  writeFileSync(
    join(folder, name, "queries.jsonl"),
    lines(kinds.flatMap((kind) => queries.map((query, i) => ({ ...query, id: `${kind}-${i}`, locale: "en", kind })))),
  );
}

it("measures every engine on the sets that are there, and says so in tables and plots", () => {
  put("shop-2", ["in"]);
  put("noise-shop-2", ["typo", "clean"]);
  mkdirSync(join(folder, "no-articles"));
  expect(setNames(folder)).toEqual(["noise-shop-2", "shop-2"]);
  const sets = setNames(folder).map((name) => readSet(folder, name));
  expect(sets.flatMap((set) => rowsOf(set).map(({ row, queries }) => [row, queries.length]))).toEqual([
    ["noise-shop-2, clean", 4],
    ["noise-shop-2, typo", 4],
    ["shop-2", 4],
  ]);
  const results = sets.map((set) => measure(set, "2026-11-22"));
  for (const { rows, costs } of results) {
    for (const name of [...RIVALS, BOT]) {
      expect(costs[name]?.kB).toBeGreaterThan(0);
      for (const { figures } of rows)
        expect(figures[name]).toMatchObject({ questions: 4, in_scope: 2, accuracy_at_1: 1 });
    }
  }
  const whole = { "shop-2": { accuracy: 1, coverage: 0.5 } };
  const text = section(
    results,
    [
      { without: null, of: whole },
      { without: "terms", of: whole },
      { without: "learned", of: { "shop-2": { accuracy: 0.5, coverage: 0 } } },
    ],
    "Two cores",
  );
  expect(text).not.toContain("| terms |");
  expect(section(results, [{ without: null, of: whole }], "Two cores")).not.toContain("Ablation");
  for (const row of [
    "| shop-2 | 3 | 100.0 (100.0)",
    "| noise-shop-2, typo |",
    "| (all parts) | 100.0 .50 |",
    "| learned | 50.0 .00 |",
  ])
    expect(text).toContain(row);
  expect(text).not.toMatch(/NaN|undefined|null/);
  for (const picture of [reliabilityPlot(results), coveragePlot(results)])
    expect(picture).not.toMatch(/NaN|undefined|Infinity/);
});

it("has no sets where there is no data", () => {
  expect(setNames(join(folder, "nowhere"))).toEqual([]);
});

it("replaces its own section of the page and nothing else", () => {
  const page = withSection("# Measurements\n\nmine\n", "bot", "first");
  expect(page).toBe("# Measurements\n\nmine\n\n<!-- bench:bot -->\nfirst\n<!-- /bench:bot -->\n");
  expect(withSection(`${page}\nafter\n`, "bot", "second")).toBe(`${page.replace("first", "second")}\nafter\n`);
});
