import { type Random, seeded } from "./random.ts";
import { makeTalk, type Talk } from "./talk.ts";

/*
 * Everything that a seed repeats: who says what and when, which faults come and when. What it cannot repeat is how the threads of
 * the machine meet: which frame is on the wire when a fault strikes.
 */

export type Options = { kills: number; cuts: number; seed: number; seconds: number; conversations: number };

/** Where a kill strikes: anywhere, or at a named point of the conversation's way to the inbox. */
export const KILL_POINTS = ["random", "stored", "before_upsert", "upserted", "alarm"] as const;
export type KillPoint = (typeof KILL_POINTS)[number];
export type Kill = { atMs: number } & (
  | { how: "kill"; point: KillPoint }
  | { how: "stop"; ms: number }
  | { how: "drain" }
);

export const CUT_POINTS = [
  "before_answer",
  "after_101",
  "after_hello",
  "mid_frame",
  "after_send",
  "after_acknowledgement",
  "in_page",
  "anywhere",
  "stall",
] as const;
export type CutPoint = (typeof CUT_POINTS)[number];
export type Cut = { atMs: number; point: CutPoint };

export type Plan = Omit<Options, "cuts"> & { talks: Talk[]; faults: Kill[]; cuts: Cut[] };

/** Nothing is wrong in the first part: connections form, and the inbox is measured without faults. */
const CALM_START_MS = 10_000;
export function makePlan(options: Options): Plan {
  const random = seeded(options.seed);
  const totalMs = options.seconds * 1_000;
  return {
    ...options,
    talks: Array.from({ length: options.conversations }, (_, index) =>
      makeTalk(index, totalMs, random.fork(`talk ${index}`)),
    ),
    faults: makeKills(options.kills, totalMs, random.fork("kills")),
    cuts: spread(options.cuts, totalMs, random.fork("cuts"), (r) => ({ point: r.pick(CUT_POINTS) })),
  };
}

/** Evenly over the faulty part, each somewhere in its slot. */
function spread<T extends object>(
  count: number,
  totalMs: number,
  random: Random,
  make: (r: Random, i: number) => T,
): (T & { atMs: number })[] {
  const from = Math.min(CALM_START_MS, totalMs * 0.1);
  const slot = (totalMs - from) / Math.max(1, count);
  return Array.from({ length: count }, (_, i) => ({
    atMs: Math.round(from + slot * (i + random.next() * 0.6)),
    ...make(random, i),
  }));
}

/** Every second kill is anywhere, the others take turns at the named points; some stops and drains come on top. */
function makeKills(count: number, totalMs: number, random: Random): Kill[] {
  const named = KILL_POINTS.slice(1);
  const kills = spread(count, totalMs, random, (_, i) => {
    const point = i % 2 === 0 ? (named[(i / 2) % named.length] ?? "random") : "random";
    return { how: "kill", point } as const;
  });
  // A stop takes 10 to 30 s: there is room for few.
  const stops = spread(
    Math.floor(totalMs / 120_000),
    totalMs,
    random,
    (r) => ({ how: "stop", ms: r.int(10_000, 30_000) }) as const,
  );
  const drains = spread(Math.floor(count / 20), totalMs, random, () => ({ how: "drain" }) as const);
  return [...kills, ...stops, ...drains].sort((a, b) => a.atMs - b.atMs);
}
