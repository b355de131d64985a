import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { article, ENGLISH, openSample } from "./sample.fixture.ts";
import { search } from "./search.ts";

const kb = openSample(ENGLISH);
const ids = (query: string): string[] => search(kb, query).map((hit) => hit.id);
const marked = (query: string): string[] =>
  search(kb, query).flatMap((hit) => hit.ranges.map(([a, b]) => hit.title.slice(a, b)));

describe("search", () => {
  it("finds by the beginning of the word that is being typed", () => {
    expect(ids("passw")[0]).toBe("account/password");
    expect(ids("how do i can")[0]).toBe("billing/cancel");
    expect(ids("recei")[0]).toBe("billing/invoice");
  });

  it("finds by other forms and with a slip of the finger", () => {
    expect(ids("invoices ")[0]).toBe("billing/invoice");
    expect(ids("pasword ")[0]).toBe("account/password");
  });

  it("finds what was typed on the wrong keyboard or in the other alphabet, word by word and as it grows", () => {
    const ru = openSample({ "a/password": article("Смена пароля", ["забыл пароль"], "Нажмите кнопку.") }, "ru");
    for (const query of ["gfhjkm", "gfhj", "parol", "cvtyf gfhjkz", "пароль"])
      expect([query, search(ru, query)[0]?.id]).toEqual([query, "a/password"]);
    expect(ids("зфыыцщкв")[0]).toBe("account/password");
    const [hit] = search(ru, "gfhjkm");
    expect(hit?.ranges.map(([a, b]) => hit.title.slice(a, b))).toEqual(["пароля"]);
  });

  it("marks words of the title", () => {
    expect(marked("pass")).toEqual(["password"]);
    expect(marked("cancel subscription")).toEqual(["Cancel", "subscription"]);
  });

  it("marks by ranges, whatever the title holds", () => {
    const odd = openSample({
      "a/odd": article("<b>İstanbul</b> & ½ café 🙂 PASSWORD", [], "x"),
      "a/ru": article("Ёлка и пароль", [], "x"),
    });
    const [hit] = search(odd, "password");
    expect(hit?.ranges.map(([a, b]) => hit.title.slice(a, b))).toEqual(["PASSWORD"]);
    expect(search(odd, "cafe")[0]?.ranges.map(([a, b]) => hit?.title.slice(a, b))).toEqual(["café"]);
    const [tree] = search(odd, "елка");
    expect(tree?.ranges).toEqual([[0, 4]]);
  });

  it("gives nothing for nothing", () => {
    for (const query of ["", "   ", "?!", "p", "🙂", "\ud800", "qqqqqq", "the of and "])
      expect(search(kb, query)).toEqual([]);
  });

  it("bounds its work and its answer", () => {
    const many = openSample(
      Object.fromEntries(
        Array.from({ length: 60 }, (_, i) => [`a/a${i}`, article(`Alpha number ${i}`, ["apple avocado"], "almond")]),
      ),
    );
    for (const query of ["a", "a ".repeat(5_000), "alphaalphaalpha".repeat(700), "apple ".repeat(1_000)]) {
      const start = performance.now();
      expect(search(many, query).length).toBeLessThanOrEqual(8);
      expect(performance.now() - start).toBeLessThan(2_000);
    }
    expect(search(many, "al", 3)).toHaveLength(3);
  });

  it("never throws, and its ranges lie in the title in order", () => {
    fc.assert(
      fc.property(fc.string({ unit: "binary", maxLength: 250 }), (query) => {
        for (const { title, ranges } of search(kb, query)) {
          let before = -1;
          for (const [start, end] of ranges) {
            expect(start).toBeGreaterThan(before);
            expect(end).toBeGreaterThan(start);
            expect(end).toBeLessThanOrEqual(title.length);
            before = end - 1;
          }
        }
      }),
      { numRuns: 50 },
    );
  });
});
