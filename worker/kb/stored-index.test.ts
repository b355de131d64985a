import { expect, it } from "vitest";
import { packStrings, SortedStrings } from "./compact/sorted-strings.ts";
import { MINISEARCH_MAX_ARTICLES, openIndex, packIndex } from "./stored-index.ts";
import type { IndexDocument } from "./term-index.ts";

const documents = (count: number): IndexDocument[] =>
  Array.from({ length: count }, (_, i) => ({
    id: `a/${String(i).padStart(3, "0")}`,
    title: i % 3 === 0 ? "refund" : "invoice payment",
    questions: "pay refund".slice(0, i % 11),
    body: "invoice ".repeat(i % 5).trim(),
    tags: "",
  }));
const idsOf = (list: readonly IndexDocument[]) => new SortedStrings(...packStrings(list.map(({ id }) => id)));

it("MiniSearch answers small knowledge bases, the compact form the others", () => {
  expect(packIndex(documents(0)).form).toBe("minisearch");
  expect(packIndex(documents(MINISEARCH_MAX_ARTICLES)).form).toBe("minisearch");
  expect(packIndex(documents(MINISEARCH_MAX_ARTICLES + 1)).form).toBe("compact");
});

it("both say the same", () => {
  const list = documents(40);
  const [mini, compact] = (["minisearch", "compact"] as const).map((form) => {
    const index = openIndex(form, packIndex(list, form).bytes, idsOf(list));
    return index.find(["refund", "invoise", "pay"], { prefixes: 1 }).map(({ id, score, matched }) => ({
      id,
      score: Number(score.toFixed(9)),
      matched: matched.toSorted(),
    }));
  });
  expect(mini?.length).toBeGreaterThan(30);
  expect(compact).toEqual(mini);
});

it("refuses one form as the other, and an index of other articles", () => {
  const list = documents(9);
  const ids = idsOf(list);
  const [mini, compact] = [packIndex(list, "minisearch").bytes, packIndex(list, "compact").bytes];
  expect(() => openIndex("compact", mini, ids)).toThrow();
  expect(() => openIndex("minisearch", compact, ids)).toThrow();
  expect(() => openIndex("compact", compact, idsOf(documents(8)))).toThrow();
});
