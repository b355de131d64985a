import { expect, test } from "vitest";
import type { Phase } from "../client/types.ts";
import { nextTruth, type Truth, worstPhase } from "./truth.ts";

test("after a loss the screen is in doubt until the newest state has come", () => {
  const steps: [Phase, boolean][] = [
    ["connecting", false],
    ["online", true],
    ["offline", true],
    ["online", false],
    ["online", true],
  ];
  const said: Truth[] = [];
  let truth: Truth = "sure";
  for (const [phase, current] of steps) {
    truth = nextTruth(truth, phase, current);
    said.push(truth);
  }
  expect(said).toEqual(["sure", "sure", "lost", "checking", "back"]);
});

test("a first page that is still loading is no doubt", () => {
  expect(nextTruth("sure", "connecting", false)).toBe("sure");
});

test("of several connections the worst is said", () => {
  expect(worstPhase(["online", "online"])).toBe("online");
  expect(worstPhase(["online", "connecting"])).toBe("connecting");
  expect(worstPhase(["offline", "online", "connecting"])).toBe("offline");
});
