/**
 * npm run eval -- --kb DIR --queries FILE.jsonl [--out FILE] [--site S]
 * Asks the real bot every question and prints how well it did. Lines of the file: {id, query, locale, expected: article id | [ids] |
 * null}; article ids are `source` of the front matter where present, else <category>/<slug>. Predictions are JSON lines too:
 * {id, answer: id | null, candidates: [{id, score}], confidence, decision, offered: [id]}.
 */
import { readFile, writeFile } from "node:fs/promises";
import { parseArgs } from "node:util";
import type { Locale } from "../protocol/model.ts";
import { respond } from "../worker/bot/respond.ts";
import { withoutGreeting } from "../worker/bot/small-talk.ts";
import { DEFAULT_THRESHOLDS } from "../worker/bot/thresholds.ts";
import type { KnowledgeBase, StoredArticle } from "../worker/kb/knowledge-base.ts";
import { rank } from "../worker/kb/rank.ts";
import { type EvalQuery, figures, type Prediction, percentile } from "./eval-figures.ts";
import { checkKnowledgeBase } from "./kb-check.ts";
import { openInMemory } from "./kb-memory.ts";
import { formatProblems } from "./kb-problems.ts";

const USAGE = `npm run eval -- --kb DIR --queries FILE.jsonl [--out FILE] [--site S]
  --kb       folder with articles (as for npm run kb -- build)
  --queries  JSON lines {id, query, locale, expected: article id | [ids] | null}
  --out      write the predictions here, one JSON line per question
  --site     which site of the folder (needed if it holds several)`;
const CANDIDATES = 10;

function stop(message: string): never {
  console.error(message);
  process.exit(1);
}

function parseQuery(line: string, number: number, file: string): EvalQuery {
  try {
    const { id, query, locale, expected = null } = JSON.parse(line) as Record<string, unknown>;
    const known = expected === null || typeof expected === "string" || Array.isArray(expected);
    if ((typeof id !== "string" && typeof id !== "number") || typeof query !== "string" || !known)
      throw new TypeError();
    const gold = Array.isArray(expected) ? expected.map(String) : expected;
    return { id: String(id), query, expected: gold, ...(typeof locale === "string" ? { locale } : {}) };
  } catch {
    return stop(`${file}:${number}: {"id", "query", "expected"} expected`);
  }
}

const idOf = (article: StoredArticle): string => article.source ?? article.id;

function predict(query: EvalQuery, kb: KnowledgeBase): { prediction: Prediction; ms: number } {
  const locale: Locale = kb.locale === "ru" ? "ru" : "en";
  const start = performance.now();
  const { body, explanation } = respond({ text: query.query, locale, history: [] }, kb, DEFAULT_THRESHOLDS);
  const ms = performance.now() - start;
  const shown = body.kind === "answer" ? kb.articles.get(body.article.id) : undefined;
  const candidates = rank(kb, withoutGreeting(query.query))
    .hits.slice(0, CANDIDATES)
    .map((hit) => ({ id: idOf(hit.article), score: hit.score }));
  const options = body.kind === "phrase" ? body.options : [];
  const offered = options.flatMap(({ pick }) => kb.articles.get(pick) ?? []).map(idOf);
  const { confidence, decision } = explanation;
  return {
    prediction: { id: query.id, answer: shown ? idOf(shown) : null, candidates, confidence, decision, offered },
    ms,
  };
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

  const { sites, problems } = await checkKnowledgeBase(values.kb);
  if (problems.some((problem) => problem.level === "error")) stop(formatProblems(problems));
  const named = sites.filter((site) => values.site === undefined || site.id === values.site);
  const site = named[0];
  if (site === undefined)
    stop(`${values.kb}: there is no ${values.site === undefined ? "site" : `site ${values.site}`} in it`);
  if (named.length > 1)
    stop(`${values.kb} holds several sites; choose one: --site ${named.map(({ id }) => id).join(" | ")}`);
  const bases = new Map([...site.locales.keys()].map((locale) => [locale, openInMemory(site, locale)]));
  const [first] = bases.values();
  if (first === undefined) stop(`${values.kb}: site ${site.id} has no articles`);

  const lines = (await readFile(values.queries, "utf8")).split("\n");
  const queries = lines.flatMap((line, i) =>
    line.trim() === "" ? [] : [parseQuery(line, i + 1, values.queries ?? "")],
  );
  const results = queries.map((query) => predict(query, bases.get(query.locale ?? "") ?? first));
  const predictions = results.map((result) => result.prediction);
  if (values.out !== undefined)
    await writeFile(values.out, predictions.map((prediction) => `${JSON.stringify(prediction)}\n`).join(""));

  const times = results.map((result) => result.ms);
  const width = 24;
  for (const [name, value] of Object.entries(figures(queries, predictions)))
    console.log(`${name.padEnd(width)} ${value ?? "-"}`);
  console.log(`${"answer_ms_p50".padEnd(width)} ${percentile(times, 0.5).toFixed(2)}`);
  console.log(`${"answer_ms_p99".padEnd(width)} ${percentile(times, 0.99).toFixed(2)}`);
}

main().catch((error: unknown) => stop(error instanceof Error ? error.message : String(error)));
