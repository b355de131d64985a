import { spawn } from "node:child_process";
import { readFile, rm } from "node:fs/promises";
import { relative } from "node:path";
import { findBrowser } from "./browser.ts";
import { buildOnce } from "./build-once.ts";
import { buildKnowledgeBase } from "./kb-build.ts";
import { formatProblems } from "./kb-problems.ts";
import { DIST, PUBLIC, ROOT } from "./paths.ts";

/**
 * Everything that must hold. `npm test` runs all parts, `npm test -- lint unit` some. Each check counts as one test; the last
 * line is the total.
 */

type Count = { passed: number; failed: number };
type Part = { name: string; run: () => Promise<Count> };

const TSCONFIGS = [
  "protocol",
  "client",
  "widget",
  "console",
  "hosted",
  "worker/tsconfig.pure.json",
  "worker",
  "worker/tsconfig.workerd-tests.json",
  "scripts",
  "bench/floor",
];
/** What did not hold, by name: the total alone sends nobody anywhere. */
const failures: string[] = [];
const RESULTS = `${DIST}test/`;
const CHAOS = ["--kills", "5", "--cuts", "30", "--seed", "7", "--minutes", "0.5", "--conversations", "16"];
/** wrangler and miniflare call nobody outside. */
const QUIET = {
  WRANGLER_SEND_METRICS: "false",
  WRANGLER_SEND_ERROR_REPORTS: "false",
  WRANGLER_HIDE_BANNER: "true",
  CLOUDFLARE_CF_FETCH_ENABLED: "false",
};

const parts: Part[] = [
  { name: "build", run: build },
  { name: "format", run: () => check("format", "biome", ["check", "--linter-enabled=false", "."]) },
  { name: "lint", run: () => check("lint", "oxlint", ["--type-aware"]) },
  {
    name: "types",
    run: async () => {
      const results = [];
      for (const project of TSCONFIGS)
        results.push(await check(`types ${project}`, "tsc", ["--noEmit", "-p", project]));
      return sum(results);
    },
  },
  { name: "unused", run: () => check("unused code", "knip", ["--no-progress"]) },
  { name: "unit", run: () => vitest("pure") },
  { name: "objects", run: () => vitest("workerd") },
  {
    name: "deploy",
    run: () => check("deploy (dry run)", "wrangler", ["deploy", "--dry-run", `--outdir=${RESULTS}deploy`]),
  },
  // Half a minute of it, always the same plan; `npm run chaos` for more.
  { name: "chaos", run: () => check("chaos", "node", ["e2e/chaos/main.ts", ...CHAOS]) },
  { name: "browser", run: browser },
];

const wanted = process.argv.slice(2);
const unknown = wanted.filter((w) => !parts.some((p) => p.name === w));
if (unknown.length > 0) {
  console.error(`Unknown part: ${unknown.join(", ")}. Parts: ${parts.map((p) => p.name).join(" ")}`);
  process.exit(2);
}
const results: Count[] = [];
for (const part of parts) {
  if (wanted.length > 0 && !wanted.includes(part.name)) continue;
  const begun = Date.now();
  const count = await part.run().catch((error: unknown) => {
    console.error(error instanceof Error ? error.message : error);
    return { passed: 0, failed: 1 };
  });
  const seconds = ((Date.now() - begun) / 1000).toFixed(1);
  if (count.failed > 0) failures.push(`part ${part.name}`);
  console.log(`── ${part.name}: ${count.passed} passed, ${count.failed} failed (${seconds} s)`);
  results.push(count);
}
const total = sum(results);
for (const name of failures) console.log(`✗ ${name}`);
console.log(`\n${total.passed} passed, ${total.failed} failed`);
process.exit(total.failed > 0 || total.passed === 0 ? 1 : 0);

async function build(): Promise<Count> {
  await buildOnce();
  const kb = await buildKnowledgeBase({ from: `${ROOT}kb-content`, out: PUBLIC });
  if (kb.problems.length > 0) console.log(formatProblems(kb.problems));
  return kb.ok ? { passed: 1, failed: 0 } : { passed: 0, failed: 1 };
}

async function check(name: string, command: string, args: string[]): Promise<Count> {
  const code = await run(command, args);
  if (code !== 0) failures.push(name);
  return code === 0 ? { passed: 1, failed: 0 } : { passed: 0, failed: 1 };
}

async function vitest(project: string): Promise<Count> {
  const file = `${RESULTS}${project}.json`;
  await rm(file, { force: true });
  const code = await run("vitest", [
    "run",
    `--project=${project}`,
    "--reporter=dot",
    "--reporter=json",
    `--outputFile.json=${file}`,
  ]);
  const report = JSON.parse(await readFile(file, "utf8")) as VitestReport;
  const { numPassedTests: passed, numFailedTests: failed } = report;
  for (const { name, status, assertionResults } of report.testResults) {
    const wrong = assertionResults.filter((test) => test.status === "failed").map((test) => `: ${test.fullName}`);
    // A file that does not load has no tests to name.
    if (status === "failed")
      failures.push(...(wrong.length > 0 ? wrong : [""]).map((test) => relative(ROOT, name) + test));
  }
  return { passed, failed: code === 0 ? failed : Math.max(1, failed) };
}

type VitestReport = {
  numPassedTests: number;
  numFailedTests: number;
  testResults: { name: string; status: string; assertionResults: { status: string; fullName: string }[] }[];
};

async function browser(): Promise<Count> {
  const chromium = findBrowser((line) => console.log(line));
  const file = `${RESULTS}browser.json`;
  await rm(file, { force: true });
  const env = { CHROMIUM: chromium, PLAYWRIGHT_JSON_OUTPUT_FILE: file };
  const code = await run("playwright", ["test", "--config=e2e/playwright.config.ts"], env);
  const { stats } = JSON.parse(await readFile(file, "utf8")) as {
    stats: { expected: number; unexpected: number; flaky: number };
  };
  const failed = stats.unexpected + stats.flaky;
  return { passed: stats.expected, failed: code === 0 ? failed : Math.max(1, failed) };
}

function run(command: string, args: string[], env: Record<string, string> = {}): Promise<number> {
  return new Promise((resolve, reject) => {
    const child = spawn(command === "node" ? process.execPath : `${ROOT}node_modules/.bin/${command}`, args, {
      cwd: ROOT,
      stdio: ["ignore", "inherit", "inherit"],
      env: { ...process.env, ...QUIET, ...env },
    });
    child.once("error", reject);
    child.once("exit", (code) => resolve(code ?? 1));
  });
}

function sum(counts: Count[]): Count {
  return counts.reduce((a, b) => ({ passed: a.passed + b.passed, failed: a.failed + b.failed }), {
    passed: 0,
    failed: 0,
  });
}
