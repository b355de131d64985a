import { expect, it } from "vitest";
import { answerThreshold, isAsked } from "./calibration.ts";

const judged = (rights: string) =>
  [...rights].map((sign, i) => ({ p: 1 - i / 10, offer: 1, inside: true, right: sign === "+", weight: 1 }));

it("is the smallest confidence from which on so many answers are right", () => {
  expect(answerThreshold(judged("++++-"), 0.8)).toBeCloseTo(0.6);
  expect(answerThreshold(judged("++++-"), 0.9)).toBeCloseTo(0.65);
  expect(answerThreshold(judged("+++-+++++"), 0.85)).toBeCloseTo(0.2);
});

it("counts by weight, and takes all questions of one confidence or none", () => {
  const foreign = { p: 0.9, offer: 1, inside: false, right: false, weight: 3 };
  expect(answerThreshold([...judged("+++++"), foreign], 0.9)).toBeCloseTo(0.95);
  const equal = judged("+-+").map((one) => ({ ...one, p: 0.5 }));
  expect(answerThreshold(equal, 0.9)).toBe(1);
});

it("answers nothing where nothing is right", () => {
  expect(answerThreshold(judged("-----"), 0.8)).toBe(1);
  expect(answerThreshold([], 0.8)).toBe(1);
});

it("asks a share of the sentences of every place in an article", () => {
  for (const every of [2, 3, 6, 12]) {
    for (let place = 0; place < 6; place++) {
      const sentences = Array.from({ length: 6_000 }, (_, article) => article * 6 + place);
      const asked = sentences.filter((sentence) => isAsked(sentence, every)).length;
      expect(asked * every).toBeGreaterThan(5_000);
      expect(asked * every).toBeLessThan(7_000);
    }
  }
});
