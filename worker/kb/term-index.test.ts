import { expect, it } from "vitest";
import { editsAllowed, fuzzyTerms, inverseFrequency } from "./term-index.ts";

it("looks for typing errors in unknown words of four letters on, and in 24 at most", () => {
  const asked = ["know", "abc", "unknown", "неизвестно"];
  expect([...fuzzyTerms(asked, (term) => term === "know")]).toEqual(["unknown", "неизвестно"]);
  const many = Array.from({ length: 1_000 }, (_, i) => `unknown${i}`);
  expect(fuzzyTerms(many, () => false).size).toBe(24);
});

it("allows one error in short words, two in long ones, never more", () => {
  expect(["four", "sevenno", "eightno1", "a".repeat(40)].map(editsAllowed)).toEqual([1, 1, 2, 2]);
});

it("weighs a term the more, the fewer articles hold it, and never against an article", () => {
  const weights = [0, 1, 5, 9, 10].map((documents) => inverseFrequency(10, documents));
  expect(weights).toEqual(weights.toSorted((a, b) => b - a));
  expect(weights.at(-1)).toBeGreaterThan(0);
});
