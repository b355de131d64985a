import { expect, test } from "vitest";
import { initials } from "./initials.ts";

test.each([
  ["Anna Petrova", "AP"],
  ["анна", "А"],
  ["Anna Maria van Dyk", "AM"],
  ["  J. R. ", "JR"],
  ["𝒜da", "𝒜"],
  ["", ""],
])("%j is %j", (name, short) => {
  expect(initials(name)).toBe(short);
});
