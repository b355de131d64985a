import type { IndexForm } from "../../worker/kb/stored-index.ts";
import type { Figures, FormFigures } from "./measure.ts";
import type { Times } from "./times.ts";

const FORMS: Record<IndexForm, string> = { compact: "compact", minisearch: "MiniSearch as JSON" };

const short = (value: number): string =>
  value < 10 ? value.toFixed(2) : value < 100 ? value.toFixed(1) : value.toFixed(0);
const pair = ({ p50, p99 }: Times): string => `${short(p50)} / ${short(p99)}`;
const megabytes = (bytes: number): string => short(bytes / 1e6);
const table = (rows: readonly (readonly string[])[]): string =>
  rows
    .flatMap((row, i) => [`| ${row.join(" | ")} |`, ...(i === 0 ? [`|${" --- |".repeat(row.length)}`] : [])])
    .join("\n");

const NODE: [head: string, cell: (form: FormFigures) => string][] = [
  ["file raw / gzip, MB", ({ raw, gzip }) => `${megabytes(raw)} / ${megabytes(gzip)}`],
  ["open, first / again, CPU ms", ({ firstOpen, open }) => `${short(firstOpen)} / ${short(open)}`],
  ["heap + buffers, MB", ({ heap, buffers }) => `${short(heap)} + ${short(buffers)}`],
  ["index alone p50 / p99, ms", ({ find }) => pair(find)],
  ["whole ranking p50 / p99, ms", ({ rank }) => pair(rank)],
  ["search-as-you-type p50 / p99, ms", ({ search }) => pair(search)],
  ["worst hostile input, CPU ms", ({ hostile: [name, ms] }) => `${short(ms)} (${name})`],
];

function runtimeRow(articles: number, form: IndexForm, { runtime: { heapMB, figures } }: FormFigures): string[] {
  const head = [`${articles} · ${FORMS[form]}`, String(heapMB)];
  if (figures === null) return [...head, "ended: out of memory", "", "", "", ""];
  const { firstOpen, open, read, before, openPeak, opened, usedPeak, used, rank, search, wallP99 } = figures;
  const more = (memory: number): string => `+${Math.max(0, memory - before).toFixed(0)}`;
  return [
    ...head,
    `${short(firstOpen)} / ${short(open)} (${short(read)})`,
    `${more(openPeak)}, ${more(opened)}`,
    `${more(usedPeak)}, ${more(used)}`,
    `${short(rank)} / ${short(search)}`,
    short(wallP99),
  ];
}

/** The section of bench/results.md. `machine`: what it ran on, and when. */
export function section(figures: readonly Figures[], machine: string): string {
  const node = figures.flatMap(({ articles, forms }) =>
    (["compact", "minisearch"] as const).map((form) => [
      `${articles} · ${FORMS[form]}`,
      ...NODE.map(([, cell]) => cell(forms[form])),
    ]),
  );
  const runtime = figures.flatMap(({ articles, forms }) =>
    (["compact", "minisearch"] as const).map((form) => runtimeRow(articles, form, forms[form])),
  );
  return [
    "## Knowledge bases at size (`npm run bench:kb`)",
    "",
    `${machine}. Made-up articles (bench/kb/synthetic.ts): bodies of 700 characters, 5 phrasings each, every other one Russian, words by Zipf's law. Both forms of`,
    "the index answer with the same hits and scores; the floor is MiniSearch as JSON, in the same run. Of each question the fastest of three counts",
    "(MiniSearch at 10 000: of one), because other work shares the machine.",
    "",
    "In Node:",
    "",
    table([["articles", ...NODE.map(([head]) => head)], ...node]),
    "",
    `Building takes, in s for reading Markdown + analysis, index and training: ${figures
      .map(({ articles, compile, build }) => `${short(compile / 1000)} + ${short(build / 1000)} at ${articles}`)
      .join("; ")}.`,
    "",
    "In raw workerd. It has no limit of memory of its own: V8 is held to a heap of 100 MB less the file (`--max-heap-size`; V8 does not count buffers) and ends the",
    "process beyond it, so what passes needs no more than 100 MB of an isolate's 128. The other columns of memory are resident MB, seen from outside, above those of",
    "the same process before it had a file; what stays is after a collection of garbage. CPU is that of all threads, by /proc.",
    "",
    table([
      [
        "articles",
        "heap limit, MB",
        "open, first / again (reading alone), CPU ms",
        "opening once: highest, what stays, MB",
        "and 300 questions: highest, what stays, MB",
        "ranking / search, mean CPU ms",
        "ranking through HTTP, p99 wall ms",
      ],
      ...runtime,
    ]),
    "",
    `SQLite FTS5 over the same terms, in a file (what an object could use), p50 / p99 ms and MB: ${figures
      .map(({ articles, fts5 }) => `${pair(fts5.find)}, ${megabytes(fts5.bytes)} at ${articles}`)
      .join("; ")}.`,
  ].join("\n");
}
