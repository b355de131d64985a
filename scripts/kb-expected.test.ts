import { expect, it } from "vitest";
import { formatExpected } from "./kb-expected.ts";

it("says what to expect, or why it cannot", () => {
  const expected = { answered: 0.621, asked: 0.209, escalated: 0.17, calibrated: true };
  const of = { site: "shop", locale: "en", articles: 12, expected };
  expect(formatExpected(of)).toBe("shop/en expected: 0.62 answered, 0.21 asked back, 0.17 escalated");
  expect(formatExpected({ ...of, expected: { ...expected, calibrated: false } })).toBe(
    "shop/en expected: not measured, too few questions in the articles; general thresholds are used",
  );
  expect(formatExpected({ ...of, articles: 0 })).toBe(
    "shop/en expected: no articles, every question is escalated to your team",
  );
});
