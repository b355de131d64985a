import { expect, it } from "vitest";
import { article } from "../sample.fixture.ts";
import { compile } from "./compile.ts";
import { formatReason } from "./problem.ts";

const withSite = (yaml: string) => {
  const files = Object.entries({ "shop/site.yaml": yaml, "shop/en/a/one.md": article("One", ["q"], "x") });
  const { sites, problems } = compile(
    files.map(([path, text]) => ({ path, text, bytes: 1 })),
    "faq",
  );
  const errors = problems.filter(({ level }) => level === "error").map(formatReason);
  return { precision: sites[0]?.answerPrecision, errors };
};

it("the owner says how many answers must be right", () => {
  expect(withSite("name: Shop\nanswer_precision: 0.9\n")).toEqual({ precision: 0.9, errors: [] });
  expect(withSite("name: Shop\n")).toEqual({ precision: 0.95, errors: [] });
  for (const bad of ["95", "0.79", "1", "high", "'0.9'", "null"])
    expect(withSite(`name: Shop\n# how sure\nanswer_precision: ${bad}\n`).errors).toEqual([
      "faq/shop/site.yaml:3: answer_precision: how many of the bot's answers must be right, from 0.8 to 0.99 (0.95 if left out)",
    ]);
});
