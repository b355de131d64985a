import { describe, expect, it } from "vitest";
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

describe("compile", () => {
  it("reads a site with its languages", () => {
    const { sites, errors, warnings } = build({
      "demo/site.yaml":
        "name: { en: Shop, ru: Магазин }\nhosts: [a.example]\npopular: [a/one]\ncategories: { a: { en: First, ru: Первая } }\n",
      "demo/en/a/one.md": article("One", ["1"], "[two](two.md)", "source: ONE\n"),
      "demo/en/a/two.md": article(
        "Two",
        ["2"],
        "x",
        "related: [a/one]\nactions: [{ label: Go, href: 'https://a.example/x' }]\n",
      ),
      "demo/ru/a/one.md": article("Один", ["1"], "х"),
      "demo/ru/a/two.md": article("Два", ["2"], "х", "escalate: true\n"),
      "README.md": "not an article",
      "demo/.DS_Store": null,
    });
    expect({ errors, warnings }).toEqual({ errors: [], warnings: [] });
    const [site] = sites;
    expect(site).toMatchObject({ id: "demo", name: { en: "Shop", ru: "Магазин" }, popular: ["a/one"] });
    expect(site?.categories).toEqual([{ id: "a", names: { en: "First", ru: "Первая" } }]);
    expect(site?.locales.get("en")?.map((a) => a.stored.source ?? a.stored.id)).toEqual(["ONE", "a/two"]);
    expect(site?.locales.get("ru")?.map((a) => a.stored.escalate ?? false)).toEqual([false, true]);
  });

  it.each([
    [
      "actions:\n  - { label: A, href: 'http://a.example' }\n",
      ":6: actions[0].href: https link on one of the hosts of site.yaml expected, got http://a.example",
    ],
    [
      "actions:\n  - label: A\n    href: https://evil.example/\n",
      ":7: actions[0].href: https link on one of the hosts of site.yaml expected, got https://evil.example/",
    ],
    [
      "actions:\n  - label: A\n    href: https://a.example@evil.example/\n",
      ":7: actions[0].href: https link on one of the hosts of site.yaml expected, got https://a.example@evil.example/",
    ],
    [
      "actions:\n  - { label: A, href: 'javascript:alert(1)' }\n",
      ":6: actions[0].href: https link on one of the hosts of site.yaml expected, got javascript:alert(1)",
    ],
    ["actions:\n  - { label: A }\n", ":6: actions[0]: either href or event expected"],
    [
      "actions:\n  - { label: A, event: Open_It }\n",
      ":6: actions[0].event: a name like open-invite expected (a-z, 0-9, -)",
    ],
    [
      "actions: [{label: A, event: a}, {label: A, event: b}, {label: A, event: c}, {label: A, event: d}]\n",
      ":5: actions: at most 3 actions",
    ],
    ["tag: [x]\n", ":5: tag: there is no such field"],
    ["__proto__: { escalate: true }\n", ":5: __proto__: there is no such field"],
    ["escalate: maybe\n", ":5: escalate: true or false expected"],
    ["tags: word\n", ":5: tags: a list expected"],
    ["tags: [1]\n", ":5: tags[0]: text expected"],
    ["related: [invoice]\n", ":5: related[0]: an article id like billing/invoice expected"],
    ["related:\n  - billing/none\n", ":6: related: there is no article billing/none in demo/en"],
    ["related: [billing/invoice]\n", ":5: related: the article names itself"],
    ["title: again\n", ":5: YAML: Map keys must be unique"],
    ["tags: &a [x]\nrelated: *a\n", ":6: YAML: aliases (*name) are not allowed"],
    ["tags: [unclosed\n", ":5: YAML: Flow sequence in block collection must be sufficiently indented and end with a ]"],
    ["tags: !!js/function 'x'\n", ":5: YAML: Unresolved tag: tag:yaml.org,2002:js/function"],
  ])("names the fault in %j", (lines, expected) => {
    expect(front(lines).errors).toContain(FILE + expected);
  });

  it.each([
    [
      "no front matter",
      "Text.",
      ":1: front matter expected: a line of ---, then title and updated, then a line of ---",
    ],
    ["no title", "---\nupdated: 2026-11-21\n---\nx", ":2: title: text expected"],
    [
      "empty title",
      "---\ntitle: ' '\nupdated: 2026-11-21\n---\nx",
      ":2: title: one line of 1 to 200 characters expected",
    ],
    ["a day that is not", "---\ntitle: T\nupdated: 2026-02-30\n---\nx", ":3: updated: a date like 2026-11-21 expected"],
    ["a list at the top", "---\n- x\n---\nx", ":2: fields expected (title: …, updated: …)"],
    [
      "a bad link in line 6",
      "---\ntitle: T\nupdated: 2026-11-21\n---\n\n[x](javascript:x)",
      ":6: link: link with https, http, mailto or tel expected, got javascript:x",
    ],
    [
      "a missing article",
      "---\ntitle: T\nupdated: 2026-11-21\n---\na\n[x](../a/b.md)",
      ":6: link: there is no article a/b in demo/en",
    ],
  ])("names %s", (_name, text, expected) => {
    expect(one(text).errors).toContain(FILE + expected);
  });

  it("names all mistakes of a file at once", () => {
    expect(front("escalate: 1\nx: 2\ny: 3\n", "[a](javascript:x) [b](nowhere.md)").errors).toHaveLength(4);
  });

  it.each(["[".repeat(30_000), `a: ${"{a: ".repeat(10_000)}`, "a: &a [*a]"])(
    "survives YAML made to break it",
    (yaml) => {
      expect(one(`---\n${yaml}\n---\nx`).errors.length).toBeGreaterThan(0);
      expect(build({ "demo/site.yaml": yaml }).errors.length).toBeGreaterThan(0);
    },
  );

  it("limits the size, and wants UTF-8", () => {
    expect(one("x".repeat(256 * 1024 + 1)).errors).toEqual([
      `${FILE}:1: is over 256 kB; split it into several articles`,
    ]);
    expect(build({ "demo/en/a/b.md": null }).errors).toEqual(["kb-content/demo/en/a/b.md: is not UTF-8 text"]);
  });

  it.each([
    ["demo/en/lonely.md", "expected at <site>/<locale>/<category>/<slug>.md, or <site>/site.yaml"],
    ["demo/site.yml", "expected at <site>/<locale>/<category>/<slug>.md, or <site>/site.yaml"],
    ["demo/en/a/B c.md", "file name: a-z, 0-9 and - expected, got B c"],
    ["demo/en/A/b.md", "category: a-z, 0-9 and - expected, got A"],
    ["demo/english/a/b.md", "folder of the language: en, ru … expected, got english"],
    ["demo/en/search/b.md", "category: search is an address of the help centre; name the folder otherwise"],
    ["De mo/en/a/b.md", "folder of the site: a-z, 0-9 and - expected, got De mo"],
  ])("says where %s belongs", (path, reason) => {
    expect(build({ [path]: article("T", ["q"], "x") }).errors).toEqual([`kb-content/${path}: ${reason}`]);
  });

  it("warns without failing", () => {
    const { errors, warnings } = build({
      "demo/en/a/one.md": article("Same", [], ""),
      "demo/en/a/two.md": article("same", ["q"], "x"),
      "demo/ru/a/one.md": article("Один", ["q"], "х"),
      "demo/en/a/pic.png": null,
    });
    expect(errors).toEqual([]);
    expect(warnings).toEqual([
      "kb-content/demo/en/a/pic.png: is not read: images belong into <site>/images/, articles are .md",
      "kb-content/demo/en/a/one.md:5: no text: the bot can only show the title",
      "kb-content/demo/en/a/one.md:2: no questions: the bot finds an article better by the ways people ask it",
      "kb-content/demo/en/a/two.md:2: has the same title as a/one: visitors cannot tell them apart",
      "kb-content/demo/en/a/two.md: is missing in demo/ru",
      "kb-content/demo: category a has no name in en, ru",
    ]);
  });

  it("checks site.yaml", () => {
    const site = "name: Shop\nhosts: ['https://a.example']\npopular: [a/none]\ncolour: red\n";
    expect(build({ "demo/site.yaml": site }).errors).toEqual([
      "kb-content/demo/site.yaml:2: hosts[0]: a host name like example.com expected, in lower case, without https://",
      "kb-content/demo/site.yaml:4: colour: there is no such field",
    ]);
    expect(build({ "demo/site.yaml": "popular: [a/none]\n" }).errors).toEqual([
      "kb-content/demo/site.yaml:1: popular[0]: there is no article a/none",
    ]);
  });

  it("takes Windows line ends", () => {
    const { sites, errors } = one(article("T", ["q"], "a\n\nb").replaceAll("\n", "\r\n"));
    expect(errors).toEqual([]);
    expect(sites[0]?.locales.get("en")?.[0]?.stored.body).toEqual([
      { t: "p", c: ["a"] },
      { t: "p", c: ["b"] },
    ]);
  });
});
