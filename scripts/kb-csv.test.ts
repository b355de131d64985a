import { expect, it } from "vitest";
import { compile } from "../worker/kb/source/compile.ts";
import { importCsv } from "./kb-csv.ts";
import { slugOf } from "./kb-slug.ts";

const OPTIONS = { site: "shop", today: "2026-11-21", markdown: false };
const read = (csv: string) => importCsv(csv, OPTIONS);
const WANTED = "a first line with title and body (or question and answer) expected";

it("reads every column, quotes, and line breaks within them", () => {
  const { files, faults, categories, notes } = read(
    `id,Title,body,locale,category,questions,tags,author
where,"Where is ""it""?","One.

Two, three.",en,Orders & delivery,"where is my order|when, please",a; b,Ann
,Как оплатить,Картой.,,Оплата,"как платить
чем платить",,
`,
  );
  expect(faults).toEqual([]);
  expect(notes).toEqual(["columns not read: author"]);
  expect(files).toEqual([
    {
      path: "shop/en/orders-delivery/where.md",
      text: `---
title: Where is "it"?
questions:
  - where is my order
  - when, please
tags:
  - a
  - b
updated: 2026-11-21
source: where
---

One\\.

Two, three\\.
`,
    },
    {
      path: "shop/ru/oplata/kak-oplatit.md",
      text: "---\ntitle: Как оплатить\nquestions:\n  - как платить\n  - чем платить\nupdated: 2026-11-21\n---\n\nКартой\\.\n",
    },
  ]);
  expect([...categories]).toEqual([
    ["orders-delivery", { en: "Orders & delivery" }],
    ["oplata", { ru: "Оплата" }],
  ]);
  const built = compile(
    files.map((file) => ({ ...file, bytes: 1 })),
    "kb",
  );
  expect(built.problems.filter(({ level }) => level === "error")).toEqual([]);
});

it.each([
  ["commas", "question,answer\nWhere?,Here.\n"],
  ["semicolons", "question;answer\nWhere?;Here.\n"],
  ["tabs", "Question\tAnswer\nWhere?\tHere.\n"],
  ["Excel's own line", "sep=;\nquestion;answer\nWhere?;Here.\n"],
  ["a byte order mark", "\uFEFFquestion,answer\nWhere?,Here.\n"],
  ["Windows line ends", "question,answer\r\nWhere?,Here.\r\n\r\n"],
  ["quoted cells and no last line end", '"question","answer"\n\n"Where?","Here."'],
  ["Russian headings", "Вопрос;Ответ\nWhere?;Here.\n;\n"],
])("reads question and answer with %s", (_name, csv) => {
  const { files, faults } = read(csv);
  expect(faults).toEqual([]);
  expect(files).toEqual([
    {
      path: "shop/en/general/where.md",
      text: "---\ntitle: Where?\nupdated: 2026-11-21\n---\n\nHere\\.\n",
    },
  ]);
});

it("names bad rows by the line on which they begin", () => {
  const { faults } = read(
    'title,body,id,locale,category\n"A","one\ntwo",x,,\nB,two,x,,\nC,three,,english,\n,,y,,\nD,a,b,,search\nE,five,,,,more\nF,"open',
  );
  expect(faults).toEqual([
    { line: 4, reason: "id x stands on an earlier line" },
    { line: 5, reason: "locale: en, ru … expected" },
    { line: 6, reason: "has neither title nor questions nor body" },
    { line: 7, reason: "category: search is an address of the help centre; name it otherwise" },
    { line: 8, reason: "6 cells, but the first line names 5" },
    { line: 9, reason: "a quotation mark is not closed, or stands inside a cell" },
  ]);
});

it.each([
  ["", 1, WANTED],
  ["\n\n", 1, WANTED],
  ["\n name,mail\nA,b\n", 2, `${WANTED}, got  name, mail`],
  ["title\nA\n", 1, `${WANTED}, got title`],
  ["title,question,body\nA,b,c\n", 1, "two columns are the title: title and question"],
  ["constructor,__proto__\na,b\n", 1, `${WANTED}, got constructor, __proto__`],
])("says what is wrong with the heading of %j", (csv, line, reason) => {
  expect(read(csv).faults).toEqual([{ line, reason }]);
  expect(read(csv).files).toEqual([]);
});

it("says that HTML stays text", () => {
  expect(read("title,body\nA,<p>x</p>\n").notes).toEqual([
    "HTML in 1 bodies stands in the articles as text: export plain text or Markdown",
  ]);
});

it("makes names of files", () => {
  expect(["Где мой заказ?", "Ёж, щука & объект", "Crème brûlée", "…", "x".repeat(200)].map(slugOf)).toEqual([
    "gde-moy-zakaz",
    "ezh-schuka-obekt",
    "creme-brulee",
    "",
    "x".repeat(80),
  ]);
});
