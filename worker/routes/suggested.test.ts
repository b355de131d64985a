import { describe, expect, it } from "vitest";
import { article, openSample } from "../kb/sample.fixture.ts";
import { suggestedArticles } from "./suggested.ts";

const names = ["a/one", "a/two", ...Array.from({ length: 8 }, (_, i) => `b/n${i}`)];
const kb = openSample(Object.fromEntries(names.map((id) => [id, article(`About ${id}`, ["how"], "Text.")])));
const ids = (suggest: string) => suggestedArticles(kb, suggest).map(({ id }) => id);

describe("suggested articles", () => {
  it.each([
    ["", []],
    [" , ,, ", []],
    ["a/two a/one", ["a/two", "a/one"]],
    ["a/two,a/one, a/two", ["a/two", "a/one"]],
    ["a", ["a/one", "a/two"]],
    ["a/two a", ["a/two", "a/one"]],
    ["b", ["b/n0", "b/n1", "b/n2", "b/n3", "b/n4", "b/n5"]],
    ["nothing a/none constructor __proto__ a/one", ["a/one"]],
    [`${"x ".repeat(10)}a/one`, []],
    [`${"x".repeat(5_000)} a/one`, []],
  ])("%j", (suggest, expected) => expect(ids(suggest)).toEqual(expected));

  it("carries titles", () => {
    expect(suggestedArticles(kb, "a/one")).toEqual([{ id: "a/one", title: "About a/one" }]);
  });
});
