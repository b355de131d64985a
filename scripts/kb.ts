/** npm run kb -- init | import | export | check | ask | diff | build: see USAGE. */
import { join, relative } from "node:path";
import { parseArgs } from "node:util";
import { LOCALES } from "../protocol/model.ts";
import { askBot } from "./kb-ask.ts";
import { buildKnowledgeBase } from "./kb-build.ts";
import { KB_CACHE } from "./kb-cache.ts";
import { checkKnowledgeBase } from "./kb-check.ts";
import { checkInFull } from "./kb-check-in-full.ts";
import { diffFolders } from "./kb-diff-folders.ts";
import { exportFile } from "./kb-export-file.ts";
import { importFile } from "./kb-import-file.ts";
import { initPreset, PRESETS } from "./kb-init.ts";
import { formatManifest, formatProblems } from "./kb-problems.ts";
import { buildProgress } from "./kb-progress.ts";
import { DIST, ROOT, typedPath } from "./paths.ts";
import { siteToAsk } from "./site-to-ask.ts";

const USAGE = `npm run kb -- init --preset ${PRESETS.join("|")} DIR [--site support]
    Begin a knowledge base DIR/<site> with 15 typical articles in English and Russian, ready to be edited.
npm run kb -- import FILE.csv|FILE.jsonl DIR [--site NAME] [--markdown] [--force]
    Make articles DIR/<site>/<locale>/<category>/<slug>.md.
    CSV: a header row with title and body (or question and answer), optional id, locale, category, questions
    (separated by | or line breaks), tags. JSON lines: {title, body, locale, id, category, questions[], tags[]}.
    --site      the only site of DIR, else support
    --markdown  the bodies are Markdown; otherwise they are plain text
    --force     overwrite files that exist
npm run kb -- export DIR FILE.jsonl [--site NAME] [--force]
    All articles of a site as JSON lines, which import reads back. The pictures and site.yaml are files of their own.
npm run kb -- check [DIR]
    Name the mistakes with file and line; then the questions that lead to another article than their own, and what has
    become of the golden questions (DIR/golden.<locale>.jsonl). DIR: kb-content
npm run kb -- ask DIR "question" [--lang en|ru] [--site NAME]
    What the bot would do with a question, and why.
npm run kb -- diff OLD NEW [--queries FILE.jsonl]...
    Ask two versions the golden questions of NEW (else of OLD) and those of the files: which are lost, which better. Ends
    with 1 if one is lost. OLD, NEW: folders of articles, or built ones (such as .deskbell/site, what is being served).
    Lines of FILE: {question, article: id | [ids] | null} or {query, expected}; with site and locale where needed.
npm run kb -- build [--from kb-content] [--out dist/site]
    Build the knowledge base, and Deskbell's own help, into OUT/kb.`;

function stop(message: string): never {
  console.error(message);
  process.exit(1);
}

const options = {
  from: { type: "string" },
  out: { type: "string" },
  site: { type: "string" },
  preset: { type: "string" },
  lang: { type: "string" },
  queries: { type: "string", multiple: true },
  markdown: { type: "boolean", default: false },
  force: { type: "boolean", default: false },
  help: { type: "boolean", default: false },
} as const;

/** Of a kind, by `check`: it is asked to tell. */
const WARNINGS_SHOWN = 10;

const today = (): string => new Date().toISOString().slice(0, 10);

async function build(from: string, out: string): Promise<void> {
  const { problems, manifest, expected } = await buildKnowledgeBase({
    from,
    out,
    cache: KB_CACHE,
    progress: buildProgress(),
  });
  if (problems.length > 0) console.error(formatProblems(problems));
  if (manifest === null) process.exitCode = 1;
  else console.log(formatManifest(manifest, expected));
}

async function check(from: string): Promise<void> {
  const { problems, golden } = await checkInFull(from);
  if (problems.length > 0) console.error(formatProblems(problems, WARNINGS_SHOWN));
  if (golden !== "") console.log(golden);
  if (problems.some((problem) => problem.level === "error")) process.exitCode = 1;
  else {
    const { length } = problems;
    console.log(`${from}: no mistakes${length === 0 ? "" : `, ${length} ${length === 1 ? "warning" : "warnings"}`}`);
  }
}

async function bringOut(from: string, file: string, site: string | undefined, force: boolean): Promise<void> {
  const { ok, said } = await exportFile(from, file, { site, force });
  if (!ok) stop(said);
  console.log(said);
}

async function diff(old: string, now: string, queries: readonly string[]): Promise<void> {
  const { lost, said } = await diffFolders(old, now, queries);
  console.log(said);
  if (lost > 0) process.exitCode = 1;
}

async function init(into: string, preset: string | undefined, site: string | undefined): Promise<void> {
  const made = await initPreset({ preset, into, site, today: today() });
  if (!made.ok) stop(made.reason);
  console.log(`${made.files.length} files written to ${into}/${made.site}

Next:
  1. Edit them: names and links of your own stand in [square brackets].
  2. npm run kb -- check ${into}
  3. npm start -- --kb ${into}`);
}

async function bringIn(
  file: string,
  into: string,
  choices: { site: string | undefined; markdown: boolean; force: boolean },
): Promise<void> {
  const { ok, said } = await importFile(file, into, { ...choices, today: today() });
  if (!ok) stop(said.join("\n"));
  console.log(said.join("\n"));
}

async function ask(
  from: string,
  question: string,
  lang: string | undefined,
  wanted: string | undefined,
): Promise<void> {
  const locale = LOCALES.find((one) => one === (lang ?? (/[а-яё]/i.test(question) ? "ru" : "en")));
  if (locale === undefined) stop(`--lang: ${LOCALES.join(" or ")} expected, got ${lang}`);
  const { sites, problems } = await checkKnowledgeBase(from);
  const errors = problems.filter((problem) => problem.level === "error");
  if (errors.length > 0) stop(formatProblems(errors));
  const site = siteToAsk(sites, wanted);
  if (typeof site === "string") stop(`${from}: ${site}`);
  console.log(askBot(site, question, locale));
}

async function main(): Promise<void> {
  const { values, positionals } = parseArgs({ options, allowPositionals: true });
  const [command, named, second, ...rest] = positionals;
  const first = named === undefined ? undefined : typedPath(named);
  const standard = join(relative(process.cwd(), ROOT), "kb-content");
  if (values.help) return console.log(USAGE);
  if (rest.length === 0) {
    if (command === "build" && first === undefined) {
      const [from, out] = [values.from, values.out].map((path) => path && typedPath(path));
      return build(from ?? standard, out ?? `${DIST}site`);
    }
    if (command === "check" && second === undefined) return check(first ?? standard);
    if (command === "init" && first !== undefined && second === undefined)
      return init(first, values.preset, values.site);
    if (command === "import" && first !== undefined && second !== undefined)
      return bringIn(first, typedPath(second), { site: values.site, markdown: values.markdown, force: values.force });
    if (command === "export" && first !== undefined && second !== undefined)
      return bringOut(first, typedPath(second), values.site, values.force);
    if (command === "diff" && first !== undefined && second !== undefined)
      return diff(first, typedPath(second), (values.queries ?? []).map(typedPath));
    if (command === "ask" && first !== undefined && second !== undefined)
      return ask(first, second, values.lang, values.site);
  }
  stop(USAGE);
}

main().catch((error: unknown) => stop(error instanceof Error ? error.message : String(error)));
