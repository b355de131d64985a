import { expect, test } from "vitest";
import { Trail } from "./trail.ts";

test("the way back leads through the articles to where the first was opened", () => {
  const trail = new Trail();
  trail.place = "chat";
  trail.enter("a");
  trail.enter("b");
  trail.place = trail.back();
  expect([trail.place, trail.articles]).toEqual(["article", ["a"]]);
  trail.place = trail.back();
  expect(trail.place).toBe("chat");
  trail.place = trail.back();
  expect(trail.place).toBe("home");
});

test("articles of an earlier way are forgotten", () => {
  const trail = new Trail();
  trail.enter("a");
  trail.place = "chat";
  trail.enter("b");
  expect(trail.back()).toBe("chat");
});
