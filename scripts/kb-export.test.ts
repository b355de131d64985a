import { cp, mkdir, mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { afterEach, beforeEach, expect, it } from "vitest";
import { buildKnowledgeBase } from "./kb-build.ts";
import { exportFile } from "./kb-export-file.ts";
import { importRecords } from "./kb-import.ts";
import { importFile } from "./kb-import-file.ts";
import { ROOT } from "./paths.ts";

let dir = "";
beforeEach(async () => {
  dir = await mkdtemp(join(tmpdir(), "deskbell-export-"));
});
afterEach(() => rm(dir, { recursive: true }));

const put = async (path: string, text: string): Promise<void> => {
  await mkdir(dirname(join(dir, path)), { recursive: true });
  await writeFile(join(dir, path), text);
};
const today = "2020-01-01";
const bringOut = (from: string, file: string, site?: string) =>
  exportFile(from, join(dir, file), { site, force: false });
const bringIn = (file: string, into: string, site?: string) =>
  importFile(join(dir, file), join(dir, into), { site, markdown: false, force: false, today });
const versionsOf = async (from: string, out: string) => {
  const { problems, manifest } = await buildKnowledgeBase({ from, out: join(dir, out), help: null });
  expect(problems.filter(({ level }) => level === "error")).toEqual([]);
  return Object.entries(manifest?.sites ?? {}).map(([site, { locales }]) => [
    site,
    Object.entries(locales).map(([locale, { version }]) => [locale, version]),
  ]);
};

it("gives what import reads back to the letter: the same built version", async () => {
  await cp(`${ROOT}kb-content/demo`, join(dir, "one/demo"), { recursive: true });
  await put(
    "one/demo/en/data/odd.md",
    [
      "---",
      'title: "A title of over eighty characters, which an import of plain rows would have cut: this one must not be"',
      "questions: [how odd, how odd, '  # not a comment']",
      "tags: [x, x]",
      "updated: 2024-02-29",
      "escalate: true",
      "source: Old_Id 7",
      "related: [data/export]",
      "actions: [{ label: Go, event: open-it }]",
      "---",
      "",
      "    code at the very beginning",
      "",
      "---",
      "",
      "1. *List* with [a link](export.md)",
      "",
      "   and `---` within",
    ].join("\r\n"),
  );
  expect(await bringOut(join(dir, "one"), "all.jsonl")).toMatchObject({ ok: true });
  expect(await bringIn("all.jsonl", "two", "demo")).toMatchObject({ ok: true });
  await cp(join(dir, "one/demo/site.yaml"), join(dir, "two/demo/site.yaml"));
  expect(await versionsOf(join(dir, "two"), "b")).toEqual(await versionsOf(join(dir, "one"), "a"));
});

it("writes one line an article and language, and says what is not in it", async () => {
  await put("faq/shop/en/b/pay.md", "---\ntitle: Pay\nquestions: [how]\nupdated: 2026-11-21\n---\n\n**By card.**\n");
  await put("faq/shop/ru/b/pay.md", "---\ntitle: Оплата\nupdated: 2026-11-21\ntags: [x]\n---\nКартой.\n");
  const from = join(dir, "faq");
  expect(await bringOut(from, "all.jsonl")).toEqual({
    ok: true,
    said: `2 articles exported to ${join(dir, "all.jsonl")}. Copy by hand what is no article: shop/site.yaml`,
  });
  const lines = (await readFile(join(dir, "all.jsonl"), "utf8")).trimEnd().split("\n");
  expect(lines.map((line) => JSON.parse(line) as unknown)).toEqual([
    {
      id: "b/pay",
      title: "Pay",
      locale: "en",
      category: "b",
      questions: ["how"],
      body: "**By card.**",
      tags: [],
      front: { updated: "2026-11-21" },
    },
    {
      id: "b/pay",
      title: "Оплата",
      locale: "ru",
      category: "b",
      questions: [],
      body: "Картой.",
      tags: ["x"],
      front: { updated: "2026-11-21" },
    },
  ]);
  expect(await bringOut(from, "all.jsonl")).toMatchObject({ ok: false, said: expect.stringContaining("--force") });
  expect(await bringOut(from, "other.jsonl", "blog")).toMatchObject({ ok: false });
  await put("faq/shop/en/b/bad.md", "x");
  expect(await bringOut(from, "other.jsonl")).toMatchObject({
    ok: false,
    said: expect.stringMatching(/bad\.md:1: front matter expected[^]*Nothing was exported$/),
  });
  expect(await bringOut(join(dir, "nowhere"), "other.jsonl")).toMatchObject({ ok: false });
});

it("refuses lines whose front matter or id was spoilt in between", () => {
  const row = (fields: object) =>
    JSON.stringify({ id: "b/pay", title: "T", locale: "en", body: "x", front: { updated: "2026-11-21" }, ...fields });
  const faultsOf = (fields: object) =>
    importRecords(row(fields), { site: "shop", today, markdown: false }).faults.map(({ reason }) => reason);
  expect(faultsOf({})).toEqual([]);
  expect(faultsOf({ id: "../pay" })).toEqual(["id: an article id like billing/invoice expected"]);
  expect(faultsOf({ id: "search/pay" })).toEqual([
    "category: search is an address of the help centre; name it otherwise",
  ]);
  expect(faultsOf({ front: { updated: "yesterday" } })).toEqual(["front.updated: a date like 2026-11-21 expected"]);
  expect(faultsOf({ front: { body: "x" } })).toEqual(['front: Unrecognized key: "body"']);
});
