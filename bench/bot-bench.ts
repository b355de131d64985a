/**
 * npm run bench:bot -- [--data DIR] [--only SET,SET] [--mistakes]
 * The bot beside MiniSearch and SQLite FTS5 on the public sets in DIR/dev (default: shared/data beside the project); writes its section
 * of bench/results.md and the plots. --only measures these sets anew and keeps the figures of the others from the last run.
 */
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { cpus } from "node:os";
import { parseArgs } from "node:util";
import { DIST, ROOT, typedPath } from "../scripts/paths.ts";
import { ABLATED, type AblationRow, ablate } from "./bot/ablation.ts";
import { measure, type SetResult } from "./bot/measure.ts";
import { coveragePlot, reliabilityPlot } from "./bot/plots.ts";
import { readSet, SOURCES, setNames } from "./bot/sets.ts";
import { section } from "./bot/tables.ts";
import { withSection } from "./results-section.ts";

const KEPT = `${DIST}bench-bot/`;
const ABLATION = "ablation";
const PAGE = `${ROOT}bench/results.md`;

const { values } = parseArgs({
  options: {
    data: { type: "string" },
    only: { type: "string" },
    mistakes: { type: "boolean", default: false },
  },
});
const folder = `${values.data === undefined ? `${ROOT}../shared/data` : typedPath(values.data)}/dev`;
const present = setNames(folder);
const only = values.only?.split(",");
const unknown = only?.filter((name) => !present.includes(name) && name !== ABLATION) ?? [];

function keep(name: string, value: unknown): void {
  mkdirSync(KEPT, { recursive: true });
  writeFileSync(`${KEPT}${name}.json`, JSON.stringify(value));
}
const kept = <T>(name: string): T => JSON.parse(readFileSync(`${KEPT}${name}.json`, "utf8")) as T;
const names = (): string[] => readdirSync(KEPT).map((file) => file.replace(/\.json$/, ""));

function tell({ set, rows, mistakes }: SetResult, seconds: number): void {
  for (const { row, figures } of rows) {
    const columns = Object.entries(figures).map(
      ([name, one]) => `${name} ${one.accuracy_at_1} / ${one.coverage_at_95}`,
    );
    console.log(`${row.padEnd(28)} ${columns.join("  ")}`);
  }
  if (values.mistakes)
    for (const { query, expected, got, confidence, decision } of mistakes)
      console.log(`  ${confidence.toFixed(2)} ${decision}: "${query}" is ${expected}, taken for ${got}`);
  console.log(`${set}: ${seconds.toFixed(0)} s`);
}

function run(): void {
  const date = new Date().toISOString().slice(0, 10);
  for (const name of present) {
    if (only !== undefined && !only.includes(name)) continue;
    const begun = performance.now();
    const result = measure(readSet(folder, name), date);
    keep(name, result);
    tell(result, (performance.now() - begun) / 1000);
  }
  if (only === undefined || only.includes(ABLATION))
    keep(ABLATION, ablate(ABLATED.filter((name) => present.includes(name)).map((name) => readSet(folder, name))));
}

function write(): void {
  const stored = names();
  const results = present.filter((name) => stored.includes(name)).map((name) => kept<SetResult>(name));
  const ablated = stored.includes(ABLATION) ? kept<AblationRow[]>(ABLATION) : [];
  const machine = `${cpus().length} cores (${cpus()[0]?.model.trim() ?? "unknown"}), Node ${process.versions.node}`;
  writeFileSync(PAGE, withSection(readFileSync(PAGE, "utf8"), "bot", section(results, ablated, machine)));
  writeFileSync(`${ROOT}bench/bot-reliability.svg`, reliabilityPlot(results));
  writeFileSync(`${ROOT}bench/bot-coverage.svg`, coveragePlot(results));
  const missing = present.filter((name) => !stored.includes(name));
  console.log(`bench/results.md, bench/bot-reliability.svg and bench/bot-coverage.svg written: ${results.length} sets`);
  if (missing.length > 0) console.log(`not measured yet: ${missing.join(", ")}`);
}

if (present.length === 0) console.log(`skipped: no data in ${folder}. It is made of public sets: ${SOURCES}.`);
else if (unknown.length > 0) {
  console.error(`--only: no set ${unknown.join(", ")}. Sets: ${present.join(" ")}, and ${ABLATION}`);
  process.exitCode = 1;
} else {
  run();
  write();
}
