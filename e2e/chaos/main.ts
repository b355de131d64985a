import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { check } from "./check/check.ts";
import { gather, notShown } from "./check/evidence.ts";
import { makePlan, type Options } from "./plan.ts";
import { carryOut, discard } from "./run.ts";
import { report } from "./table.ts";

/*
 * `npm run chaos`: real clients, a bad network, a server that dies, and a judgement on what was recorded. Exit code 1 if
 * anything that must always hold did not, or if too little happened to show it.
 */

const HELP = `npm run chaos -- [--kills N] [--cuts N] [--seed S] [--minutes M] [--conversations N]
  --kills          how often the server is killed (40)
  --cuts           how many connections are cut or stalled (200)
  --seed           repeats the plan of a run (by the clock)
  --minutes        how long the faults last (5 s for each kill)
  --conversations  20 to 200 in a run that means something (40)`;

/** A bound on everything, whatever else goes wrong: 270 s for half a minute of faults. */
const spareMs = (seconds: number): number => Math.min(10 * 60_000, Math.max(180_000, seconds * 2_000));

/** Each start of workerd listens for this process's end. */
process.setMaxListeners(0);
// The exit handlers end workerd.
for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"] as const) process.on(signal, () => process.exit(130));

const options = read();
if (options === null) {
  console.log(HELP);
  process.exit(0);
}
setTimeout(
  () => {
    console.error("The run did not end in its time.");
    process.exit(1);
  },
  options.seconds * 3_000 + spareMs(options.seconds),
).unref();
const plan = makePlan(options);
console.log(
  `chaos: seed ${plan.seed}, ${plan.talks.length} conversations, ${plan.kills} kills and ${plan.cuts.length} cuts in ${plan.seconds} s`,
);
const result = await carryOut(plan, (line) => console.log(line));
const verdict = check(result.history.records, result.truth, result.agents);
const missing = notShown(gather(result.history.records, plan), plan);
if (verdict.findings.length > 0) {
  const file = join(result.folder, "history.json");
  await writeFile(file, JSON.stringify({ plan, records: result.history.records, truth: result.truth }));
  console.log(`The history is kept: ${file}`);
} else await discard(result.folder);
console.log(report(plan, result, verdict));
process.exit(verdict.findings.length > 0 || missing.length > 0 ? 1 : 0);

function read(): Options | null {
  const number = { type: "string" } as const;
  const { values } = parseArgs({
    options: {
      kills: number,
      cuts: number,
      seed: number,
      minutes: number,
      conversations: number,
      help: { type: "boolean" },
    },
  });
  if (values.help) return null;
  const kills = bounded("kills", values.kills, 40, 0, 2_000);
  const minutes = bounded("minutes", values.minutes, Math.max(0.3, (kills * 5) / 60), 0.1, 120);
  return {
    kills,
    cuts: bounded("cuts", values.cuts, 200, 0, 20_000),
    seed: bounded("seed", values.seed, Math.floor(Date.now() / 1000) % 1_000_000, 0, 0xffff_ffff),
    seconds: Math.round(minutes * 60),
    conversations: bounded("conversations", values.conversations, 40, 1, 500),
  };
}

function bounded(name: string, text: string | undefined, standard: number, least: number, most: number): number {
  if (text === undefined) return standard;
  const value = Number(text);
  if (Number.isFinite(value) && value >= least && value <= most) return value;
  console.error(`--${name} is a number from ${least} to ${most}.\n${HELP}`);
  process.exit(2);
}
