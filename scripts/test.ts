import { spawn } from "node:child_process";
import { readFile, rm } from "node:fs/promises";
import { relative } from "node:path";
import { findBrowser } from "./browser.ts";
import { buildOnce } from "./build-once.ts";
import { buildKnowledgeBase } from "./kb-build.ts";
import { KB_CACHE } from "./kb-cache.ts";
import { formatProblems } from "./kb-problems.ts";
import { DIST, PUBLIC, ROOT } from "./paths.ts";

/**
 * Everything that must hold. `npm test` runs all parts but `full` (what takes minutes: `npm run test:full`), `npm test -- lint unit` some. Each check counts as one test; the last
 * line is the total.
 */

type Count = { passed: number; failed: number };
/** Where a part's programs write to: to the terminal, or apart, to be shown in one piece when the part ends. */
type Output = "inherit" | Buffer[];
type Part = { name: string; run: (out: Output) => Promise<Count> };

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
/** Parts that leave a core idle and disturb nobody run two at a time. The others measure time, or fill the machine. */
const SIDE_BY_SIDE = new Set(["format", "lint", "types", "unused", "unit", "deploy"]);
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
  { name: "unit", run: (out) => vitest("pure", out) },
  { name: "format", run: (out) => check("format", "biome", ["check", "--linter-enabled=false", "."], out) },
  { name: "lint", run: (out) => check("lint", "oxlint", ["--type-aware"], out) },
  {
    name: "types",
    run: async (out) => {
      const results = [];
      for (const project of TSCONFIGS)
        results.push(await check(`types ${project}`, "tsc", ["--noEmit", "-p", project], out));
      return sum(results);
    },
  },
  {
    name: "deploy",
    run: (out) => check("deploy (dry run)", "wrangler", ["deploy", "--dry-run", `--outdir=${RESULTS}deploy`], out),
  },
  { name: "unused", run: (out) => check("unused code", "knip", ["--no-progress"], out) },
  { name: "objects", run: (out) => vitest("workerd", out) },
  // Half a minute of it, always the same plan; `npm run chaos` for more.
  { name: "chaos", run: (out) => check("chaos", "node", ["e2e/chaos/main.ts", ...CHAOS], out) },
  { name: "browser", run: () => browser("e2e") },
  { name: "full", run: () => browser("e2e/full") },
];

const wanted = process.argv.slice(2);
const unknown = wanted.filter((w) => !parts.some((p) => p.name === w));
if (unknown.length > 0) {
  console.error(`Unknown part: ${unknown.join(", ")}. Parts: ${parts.map((p) => p.name).join(" ")}`);
  process.exit(2);
}
const chosen = parts.filter(({ name }) => (wanted.length === 0 ? name !== "full" : wanted.includes(name)));
const results: Count[] = [];
while (chosen.length > 0) {
  const alone = chosen.findIndex((part) => !SIDE_BY_SIDE.has(part.name));
  const few = chosen.splice(0, alone === -1 ? chosen.length : Math.max(1, alone));
  const out = few.length > 1 ? "apart" : "inherit";
  const lane = async () => {
    for (let part = few.shift(); part; part = few.shift()) await hold(part, out);
  };
  await Promise.all([lane(), lane()]);
}
const total = sum(results);
for (const name of failures) console.log(`✗ ${name}`);
console.log(`\n${total.passed} passed, ${total.failed} failed`);
process.exit(total.failed > 0 || total.passed === 0 ? 1 : 0);

async function hold(part: Part, shown: "apart" | "inherit"): Promise<void> {
  const begun = Date.now();
  const out: Output = shown === "apart" ? [] : "inherit";
  const count = await part.run(out).catch((error: unknown) => {
    console.error(error instanceof Error ? error.message : error);
    return { passed: 0, failed: 1 };
  });
  const seconds = ((Date.now() - begun) / 1000).toFixed(1);
  if (count.failed > 0) failures.push(`part ${part.name}`);
  if (out !== "inherit") process.stdout.write(Buffer.concat(out));
  console.log(`── ${part.name}: ${count.passed} passed, ${count.failed} failed (${seconds} s)`);
  results.push(count);
}

async function build(): Promise<Count> {
  await buildOnce();
  const kb = await buildKnowledgeBase({ from: `${ROOT}kb-content`, out: PUBLIC, cache: KB_CACHE });
  if (kb.problems.length > 0) console.log(formatProblems(kb.problems));
  return kb.ok ? { passed: 1, failed: 0 } : { passed: 0, failed: 1 };
}

async function check(name: string, command: string, args: string[], out: Output): Promise<Count> {
  const code = await run(command, args, out);
  if (code !== 0) failures.push(name);
  return code === 0 ? { passed: 1, failed: 0 } : { passed: 0, failed: 1 };
}

async function vitest(project: string, out: Output): Promise<Count> {
  const file = `${RESULTS}${project}.json`;
  await rm(file, { force: true });
  const reporters = ["--reporter=dot", "--reporter=json", `--outputFile.json=${file}`];
  const code = await run("vitest", ["run", `--project=${project}`, ...reporters], out);
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

async function browser(folder: string): Promise<Count> {
  const chromium = findBrowser((line) => console.log(line));
  const file = `${RESULTS}${folder.replace("/", "-")}.json`;
  await rm(file, { force: true });
  const env = { CHROMIUM: chromium, PLAYWRIGHT_JSON_OUTPUT_FILE: file };
  const code = await run("playwright", ["test", `--config=${folder}/playwright.config.ts`], "inherit", env);
  const { stats } = JSON.parse(await readFile(file, "utf8")) as {
    stats: { expected: number; unexpected: number; flaky: number };
  };
  const failed = stats.unexpected + stats.flaky;
  return { passed: stats.expected, failed: code === 0 ? failed : Math.max(1, failed) };
}

function run(command: string, args: string[], out: Output, env: Record<string, string> = {}): Promise<number> {
  return new Promise((resolve, reject) => {
    const to = out === "inherit" ? "inherit" : "pipe";
    const child = spawn(command === "node" ? process.execPath : `${ROOT}node_modules/.bin/${command}`, args, {
      cwd: ROOT,
      stdio: ["ignore", to, to],
      env: { ...process.env, ...QUIET, ...env },
    });
    for (const stream of [child.stdout, child.stderr])
      stream?.on("data", (chunk: Buffer) => out !== "inherit" && out.push(chunk));
    child.once("error", reject);
    child.once("close", (code) => resolve(code ?? 1));
  });
}

function sum(counts: Count[]): Count {
  return counts.reduce((a, b) => ({ passed: a.passed + b.passed, failed: a.failed + b.failed }), {
    passed: 0,
    failed: 0,
  });
}
