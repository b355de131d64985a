import { expect, it } from "vitest";
import { type Problem, reporter } from "./problem.ts";
import { ARTICLES_MANY, checkSize } from "./size.ts";

it("warns of a language with more articles than were measured", () => {
  const problems: Problem[] = [];
  checkSize(
    [
      ["en", ARTICLES_MANY],
      ["ru", ARTICLES_MANY + 1],
    ],
    reporter("kb/site", problems),
  );
  expect(problems).toEqual([
    expect.objectContaining({
      level: "warning",
      file: "kb/site",
      reason: expect.stringContaining("10001 articles in ru"),
    }),
  ]);
});
