import { expect, it } from "vitest";
import type { Body } from "../../protocol/model.ts";
import { phrase } from "./phrases.ts";
import { typedNumber } from "./typed-number.ts";

const options = ["a/one", "a/two", "a/three", "none"].map((pick) => ({ pick, label: pick }));
const list: Body = { kind: "phrase", phrase: phrase("clarify", {}, "en"), options };

it.each([
  ["1", "a/one"],
  ["the second one", "a/two"],
  ["2.", "a/two"],
  ["option 3 please", "a/three"],
  ["the last one", "a/three"],
  ["первое", "a/one"],
  ["Второй вариант", "a/two"],
  ["третью, пожалуйста", "a/three"],
  ["последнее", "a/three"],
  ["4", null],
  ["the one", null],
  ["my first invoice", null],
  ["1 or 2", null],
  ["2 ".repeat(2_000), null],
  ["", null],
])("%s names %s", (text, pick) => {
  expect(typedNumber(text, list)?.pick ?? null).toBe(pick);
});

it("counts only right after a list", () => {
  expect(typedNumber("2", { ...list, phrase: phrase("rephrase", {}, "en") })).toBeNull();
  expect(typedNumber("2", null)).toBeNull();
  expect(typedNumber("3", { ...list, options: options.slice(0, 2) })).toBeNull();
});
