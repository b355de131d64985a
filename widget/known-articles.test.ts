import { expect, test } from "vitest";
import { searchKnown } from "./known-articles.ts";

const ref = (id: string, title: string) => ({ id, title });
const home = {
  site: "acme",
  articles: [ref("a/reset", "Reset a forgotten password"), ref("b/invoice", "Get an invoice")],
  suggested: [],
};
const article = {
  ...ref("c/plan", "Change the plan"),
  category: "c",
  body: [
    { t: "p", c: ["You keep your ", { t: "strong", c: ["invoices"] }, "."] },
    { t: "table", head: [["Plan"]], rows: [[["Starter"], ["Business"]]] },
    { t: "list", ordered: true, items: [[{ t: "p", c: ["Open the settings"] }]] },
  ],
  related: [ref("d/cancel", "Cancel the subscription")],
};
const found = (answers: unknown[], query: string): string[] => searchKnown(answers, query).hits.map(({ id }) => id);

test("titles of lists, of hits and of what an article leads to, and the text of an article that was read", () => {
  const answers = [home, { hits: [ref("e/team", "Invite the team")] }, article];
  expect(found(answers, "forgotten")).toEqual(["a/reset"]);
  expect(found(answers, "invite")).toEqual(["e/team"]);
  expect(found(answers, "cancel")).toEqual(["d/cancel"]);
  expect(found(answers, "business settings")).toEqual(["c/plan"]);
  // The title counts more than the text.
  expect(found(answers, "invoice")).toEqual(["b/invoice", "c/plan"]);
  expect(found(answers, "elephants")).toEqual([]);
  expect(found(answers, "  ?! ")).toEqual([]);
});

test("other endings are found, and what was found is marked where it stands", () => {
  expect(found([home], "passwords")).toEqual(["a/reset"]);
  expect(found([{ articles: [ref("r", "Как сбросить забытый пароль")] }], "забыла пароля")).toEqual(["r"]);
  const [hit] = searchKnown([home], "PASSWORD").hits;
  expect(hit?.ranges.map(([from, to]) => hit.title.slice(from, to))).toEqual(["passwo"]);
});

test("an article comes once, however often it is listed, and at most eight do", () => {
  const many = Array.from({ length: 20 }, (_, i) => ref(`x/${i}`, `Invoice ${i}`));
  expect(found([home, { hits: [ref("b/invoice", "Get an invoice")] }, home], "invoice")).toEqual(["b/invoice"]);
  expect(found([{ articles: many }], "invoice")).toHaveLength(8);
});

test.each([
  null,
  5,
  "text",
  [],
  [null],
  {},
  { hits: 7 },
  { articles: [null, 3, {}, { id: 1, title: {} }] },
  { body: 9 },
])("nonsense is nothing known: %j", (answer) => {
  expect(found([answer], "invoice")).toEqual([]);
  expect(found([answer, home], "invoice")).toEqual(["b/invoice"]);
});
