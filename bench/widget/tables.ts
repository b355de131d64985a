import type { Contestant } from "./contestant.ts";
import { above, compare, type Figure, figure } from "./figures.ts";
import type { Visit } from "./visit.ts";

/** All visits to one contestant. */
export type Row = {
  contestant: Contestant;
  idle: Visit[];
  early: Visit[];
};

/** A row's figures with the page alone taken away where it has a share in them. */
export type Figures = Record<Metric, Figure> & { typed: string };

const METRICS = {
  launcherBytes: "br launcher, kB",
  idleBytes: "br untouched page, kB",
  typableBytes: "br typable, kB",
  openBytes: "br all that opening loads, kB",
  requests: "requests to launcher / typable",
  typableRequests: "",
  launcher: "launcher after FCP, ms",
  typable: "click to typable, ms",
  early: "the same, clicked at first sight, ms",
  blockedLoad: "TBT load, ms",
  blockedOpen: "TBT open, ms",
  scriptLoad: "script load, ms",
  scriptOpen: "script open, ms",
  heap: "heap, kB",
  shift: "CLS",
} as const;
type Metric = keyof typeof METRICS;

/** Of these a ratio says something: never zero. */
const RATIOS = [
  "launcherBytes",
  "idleBytes",
  "typableBytes",
  "launcher",
  "typable",
  "early",
  "scriptLoad",
  "heap",
] as const;

export function figuresOf({ idle, early }: Row, page: Visit[]): Figures {
  const own = (pick: (visit: Visit) => number): Figure => figure(idle.map(pick));
  const net = (pick: (visit: Visit) => number): Figure => above(own(pick), figure(page.map(pick)));
  const count = [...idle, ...early];
  return {
    launcherBytes: own((v) => v.launcherBytes / 1_000),
    idleBytes: own((v) => v.idleBytes / 1_000),
    typableBytes: own((v) => v.typableBytes / 1_000),
    openBytes: own((v) => v.openBytes / 1_000),
    requests: own((v) => v.launcherRequests),
    typableRequests: own((v) => v.typableRequests),
    launcher: own((v) => v.launcher),
    typable: own((v) => v.typable),
    early: figure(early.map((v) => v.typable)),
    blockedLoad: net((v) => v.blockedLoad),
    blockedOpen: net((v) => v.blockedOpen),
    scriptLoad: net((v) => v.scriptLoad),
    scriptOpen: net((v) => v.scriptOpen),
    heap: net((v) => v.heap / 1_000),
    shift: own((v) => v.shift),
    typed: `${count.filter((v) => v.typed).length}/${count.length}`,
  };
}

export function table(rows: readonly Row[], page: Visit[]): string {
  const shown = Object.entries(METRICS).filter(([, title]) => title);
  const head = ["", ...shown.map(([, title]) => title), "typed"];
  const lines = rows.map((row) => {
    const all = figuresOf(row, page);
    const cells = shown.map(([metric]) =>
      metric === "requests"
        ? `${number(all.requests.median)} / ${number(all.typableRequests.median)}`
        : cell(all[metric as Metric], metric === "shift" ? 3 : metric.endsWith("Bytes") ? 2 : 0),
    );
    return `| ${[row.contestant.name, ...cells, all.typed].join(" | ")} |`;
  });
  return [`| ${head.join(" | ")} |`, `|${" --- |".repeat(head.length)}`, ...lines].join("\n");
}

/** Ours against the best chat peer of each metric, the best search peer and the Lit floors; `≈` where the ranges meet. */
export function ratios(rows: readonly Row[], page: Visit[]): string {
  const ours = rows.find(({ contestant }) => contestant.kind === "ours");
  if (!ours) return "";
  const own = figuresOf(ours, page);
  const best = (metric: (typeof RATIOS)[number], among: readonly Row[]): string => {
    const known = among
      .map((row) => ({ name: row.contestant.name, figure: figuresOf(row, page)[metric] }))
      // Less than nothing is noise.
      .filter(({ figure: one }) => one.median > 0)
      .sort((a, b) => a.figure.median - b.figure.median)[0];
    if (!known || !(own[metric].median > 0)) return "–";
    const times = own[metric].median / known.figure.median;
    const sure = compare(own[metric], known.figure) === "same" ? "≈ " : "";
    return `${sure}${times.toFixed(2)} of ${known.name}`;
  };
  const kind = (...kinds: string[]): Row[] => rows.filter(({ contestant }) => kinds.includes(contestant.kind));
  const floor = (id: string): Row[] => rows.filter(({ contestant }) => contestant.id === id);
  const lines = RATIOS.map(
    (metric) =>
      `| ${METRICS[metric].replace(/, \w+$/, "")} | ${best(metric, kind("chat"))} | ${best(metric, kind("search"))} | ` +
      `${best(metric, floor("floor-lit"))} | ${best(metric, floor("floor-preloaded"))} |`,
  );
  return [
    "| ours, as a part | of the best chat | of the best search | of the Lit floor | of the preloaded Lit floor |",
    "| --- | --- | --- | --- | --- |",
    ...lines,
  ].join("\n");
}

function cell({ median, low, high, n }: Figure, digits: number): string {
  if (n === 0) return "–";
  const range = `${number(low, digits)} to ${number(high, digits)}`;
  return low === high ? number(median, digits) : `${number(median, digits)} (${range})`;
}

function number(value: number, digits = 0): string {
  const text = value.toFixed(digits);
  return /^-0(\.0*)?$/.test(text) ? text.slice(1) : text;
}
