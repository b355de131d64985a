/** npm run kb -- build | check | import: see USAGE. */
import { mkdir, readFile, stat, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import { parseArgs } from "node:util";
import { buildKnowledgeBase, checkKnowledgeBase } from "./kb-build.ts";
import { importRecords } from "./kb-import.ts";
import { formatManifest, formatProblems } from "./kb-problems.ts";

const USAGE = `npm run kb -- build [--from kb-content] [--out dist/site]
    Build the knowledge base into OUT/kb. Every mistake is named with file and line.
npm run kb -- check [DIR]
    Only name the mistakes. DIR: kb-content
npm run kb -- import FILE.jsonl DIR [--site demo] [--markdown] [--force]
    Make articles DIR/<site>/<locale>/general/<slug>.md of JSON lines {id, title, locale, questions[], body, tags[]}.
    --markdown  the bodies are Markdown; otherwise they are plain text
    --force     overwrite files that exist`;

/** Faults named in full; a file of the wrong kind has one per line. */
const FAULTS_SHOWN = 20;

function stop(message: string): never {
  console.error(message);
  process.exit(1);
}

const options = {
  from: { type: "string", default: "kb-content" },
  out: { type: "string", default: "dist/site" },
  site: { type: "string", default: "demo" },
  markdown: { type: "boolean", default: false },
  force: { type: "boolean", default: false },
  help: { type: "boolean", default: false },
} as const;

async function build(from: string, out: string): Promise<void> {
  const { problems, manifest } = await buildKnowledgeBase({ from, out });
  if (problems.length > 0) console.error(formatProblems(problems));
  if (manifest === null) process.exitCode = 1;
  else console.log(formatManifest(manifest));
}

async function check(from: string): Promise<void> {
  const { problems } = await checkKnowledgeBase(from);
  if (problems.length > 0) console.error(formatProblems(problems));
  if (problems.some((problem) => problem.level === "error")) process.exitCode = 1;
  else console.log(`${from}: no mistakes`);
}

async function importFile(
  file: string,
  into: string,
  choices: { site: string; markdown: boolean; force: boolean },
): Promise<void> {
  if (!/^[a-z0-9-]{1,40}$/.test(choices.site)) stop(`--site: a-z, 0-9 and - expected, got ${choices.site}`);
  const today = new Date().toISOString().slice(0, 10);
  const { files, faults } = importRecords(await readFile(file, "utf8"), { ...choices, today });
  for (const { line, reason } of faults.slice(0, FAULTS_SHOWN)) console.error(`${file}:${line}: ${reason}`);
  if (faults.length > FAULTS_SHOWN) console.error(`… and ${faults.length - FAULTS_SHOWN} more bad lines`);
  if (faults.length > 0) stop("nothing was imported");

  if (!choices.force) {
    for (const { path } of files) {
      const target = join(into, path);
      if (await stat(target).catch(() => null)) stop(`${target} exists; --force overwrites it. Nothing was imported`);
    }
  }
  for (const { path, text } of files) {
    const target = join(into, path);
    await mkdir(dirname(target), { recursive: true });
    await writeFile(target, text);
  }
  console.log(`${files.length} articles imported into ${join(into, choices.site)}`);
}

async function main(): Promise<void> {
  const { values, positionals } = parseArgs({ options, allowPositionals: true });
  const [command, first, second, ...rest] = positionals;
  if (values.help) return console.log(USAGE);
  if (rest.length === 0) {
    if (command === "build" && first === undefined) return build(values.from, values.out);
    if (command === "check" && second === undefined) return check(first ?? values.from);
    if (command === "import" && first !== undefined && second !== undefined) return importFile(first, second, values);
  }
  stop(USAGE);
}

main().catch((error: unknown) => stop(error instanceof Error ? error.message : String(error)));
