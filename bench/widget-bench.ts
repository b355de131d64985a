import { readFileSync, writeFileSync } from "node:fs";
import { cpus } from "node:os";
import { type Browser, chromium } from "playwright";
import { CHROMIUM_ARGS, findBrowser } from "../scripts/browser.ts";
import { ROOT } from "../scripts/paths.ts";
import { withSection } from "./results-section.ts";
import { makeCertificate } from "./widget/certificate.ts";
import type { Contestant } from "./widget/contestant.ts";
import { floors } from "./widget/floors.ts";
import { type Held, leakRounds } from "./widget/leak.ts";
import { type Origin, startOrigin } from "./widget/origin.ts";
import { ours } from "./widget/ours.ts";
import { peers } from "./widget/peers.ts";
import { type Row, ratios, table } from "./widget/tables.ts";
import { type Visit, visit } from "./widget/visit.ts";

/*
 * `npm run bench:widget`: our widget, floors of our own and peers from npm in one interleaved run, in Chromium with a slow processor and
 * network. Takes about 3 minutes a round and stops by itself: `-- --runs 7 --minutes 40` is the default. `-- --runs 1 --only ours,floor-lit` is for
 * trying something, and writes no results; `--no-write` neither.
 */

const LONGEST_MS = 60 * 60_000;

const option = (name: string): string | undefined =>
  new RegExp(`--${name}[ =]([\\w,.-]+)`).exec(process.argv.slice(2).join(" "))?.[1];
const runs = Number(option("runs") ?? 7);
/** No round begins after so many minutes. */
const minutes = Number(option("minutes") ?? 40);
/** Fingers and mouse buttons stay down for 50 to 100 ms; 0 is the harshest. */
const hold = Number(option("hold") ?? 0);
const only = option("only")?.split(",");
const isWritten = only === undefined && !process.argv.includes("--no-write");

/** The host page alone: taken away from what has a share of it. */
const PAGE: Contestant = {
  id: "page",
  name: "page",
  kind: "floor",
  snippet: "",
  launcher: "#none",
  field: "#none",
  answer: () => null,
  stubbed: "",
};

const wants = ({ id }: Contestant): boolean => only?.includes(id) ?? true;
const peersHere = peers(only);
const contestants = [await ours(), ...(await floors()), ...peersHere.contestants].filter(wants);
for (const name of peersHere.missing)
  console.log(`${name} is left out: not in dist/bench/peers, and npm cannot fetch it.`);

const certificate = makeCertificate();
const origin = await startOrigin(certificate);
const browser = await chromium.launch({
  executablePath: findBrowser((line) => console.log(line)),
  args: [...CHROMIUM_ARGS, `--ignore-certificate-errors-spki-list=${certificate.pin}`],
});
const guard = setTimeout(() => void browser.close(), LONGEST_MS);
const rows: Row[] = contestants.map((contestant) => ({ contestant, idle: [], early: [] }));
const page: Visit[] = [];
let leak: { after5: Held; after50: Held } | undefined;
try {
  // The first pages of a browser are slower than any after them.
  for (const one of [PAGE, ...contestants.slice(0, 2)])
    await visit(browser, origin, one, one === PAGE ? "none" : "idle");
  const end = Date.now() + minutes * 60_000;
  for (let run = 0; run < runs && Date.now() < end; run++) await oneRun(browser, origin, run);
  const own = contestants.find(({ kind }) => kind === "ours");
  if (own && !only) leak = await rounds(browser, origin, own);
} finally {
  clearTimeout(guard);
  await browser.close();
  await origin.close();
}

const text = section(browser.version());
console.log(text);
if (isWritten) {
  const file = `${ROOT}bench/results.md`;
  writeFileSync(file, withSection(readFileSync(file, "utf8"), "widget", text));
}

/** Everybody once, each run beginning with another one: what warms up or tires hits all. */
async function oneRun(where: Browser, from: Origin, run: number): Promise<void> {
  const shift = (run * 5) % rows.length;
  for (const row of [...rows.slice(shift), ...rows.slice(0, shift)]) {
    // The page often: what is taken away from all should be known best.
    if (rows.indexOf(row) % 4 === 0) page.push(await visit(where, from, PAGE, "none"));
    const begun = Date.now();
    row.idle.push(await visit(where, from, row.contestant, "idle", hold));
    row.early.push(await visit(where, from, row.contestant, "early", hold));
    const [idle, early] = [row.idle.at(-1), row.early.at(-1)];
    const typed = `typable ${idle?.typable.toFixed(0)}, early ${early?.typable.toFixed(0)} ms`;
    console.log(`run ${run + 1} ${row.contestant.id}: ${typed} (${((Date.now() - begun) / 1_000).toFixed(0)} s)`);
  }
}

/** Of a page that has the script, and none of the tags but those that come and go. */
async function rounds(where: Browser, from: Origin, own: Contestant): Promise<{ after5: Held; after50: Held }> {
  from.serve({ ...own, snippet: own.snippet.replace(/<support-widget.*/, "") });
  const empty = await where.newPage();
  await empty.goto(from.url, { waitUntil: "load" });
  const held = await leakRounds(empty);
  await empty.close();
  return held;
}

function section(version: string): string {
  const { model } = cpus()[0] ?? { model: "unknown" };
  const stubs = rows
    .filter(({ contestant }) => contestant.kind !== "floor")
    .map(({ contestant: { name, stubbed } }) => `${name.replaceAll("*", "")} (${stubbed})`);
  return `## The widget beside floors and peers (\`npm run bench:widget\`)

${cpus().length} cores (${model}), Node ${process.versions.node}, Chromium ${version}; ${new Date().toISOString().slice(0, 10)}. One interleaved run, ${rows[0]?.idle.length} rounds, empty cache each time: processor
slowed 4 times, "Slow 4G" (562 ms a request, 1.47 Mbit/s), HTTP/2, brotli 11. Medians with the whole range. Bytes are those of scripts and sheets on
the wire, 1 kB = 1 000 bytes; what has arrived when the first letter lands in the field counts as needed for it. The click comes without hovering, the button held for ${hold} ms; before it
the page has rested, or (next column) the launcher has just been seen. TBT, script and heap are without the page's own; TBT sums tasks over 50 ms, heap is after garbage
collection with the panel open. CLS counts shifts after input too. A floor is a hello-world panel (\`bench/widget/floors/\`).

${table(rows, page)}

${ratios(rows, page)}

${leak ? leakLine(leak) : ""}≈: the ranges meet, so no difference is claimed. Stubbed: ${stubs.join("; ")}.${
    peersHere.missing.length > 0 ? ` Could not be fetched: ${peersHere.missing.join(", ")}.` : ""
  }`;
}

function leakLine({ after5, after50 }: { after5: Held; after50: Held }): string {
  const held = ({ heapKb, nodes, listeners }: Held): string =>
    `${heapKb.toFixed(0)} kB, ${nodes} nodes, ${listeners} listeners`;
  return `A page that opens, closes and removes the widget again and again holds after 5 rounds: ${held(after5)}; after 50: ${held(after50)}.\n\n`;
}
