import { expect, test } from "vitest";
import { KILL_POINTS, makePlan } from "./plan.ts";

const OPTIONS = { kills: 40, cuts: 100, seed: 5, seconds: 200, conversations: 30 };

test("a seed repeats the plan, another one does not", () => {
  expect(makePlan(OPTIONS)).toEqual(makePlan(OPTIONS));
  expect(makePlan({ ...OPTIONS, seed: 6 }).talks).not.toEqual(makePlan(OPTIONS).talks);
});

test("as many kills and cuts as asked for, at every point, in order and in time", () => {
  const { faults, cuts } = makePlan(OPTIONS);
  const kills = faults.filter((f) => f.how === "kill");
  expect(kills).toHaveLength(40);
  expect(new Set(kills.map((k) => k.point))).toEqual(new Set(KILL_POINTS));
  expect(cuts).toHaveLength(100);
  const times = faults.map((f) => f.atMs);
  expect(times).toEqual([...times].sort((a, b) => a - b));
  expect(Math.max(...times, ...cuts.map((c) => c.atMs))).toBeLessThan(200_000);
});

test("no two people ever write the same words: a doubled or foreign text has a name", () => {
  const texts = makePlan(OPTIONS).talks.flatMap(({ steps, agentSteps }) => [
    ...steps.flatMap((s) => (s.do === "say" || s.do === "human" ? [s.text] : [])),
    ...agentSteps.flatMap((s) => (s.do === "say" || s.do === "note" ? [s.text] : [])),
  ]);
  expect(texts.length).toBeGreaterThan(500);
  expect(new Set(texts).size).toBe(texts.length);
});
