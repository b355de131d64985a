import { describe, expect, it } from "vitest";
import { article } from "../sample.fixture.ts";
import { compile } from "./compile.ts";
import { formatReason } from "./problem.ts";

const HEAD = "diagnosis: true\n";
const FILE = "kb/demo/en/a/sync.md";

function build(texts: Record<string, string>) {
  const files = Object.entries({ "demo/site.yaml": "categories: { a: A }\n", ...texts }).map(([path, text]) => ({
    path,
    text,
    bytes: text.length,
  }));
  const { sites, problems } = compile(files, "kb");
  const of = (level: string) => problems.filter((problem) => problem.level === level).map(formatReason);
  return {
    site: sites[0],
    errors: of("error"),
    warnings: of("warning").filter((text) => !text.includes("no articles in")),
  };
}
/** The body begins on line 8, without HEAD on line 7. */
const one = (body: string, front = HEAD) => build({ "demo/en/a/sync.md": article("Sync", ["q"], body, front) });
const stepsOf = (built: ReturnType<typeof one>) => built.site?.locales.get("en")?.[0]?.stored.diagnosis;

const TREE = `What do you see?

- [An orange cloud](#orange)
- [A red cross](red.md)

## The cloud is orange {#orange}

1. Press **Send now**.

- [It is gone](#solved)
- [It stays](#human)

## It works {#solved}

Nothing else has to be done.

## Write to us {#human}

By e-mail.`;

describe("an article with guided steps", () => {
  it("is read into its steps, and stays an article", () => {
    const built = build({
      "demo/en/a/sync.md": article("Sync", ["q"], TREE, HEAD),
      "demo/en/a/red.md": article("Red", ["r"], "x"),
    });
    expect({ errors: built.errors, warnings: built.warnings }).toEqual({ errors: [], warnings: [] });
    const stored = built.site?.locales.get("en")?.find(({ stored: { id } }) => id === "a/sync")?.stored;
    expect(stored?.diagnosis).toEqual([
      {
        id: "",
        from: 0,
        to: 1,
        choices: [
          { label: "An orange cloud", to: "orange" },
          { label: "A red cross", to: "a/red" },
        ],
      },
      {
        id: "orange",
        from: 2,
        to: 4,
        choices: [
          { label: "It is gone", to: "solved" },
          { label: "It stays", to: "human" },
        ],
      },
    ]);
    expect(stored?.body[2]).toEqual({ t: "h", level: 2, id: "orange", c: ["The cloud is orange"] });
    expect(stored?.body[1]).toMatchObject({
      items: [[{ t: "p", c: [{ t: "link", href: "#orange", c: ["An orange cloud"] }] }], [{ t: "p" }]],
    });
  });

  it("begins with its first heading if nothing stands before it", () => {
    const built = one("## Is the cloud orange?\n\n- [Yes](#end)\n- [No](#end)\n\n## End {#end}\n\nText.");
    expect(built.errors).toEqual([]);
    expect(stepsOf(built)?.map(({ id, from, to }) => [id, from, to])).toEqual([
      ["is-the-cloud-orange", 0, 1],
      ["end", 2, 4],
    ]);
  });

  it("has only such steps as are asked for: elsewhere a list of links is a list of links", () => {
    const built = one("- [Down](#down)\n\n## Down\n\nText.", "");
    expect({ errors: built.errors, steps: stepsOf(built) }).toEqual({ errors: [], steps: undefined });
  });

  const end = "\n\n## End {#end}\n\nText.";
  it.each<[string, string, string[]]>([
    ["no steps", "", [":1: diagnosis: no steps: write a question and a list of links to headings"]],
    [
      "no choice at the start",
      "Only words.",
      [":8: diagnosis: the first step has nothing to choose: end it with a list of links to headings"],
    ],
    [
      "an unknown target",
      `Which?\n\n- [This](#end)\n- [That](#nowhere)${end}`,
      [":11: link: there is no heading {#nowhere} in this article"],
    ],
    [
      "an unknown article",
      `Which?\n\n- [This](#end)\n- [That](gone.md)${end}`,
      [":11: link: there is no article a/gone in demo/en"],
    ],
    [
      "a loop",
      "Which?\n\n- [This](#a)\n\n## A {#a}\n\n- [On](#b)\n\n## B {#b}\n\nNow?\n\n- [Back](#a)",
      [":20: diagnosis: a loop: #a → #b → #a"],
    ],
    [
      "a step that leads to itself",
      "Which?\n\n- [This](#a)\n\n## A {#a}\n\n- [Again](#a)",
      [":14: diagnosis: a loop: #a → #a"],
    ],
    [
      "a dead end",
      "Which?\n\n- [This](#a)\n- [That](#b)\n\n## A {#a}\n\n## B {#b}\n\nText.",
      [":13: diagnosis: dead end: #a says nothing and has nothing to choose"],
    ],
    [
      "too many buttons",
      `Which?\n\n${[1, 2, 3, 4, 5, 6, 7].map((n) => `- [Number ${n}](#end)`).join("\n")}${end}`,
      [":15: diagnosis: 7 answers to choose, at most 5 fit"],
    ],
    [
      "two steps that say the same",
      "Which?\n\n- [This](#a)\n- [That](#b)\n\n## Try {#a}\n\nText.\n\n## Try {#b}\n\nText.",
      [":17: diagnosis: #b says the same as #a: the bot says nothing twice"],
    ],
    [
      "a missing label",
      `Which?\n\n- [This](#end)\n- [](#end)${end}`,
      [":11: diagnosis: an answer without words: - [The words of the button](#step)"],
    ],
    [
      "a label that is no button",
      `Which?\n\n- [${"long ".repeat(13)}](#end)${end}`,
      [":10: diagnosis: an answer of over 60 characters is no button"],
    ],
    [
      "twice the same label",
      `Which?\n\n- [This](#end)\n- [this](#end)${end}`,
      [':11: diagnosis: two answers read "this"'],
    ],
    [
      "words beside a link",
      `Which?\n\n- [This](#end)\n- That: see [there](#end)${end}`,
      [":11: diagnosis: an answer to choose is one link and nothing else: - [The words of the button](#step)"],
    ],
    [
      "answers before the end of a step",
      `Which?\n\n- [This](#end)\n\nMore words.\n\n- [That](#end)${end}`,
      [":10: diagnosis: the answers to choose stand at the end of a step"],
    ],
    [
      "two headings with one id",
      "Which?\n\n- [This](#end)\n\n## End {#end}\n\nText.\n\n## Other {#end}\n\nText.",
      [":16: heading: another one has the id {#end} already"],
    ],
    [
      "an id that cannot stand in a link",
      "Which?\n\n- [This](#end)\n\n## End {#end}\n\nText.\n\n## Other {#Other Way}\n\nText.",
      [":16: heading: an id like {#orange-cloud} expected (a-z, 0-9, -), got {#Other Way}"],
    ],
    [
      "nine questions in a row",
      `Which?\n\n- [On](#s1)\n\n${[1, 2, 3, 4, 5, 6, 7, 8].map((n) => `## S${n} {#s${n}}\n\n- [On](#${n === 8 ? "end" : `s${n + 1}`})`).join("\n\n")}${end}`,
      [":40: diagnosis: over 8 questions in a row: split it into several articles"],
    ],
  ])("is refused with %s", (_name, body, errors) => {
    expect(one(body).errors).toEqual(errors.map((text) => FILE + text));
  });

  it("is refused if it calls a person before its first step", () => {
    expect(one(TREE.replace("red.md", "#human"), `${HEAD}escalate: true\n`).errors).toEqual([
      `${FILE}:6: diagnosis: escalate calls a person before the first step`,
    ]);
  });

  it("warns of a step that no answer leads to", () => {
    expect(one(`Which?\n\n- [This](#end)${end}\n\n## More {#more}\n\nText.`).warnings).toEqual([
      `${FILE}:16: diagnosis: no answer leads to #more; the bot never says it`,
    ]);
  });

  it("takes many ways to one step as they are, in time", () => {
    const steps = Array.from({ length: 60 }, (_, n) => `## S${n} {#s${n}}\n\n- [A](#s${n + 1})\n- [B](#s${n + 1})\n`);
    const { errors } = one(`Which?\n\n- [On](#s0)\n\n${steps.join("\n")}\n## Last {#s60}\n\nText.`);
    expect(errors).toEqual([`${FILE}:47: diagnosis: over 8 questions in a row: split it into several articles`]);
  });
});

describe("guided steps across articles", () => {
  it("may not send people round in a circle", () => {
    const to = (other: string) => `Which?\n\n- [Other](${other}.md)\n- [End](#end)\n\n## End {#end}\n\nText.`;
    const { errors } = build({
      "demo/en/a/one.md": article("One", ["1"], to("two"), HEAD),
      "demo/en/a/two.md": article("Two", ["2"], to("one"), HEAD),
      "demo/en/a/three.md": article("Three", ["3"], to("one"), HEAD),
    });
    expect(errors).toEqual([
      "kb/demo/en/a/one.md:10: diagnosis: a loop: a/one → a/two → … → a/one",
      "kb/demo/en/a/two.md:10: diagnosis: a loop: a/two → a/one → … → a/two",
    ]);
  });

  it("are the same in every language, in other words", () => {
    const tree = (text: string) =>
      article(text, [text], `${text}?\n\n- [${text}](#end)\n\n## ${text} {#end}\n\n${text}.`, HEAD);
    const en = { "demo/en/a/one.md": tree("One") };
    expect(build({ ...en, "demo/ru/a/one.md": tree("Раз") }).warnings).toEqual([]);
    expect(build({ ...en, "demo/ru/a/one.md": article("Раз", ["1"], "х") }).warnings).toEqual([
      "kb/demo/en/a/one.md:8: diagnosis: in demo/ru the article has no steps (diagnosis: true)",
    ]);
    expect(build({ ...en, "demo/ru/a/one.md": tree("Раз").replaceAll("#end", "#konec") }).warnings).toEqual([
      "kb/demo/en/a/one.md:8: diagnosis: in demo/ru the answers of the first step lead elsewhere",
      "kb/demo/ru/a/one.md:8: diagnosis: in demo/en the answers of the first step lead elsewhere",
    ]);
  });
});

it("a link to a heading of another alphabet finds it", () => {
  expect(one("See [below](#что-дальше).\n\n## Что дальше\n\nText.", "").errors).toEqual([]);
  expect(one("See [below](#где).\n\n## Что дальше\n\nText.", "").errors).toEqual([
    `${FILE}:7: link: there is no heading {#где} in this article`,
  ]);
});
