import { expect, it } from "vitest";
import { article } from "../sample.fixture.ts";
import { compile } from "./compile.ts";
import { formatReason } from "./problem.ts";

function build(texts: Record<string, string | null>) {
  const files = Object.entries(texts).map(([path, text]) => ({
    path,
    text,
    bytes: new TextEncoder().encode(text ?? "").length,
  }));
  const { sites, problems } = compile(files, "kb-content");
  const of = (level: string) => problems.filter((problem) => problem.level === level).map(formatReason);
  return { sites, errors: of("error"), warnings: of("warning") };
}
const one = (text: string, site = "hosts: [a.example]\n") =>
  build({ "demo/en/billing/invoice.md": text, "demo/site.yaml": site });
const front = (lines: string, body = "Text.") =>
  one(`---\ntitle: T\nquestions: [q]\nupdated: 2026-11-21\n${lines}---\n${body}\n`);
const FILE = "kb-content/demo/en/billing/invoice.md";

it.each<[string, string, string[], string[]]>([
  [
    "200 kB of prose",
    `${"Word after word. ".repeat(10)}\n\n`.repeat(1_160),
    [],
    [":1: is long (195 kB): split it into several articles"],
  ],
  [
    "2 000 headings",
    Array.from({ length: 2_000 }, (_, i) => `## Head ${i}\n\nText.\n`).join("\n"),
    [],
    [":6: 2000 headings: split it into several articles"],
  ],
  [
    "a tree that no phone can show",
    "- a\n".repeat(8_000),
    [":6: over 20000 parts (list items, cells, marks …): split it into several articles"],
    [":6: over 2000 characters in one piece, the bot will not quote it: list…"],
  ],
])("weighs %s", (_name, body, errors, warnings) => {
  const found = front("", body);
  expect(found.errors).toEqual(errors.map((text) => FILE + text));
  expect(found.warnings.filter((text) => text.startsWith(FILE))).toEqual(warnings.map((text) => FILE + text));
});

it("says once that a language, or everything, is missing", () => {
  expect(
    build({
      "demo/site.yaml": "categories: { a: A }\n",
      "demo/en/a/one.md": article("One", ["q"], "x"),
      "demo/en/a/two.md": article("Two", ["q"], "x"),
    }).warnings,
  ).toEqual(["kb-content/demo/site.yaml: no articles in ru: visitors who read Russian get English"]);
  expect(build({ "demo/site.yaml": "name: Shop\n" })).toMatchObject({
    sites: [{ id: "demo", categories: [] }],
    warnings: ["kb-content/demo/site.yaml: no articles: every question will go to your team"],
  });
  expect(compile([], "kb", ["shop", "Not a site"]).sites.map(({ id }) => id)).toEqual(["shop"]);
});

it("orders and names categories, and says what has no name", () => {
  const yaml = "name: Shop\ncategories:\n  b: { ru: Вторая }\n  none: None\n  a: Both\n";
  const { sites, errors, warnings } = build({
    "demo/site.yaml": yaml,
    ...Object.fromEntries(
      ["a", "b", "team-work"].flatMap((category) =>
        ["en", "ru"].map((locale) => [`demo/${locale}/${category}/x.md`, article(`T ${category}`, ["q"], "x")]),
      ),
    ),
  });
  expect(sites[0]?.categories).toEqual([
    { id: "b", names: { en: "Вторая", ru: "Вторая" } },
    { id: "a", names: { en: "Both", ru: "Both" } },
    { id: "team-work", names: { en: "Team work", ru: "Team work" } },
  ]);
  expect({ errors, warnings }).toEqual({
    errors: [],
    warnings: [
      "kb-content/demo/site.yaml:4: categories: no article is in none",
      "kb-content/demo/site.yaml:3: category b has no name in en",
      "kb-content/demo/site.yaml:2: category team-work has no name in en, ru",
    ],
  });
  expect(build({ "demo/site.yaml": "categories: { search: Search }\n" }).errors).toEqual([
    "kb-content/demo/site.yaml:1: categories: search is an address of the help centre",
  ]);
  for (const [bad, reason] of [
    ["[a]", "categories: categories with their names expected (account: { en: …, ru: … })"],
    ["{ a: 1 }", "categories.a: one line of 1 to 60 characters expected, or one for each language: { en: …, ru: … }"],
    [
      "{ a: { english: A } }",
      "categories.a: one line of 1 to 60 characters expected, or one for each language: { en: …, ru: … }",
    ],
    ["{ A b: A }", "categories.A b: folder of a category expected (a-z, 0-9, -)"],
  ])
    expect(build({ "demo/site.yaml": `categories: ${bad}\n` }).errors).toEqual([
      `kb-content/demo/site.yaml:1: ${reason}`,
    ]);
});
