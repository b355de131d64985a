import { cpus } from "node:os";
import type { Verdict } from "./check/check.ts";
import { gather, KILLS_SHARE, notShown } from "./check/evidence.ts";
import { FAULTS, type Fault } from "./check/finding.ts";
import type { Plan } from "./plan.ts";
import type { Result } from "./run.ts";

/** Findings shown of one kind; the history of a run that has gone wrong is full of the same. */
const SHOWN = 8;

/** The whole report; the last line is the summary. */
export function report(plan: Plan, result: Result, { findings, longestLag }: Verdict): string {
  const { history, kills, tally, truth, restartMs, memoryMb, parties } = result;
  const count = (kind: string) => history.records.filter((r) => r.kind === kind).length;
  const faults = (...names: Fault[]) => findings.filter((f) => names.includes(f.fault)).length;
  const calm = history.records.find((r) => r.kind === "calm");
  const quiet = calm?.quietAt ? `${((calm.quietAt - calm.at) / 1000).toFixed(1)} s` : "never";
  const restarts = [...restartMs].sort((a, b) => a - b);
  const evidence = gather(history.records, plan);
  const missing = notShown(evidence, plan);
  const cut = Object.values(tally.cuts).reduce((a, b) => a + b, 0) - tally.cuts.stall;
  const list = (entries: Iterable<[string, number]>) =>
    [...entries]
      .filter(([, n]) => n > 0)
      .map(([name, n]) => `${name} ${n}`)
      .join(", ");
  const rows: [string, string | number][] = [
    ["conversations, tickets", `${truth.conversations.length}, ${truth.conversations.filter((c) => c.ticket).length}`],
    ["clients in the end", parties],
    ["operations (commands sent, resends included)", count("sent")],
    ["messages written by people", count("wrote")],
    [
      `kills, of those planned (at least ${KILLS_SHARE * 100} %)`,
      `${evidence.kills} of ${plan.kills}: ${list([...kills].filter(([p]) => !/stop|drain/.test(p)))}`,
    ],
    ["stops of 10 to 30 s, drains", list([...kills].filter(([p]) => /stop|drain/.test(p))) || "0"],
    ["cuts", `${cut}: ${list(Object.entries(tally.cuts).filter(([p]) => p !== "stall"))}`],
    ["stalls", tally.cuts.stall],
    ["connections, delayed ones", `${tally.connections}, ${tally.delayed}`],
    ["frames sent twice by the network", tally.duplicates],
    ["acknowledged, of those messages by HTTP alone", `${evidence.acknowledged}, ${evidence.overHttp}`],
    ["take-overs", evidence.takeOvers],
    ["refused", count("refused")],
    ["lost", faults("lost")],
    ["doubled", faults("doubled")],
    ["gaps", faults("gap")],
    ["order breaks, lists that differ", faults("order", "diverged")],
    ["shown as something else than it is", faults("untruth")],
    ["owner conflicts, bot after take-over", faults("owner_conflict", "bot_spoke")],
    ["tickets missing or late in the inbox", faults("missing_ticket", "late_ticket")],
    ["agents' inboxes that differ in the end", faults("stale_console")],
    ["versions or numbers that went back", faults("version_back", "number_conflict")],
    ["foreign texts", faults("foreign")],
    ["ends that nobody asked for, unrest", faults("crash", "unrest")],
    [
      "longest lag of the inbox",
      `${(longestLag.ms / 1000).toFixed(1)} s; meanwhile ${list(Object.entries(longestLag.during)) || "no kill or stop"}`,
    ],
    ["time to quiet", quiet],
    ["restart of workerd, median and longest", `${restarts[restarts.length >> 1]} ms, ${restarts.at(-1)} ms`],
    ["memory of workerd in the end", `${memoryMb} MiB`],
  ];
  const shown = Object.keys(FAULTS).flatMap((fault) => {
    const some = findings.filter((f) => f.fault === fault);
    const lines = some.slice(0, SHOWN).map((f) => `  ${FAULTS[f.fault]} ${f.fault} ${f.conversation}: ${f.what}`);
    return some.length > SHOWN ? [...lines, `  … ${some.length - SHOWN} more of ${fault}`] : lines;
  });
  const { model } = cpus()[0] ?? { model: "unknown" };
  const place = `${cpus().length} cores, ${model}, Node ${process.version}, ${new Date().toISOString().slice(0, 10)}`;
  const summary = `chaos: seed ${plan.seed}, ${evidence.kills} kills, ${cut} cuts, ${evidence.acknowledged} acknowledged, ${findings.length} violations${missing.length > 0 ? ", not shown" : ""}`;
  return [
    "",
    place,
    "",
    "| what | figure |",
    "| --- | --- |",
    ...rows.map(([what, figure]) => `| ${what} | ${figure} |`),
    "",
    ...shown,
    ...missing.map((what) => `  not shown: ${what}`),
    summary,
  ].join("\n");
}
