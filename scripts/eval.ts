/**
 * npm run eval -- --kb DIR --queries FILE.jsonl [--out FILE] [--site S]
 * Asks the real bot every question and prints how well it did. Lines of the file: {id, query, locale, expected: article id | [ids] |
 * null}; article ids are `source` of the front matter where present, else <category>/<slug>. Predictions are JSON lines too:
 * {id, answer: id | null, candidates: [{id, score}], confidence, decision, offered: [id]}.
 */
import { readFile, writeFile } from "node:fs/promises";
import { parseArgs } from "node:util";
import type { KnowledgeBase } from "../worker/kb/knowledge-base.ts";
import { figures, percentile } from "./eval-figures.ts";
import { predict } from "./eval-predict.ts";
import { evalQueries } from "./eval-queries.ts";
import { checkKnowledgeBase } from "./kb-check.ts";
import { openInMemory, openRecords } from "./kb-memory.ts";
import { formatProblems } from "./kb-problems.ts";
import { typedPath } from "./paths.ts";

const USAGE = `npm run eval -- --kb DIR|FILE.jsonl --queries FILE.jsonl [--out FILE] [--site S]
  --kb       folder with articles (as for npm run kb -- build), or JSON lines (as for npm run kb -- import)
  --queries  JSON lines {id, query, locale, expected: article id | [ids] | null}
  --out      write the predictions here, one JSON line per question
  --site     which site of the folder (needed if it holds several)`;

function stop(message: string): never {
  console.error(message);
  process.exit(1);
}

/** By locale. Ends the program when there is nothing to ask. */
async function openBases(from: string, wanted: string | undefined): Promise<Map<string, KnowledgeBase>> {
  if (from.endsWith(".jsonl")) return openRecords(await readFile(from, "utf8"));
  const { sites, problems } = await checkKnowledgeBase(from);
  if (problems.some((problem) => problem.level === "error")) stop(formatProblems(problems));
  const named = sites.filter((site) => wanted === undefined || site.id === wanted);
  const site = named[0];
  if (site === undefined) stop(`${from}: there is no ${wanted === undefined ? "site" : `site ${wanted}`} in it`);
  if (named.length > 1)
    stop(`${from} holds several sites; choose one: --site ${named.map(({ id }) => id).join(" | ")}`);
  return new Map([...site.locales.keys()].map((locale) => [locale, openInMemory(site, locale)]));
}

async function main(): Promise<void> {
  const { values } = parseArgs({
    options: {
      kb: { type: "string" },
      queries: { type: "string" },
      out: { type: "string" },
      site: { type: "string" },
      help: { type: "boolean" },
    },
  });
  if (values.help) return console.log(USAGE);
  if (values.kb === undefined || values.queries === undefined) stop(USAGE);

  const bases = await openBases(typedPath(values.kb), values.site);
  const [first] = bases.values();
  if (first === undefined) stop(`${values.kb}: there are no articles in it`);
  const queries = evalQueries(await readFile(typedPath(values.queries), "utf8"), values.queries);
  const results = queries.map((query) => {
    const kb = bases.get(query.locale ?? "") ?? first;
    const others = [...bases.values()].filter((other) => other !== kb);
    return predict(query, kb, others);
  });
  const predictions = results.map((result) => result.prediction);
  if (values.out !== undefined)
    await writeFile(typedPath(values.out), predictions.map((prediction) => `${JSON.stringify(prediction)}\n`).join(""));

  const times = results.map((result) => result.ms);
  const width = 24;
  for (const [name, value] of Object.entries(figures(queries, predictions)))
    console.log(`${name.padEnd(width)} ${value ?? "-"}`);
  console.log(`${"answer_ms_p50".padEnd(width)} ${percentile(times, 0.5).toFixed(2)}`);
  console.log(`${"answer_ms_p99".padEnd(width)} ${percentile(times, 0.99).toFixed(2)}`);
}

main().catch((error: unknown) => stop(error instanceof Error ? error.message : String(error)));
