import { expect, test } from "vitest";
import { makePlan } from "../plan.ts";
import { type Evidence, gather, notShown } from "./evidence.ts";
import { cleanRun } from "./sample.fixture.ts";

const PLAN = makePlan({ kills: 20, cuts: 0, seed: 7, seconds: 100, conversations: 16 });
const ENOUGH: Evidence = { kills: 18, acknowledged: 1, tickets: 1, takeOvers: 1, overHttp: 1 };

test("a run with nine kills of ten and one of each thing has shown something", () => {
  expect(notShown(ENOUGH, PLAN)).toEqual([]);
});

test.each([
  [{ kills: 17 }, "17 of 20 kills, at least 90 % are needed"],
  [{ acknowledged: 0 }, "no acknowledged message"],
  [{ tickets: 0 }, "no ticket"],
  [{ takeOvers: 0 }, "no take-over"],
  [{ overHttp: 0 }, "no message over HTTP"],
])("%o has not", (change, words) => {
  expect(notShown({ ...ENOUGH, ...change }, PLAN)).toEqual([words]);
});

test("only what was planned is asked for", () => {
  const talks = PLAN.talks.map((t) => ({ ...t, blocked: false, agentSteps: [] }));
  const little = { ...ENOUGH, kills: 0, takeOvers: 0, overHttp: 0 };
  expect(notShown(little, { kills: 0, talks })).toEqual([]);
});

test("counted from the history: a claim that was refused is no take-over, an answer through a socket not over HTTP", () => {
  const { records } = cleanRun();
  const [talk] = PLAN.talks;
  if (!talk) throw new Error("no talks");
  const talks = [
    { ...talk, index: 1, blocked: true },
    { ...talk, index: 2, blocked: false },
  ];
  expect(gather(records, { talks })).toEqual({ kills: 1, acknowledged: 8, tickets: 2, takeOvers: 0, overHttp: 2 });
  records.push({ kind: "acknowledged", at: 1, party: "Anna@1", conversation: "c_1", clientId: "c1-1" });
  expect(gather(records, { talks }).takeOvers).toBe(1);
});

test("the run that npm test makes plans each of these", () => {
  const { talks } = makePlan({ kills: 5, cuts: 30, seed: 7, seconds: 30, conversations: 16 });
  expect(
    notShown({ kills: 5, acknowledged: 0, tickets: 0, takeOvers: 0, overHttp: 0 }, { kills: 5, talks }),
  ).toHaveLength(4);
});
