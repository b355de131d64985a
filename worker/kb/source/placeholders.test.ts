import { expect, test } from "vitest";
import { markdownBlocks } from "./markdown.ts";
import { placeholders } from "./placeholders.ts";

const body = (markdown: string) =>
  markdownBlocks(markdown, 1, {
    report: () => {},
    category: "a",
    locale: "en",
    onReference: () => {},
    onHeadingLink: () => {},
    lines: new Map(),
    image: () => ({ fault: "none" }),
  });

test.each([
  ["Write to [support e-mail].", ["[support e-mail]"]],
  ["Within **[14 days]**, then [14 days] again", ["[14 days]"]],
  ["- [цена]\n- text\n\n| a | b |\n| - | - |\n| [от 2 до 4 дней] | x |", ["[цена]", "[от 2 до 4 дней]"]],
  ["A [link](https://a.example) and `list[index]`", []],
  ["```\n[section]\n```", []],
  ["nothing [] here [!]", []],
])("%s", (markdown, found) => {
  expect(placeholders("Title", body(markdown))).toEqual(found);
});

test("the title counts", () => {
  expect(placeholders("How to reach [company]", [])).toEqual(["[company]"]);
});
