import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { buildIndex, openMiniIndex } from "../mini-index.ts";
import { byCodeUnit, type IndexDocument, type TermIndex } from "../term-index.ts";
import { openCompactIndex } from "./compact-index.ts";
import { packPostings } from "./postings.ts";
import { packStrings, SortedStrings } from "./sorted-strings.ts";

function both(documents: readonly IndexDocument[]): { mini: TermIndex; compact: TermIndex } {
  const stored = buildIndex(documents);
  const ids = documents.map(({ id }) => id);
  return {
    mini: openMiniIndex(stored),
    compact: openCompactIndex(packPostings(stored, ids), new SortedStrings(...packStrings(ids))),
  };
}

/** Equal scores may come in another order when they differ by rounding only. */
function expectSame(mini: TermIndex, compact: TermIndex, terms: string[], prefixes: number): void {
  const a = mini.find(terms, { prefixes, limit: 1_000 });
  const b = compact.find(terms, { prefixes, limit: 1_000 });
  expect(b.map(({ id }) => id).sort(byCodeUnit)).toEqual(a.map(({ id }) => id).sort(byCodeUnit));
  const byId = new Map(b.map((hit) => [hit.id, hit]));
  a.forEach((hit, i) => {
    expect(byId.get(hit.id)?.score).toBeCloseTo(hit.score, 6);
    expect(b[i]?.score).toBeCloseTo(hit.score, 6);
    expect(byId.get(hit.id)?.matched.toSorted()).toEqual(hit.matched.toSorted());
  });
}

const VOCABULARY =
  "pay paid payment payments refund refunds invoice invoices ship shipping shipment оплата оплатить доставка 退款 款流 a1 1a 𝒳𝒴𝒵 𝒳𝒴𝒳𝒵 constructor __proto__".split(
    " ",
  );
const word = fc.constantFrom(...VOCABULARY);
const text = (max: number) => fc.array(word, { maxLength: max }).map((list) => list.join(" "));
const documents = fc
  .array(fc.record({ title: text(4), questions: text(12), body: text(60), tags: text(2) }), { maxLength: 25 })
  .map((list) => list.map((fields, i) => ({ id: `a/${String(i).padStart(3, "0")}`, ...fields })));

describe("the compact index", () => {
  it("finds what MiniSearch finds, in its order, with its scores", () => {
    const typo = fc
      .tuple(word, fc.nat(20), fc.constantFrom("", "x", "ы"))
      .map(([w, at, by]) => w.slice(0, at) + by + w.slice(at + 1));
    const beginning = fc.tuple(word, fc.integer({ min: 1, max: 8 })).map(([w, length]) => w.slice(0, length));
    const term = fc.oneof(word, typo, beginning).filter((t) => t !== "");
    const query = fc.uniqueArray(term, { minLength: 1, maxLength: 40 });
    fc.assert(
      fc.property(documents, query, fc.nat(2), (docs, terms, prefixes) => {
        const { mini, compact } = both(docs);
        expect(compact.size).toBe(mini.size);
        for (const one of terms) {
          expect(compact.has(one)).toBe(mini.has(one));
          expect(compact.idf(one)).toBe(mini.idf(one));
          expect(compact.begins(one)).toBe(mini.begins(one));
        }
        expectSame(mini, compact, terms, prefixes);
      }),
      { numRuns: 150 },
    );
  });

  it("tells which terms of an article were meant", () => {
    const { compact } = both([{ id: "a/a", title: "payments refund", questions: "", body: "shipping", tags: "" }]);
    const [hit] = compact.find(["refunt", "pay"], { prefixes: 1 });
    expect(["refund", "payments", "shipping"].map((term) => hit?.found(term))).toEqual([true, true, false]);
    expect(hit?.matched).toEqual(["refunt", "pay"]);
  });

  it("gives the best only, equals by id", () => {
    const twin = (id: string) => ({ id, title: "refund", questions: "", body: "", tags: "" });
    const { compact } = both([twin("a/a"), twin("a/b"), { ...twin("a/c"), body: "refund" }]);
    expect(compact.find(["refund"], { limit: 2 }).map(({ id }) => id)).toEqual(["a/c", "a/a"]);
  });

  it("may be empty", () => {
    const { compact } = both([]);
    expect(compact.find(["pay"], { prefixes: 1 })).toEqual([]);
    expect(compact.has("pay")).toBe(false);
  });
});
