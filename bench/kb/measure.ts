import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import { sha256 } from "../../scripts/kb-locale.ts";
import { terms } from "../../worker/kb/analysis.ts";
import { pack, unpack } from "../../worker/kb/binary.ts";
import { type Meta, openKnowledgeBase, SECTIONS, type Sections } from "../../worker/kb/knowledge-base.ts";
import { rank } from "../../worker/kb/rank.ts";
import { search } from "../../worker/kb/search.ts";
import { type BuiltFile, buildFile } from "../../worker/kb/source/build-file.ts";
import { compile } from "../../worker/kb/source/compile.ts";
import { type IndexForm, packIndex } from "../../worker/kb/stored-index.ts";
import type { IndexDocument } from "../../worker/kb/term-index.ts";
import { Chance } from "./chance.ts";
import { fts5 } from "./floor.ts";
import { hostile } from "./hostile.ts";
import { type InRuntime, measureInRuntime } from "./in-runtime.ts";
import { synthetic } from "./synthetic.ts";
import { type Times, timed, times } from "./times.ts";

const LOCALE = "ru";
const QUESTIONS = 1_000;
/** MiniSearch takes so long at size that fewer must do. */
const FLOOR_QUESTIONS = 300;
const RUNS = 3;
const OPENS = 5;

export type FormFigures = {
  raw: number;
  gzip: number;
  /** CPU ms, first and median of the following; MB of heap and of buffers that are held then. */
  firstOpen: number;
  open: number;
  heap: number;
  buffers: number;
  find: Times;
  rank: Times;
  search: Times;
  /** Name of the worst and CPU ms. */
  hostile: [name: string, ms: number];
  runtime: InRuntime;
};
export type Figures = {
  articles: number;
  /** ms: reading Markdown; analysis, index and training. */
  compile: number;
  build: number;
  forms: Record<IndexForm, FormFigures>;
  fts5: { find: Times; bytes: number };
};

const NOTHING = openKnowledgeBase(buildFile("bench", LOCALE, [], sha256).bytes);
const collect = (): void => (globalThis as { gc?: () => void }).gc?.();
const MB = 1024 * 1024;

function held(): { heap: number; buffers: number } {
  collect();
  const { heapUsed, arrayBuffers } = process.memoryUsage();
  return { heap: heapUsed / MB, buffers: arrayBuffers / MB };
}

/** CPU ms of this process, helpers that compile and collect garbage included; the least of `runs`. */
function cpuOf(run: () => unknown, runs = RUNS): number {
  let least = Number.POSITIVE_INFINITY;
  for (let i = 0; i < runs; i++) {
    const before = process.cpuUsage();
    run();
    const { user, system } = process.cpuUsage(before);
    least = Math.min(least, (user + system) / 1000);
  }
  return least;
}

/** The same file with the index in its other form; training twice would take as long again. */
function withMiniSearch(compact: Uint8Array, documents: readonly IndexDocument[]): Uint8Array {
  const { sections } = unpack(compact, SECTIONS.length);
  const index = packIndex(documents, "minisearch");
  const meta: Meta = { site: "bench", locale: LOCALE, index: index.form };
  const replaced: Partial<Sections> = { meta: new TextEncoder().encode(JSON.stringify(meta)), index: index.bytes };
  return pack(
    SECTIONS.map((name, i) => replaced[name] ?? sections[i] ?? new Uint8Array()),
    sha256,
  ).bytes;
}

/** Everything about one size. `folder`: where the built files are put for the runtime to read. */
export async function measure(articles: number, folder: string): Promise<Figures> {
  const asked = synthetic(articles, QUESTIONS);
  const compiled = await timed(() => compile(asked.files, "bench"));
  const source = compiled.value.sites[0]?.locales.get(LOCALE) ?? [];
  if (source.length !== articles) throw new Error(compiled.value.problems.map(({ reason }) => reason).join("\n"));
  const built = await timed((): BuiltFile => buildFile("bench", LOCALE, source, sha256, { form: "compact" }));
  const documents = source.map(({ stored: { id, title }, questions, tags, text }): IndexDocument => {
    const joined = (list: readonly string[]): string => list.flatMap((one) => terms(one, LOCALE)).join(" ");
    return { id, title: joined([title]), questions: joined(questions), body: joined([text]), tags: joined(tags) };
  });
  const attacks = Object.entries(hostile(asked.common, new Chance(1)));
  const termsOf = (question: string): string[] => [...new Set(terms(question, LOCALE))];

  const measureForm = async (form: IndexForm): Promise<FormFigures> => {
    const bytes = form === "compact" ? built.value.bytes : withMiniSearch(built.value.bytes, documents);
    const name = `${form}-${articles}.bin`;
    writeFileSync(join(folder, name), bytes);
    const before = held();
    const own = bytes.slice();
    let kb = NOTHING;
    const firstOpen = cpuOf(() => {
      kb = openKnowledgeBase(own);
    }, 1);
    const after = held();
    const opens = Array.from({ length: OPENS }, () => cpuOf(() => openKnowledgeBase(own), 1));
    const slow = form === "minisearch" && articles > 1_000;
    const questions = asked.questions.slice(0, slow ? FLOOR_QUESTIONS : QUESTIONS);
    const typed = asked.typed.slice(0, slow ? FLOOR_QUESTIONS : QUESTIONS);
    const runs = slow ? 1 : RUNS;
    const worst = attacks
      .flatMap(([what, text]): [string, number][] => [
        [`asked: ${what}`, cpuOf(() => rank(kb, text), runs)],
        [`searched: ${what}`, cpuOf(() => search(kb, text), runs)],
      ])
      .reduce((a, b) => (b[1] > a[1] ? b : a));
    return {
      raw: bytes.length,
      gzip: gzipSync(bytes).length,
      firstOpen,
      open: opens.sort((a, b) => a - b)[Math.floor(OPENS / 2)] ?? 0,
      heap: after.heap - before.heap,
      buffers: after.buffers - before.buffers,
      find: times(questions.map(termsOf), runs, (list) => kb.index.find(list)),
      rank: times(questions, runs, (question) => rank(kb, question)),
      search: times(typed, runs, (text) => search(kb, text)),
      hostile: worst,
      runtime: await measureInRuntime(folder, name, bytes.length, asked),
    };
  };

  const forms = { compact: await measureForm("compact"), minisearch: await measureForm("minisearch") };
  const table = fts5(documents);
  const found = times(asked.questions.slice(0, FLOOR_QUESTIONS).map(termsOf), 1, table.ask);
  table.close();
  return { articles, compile: compiled.ms, build: built.ms, forms, fts5: { find: found, bytes: table.bytes } };
}
