import fc from "fast-check";
import { expect, it } from "vitest";
import { ticketUpsert } from "../testing/ticket-upsert.ts";
import { byRelevance, documentWords, matchExpression, searchQuery } from "./search-query.ts";

it("folds case, accents and the dots of ё and й, in documents as in queries", () => {
  expect(documentWords("Où, l’ÉCR; Ёлк, йод")).toBe("ou l ecr елк иод");
  expect(searchQuery("ÉCRAN ёлка").terms).toEqual(["ecran", "елка"]);
});

it("puts beginnings of 3 to 6 letters into a document, and words that are shorter or longer", () => {
  expect(documentWords("vpn no заказать")).toBe("vpn no зак зака заказ заказа заказать");
});

it("reads numbers with and without their sign", () => {
  expect(["#12", "№ 12", " 12 ", "12a", "1 2", "1234567890"].map((text) => searchQuery(text).number)).toEqual([
    12,
    12,
    12,
    null,
    null,
    null,
  ]);
});

it("asks for beginnings as for words, and for what begins with a long one", () => {
  expect(matchExpression(["vpn", "no", "заказат"])).toBe('"vpn" AND "no" AND "заказат"*');
});

it("bounds whatever is typed, and puts nothing into the expression but letters and digits", () => {
  fc.assert(
    fc.property(fc.string({ unit: "binary", maxLength: 1_000 }), (text) => {
      const { terms } = searchQuery(text);
      expect(terms.length).toBeLessThanOrEqual(12);
      expect(matchExpression(terms)).toMatch(/^$|^"[\p{L}\p{N}]{1,40}"\*?( AND "[\p{L}\p{N}]{1,40}"\*?)*$/u);
    }),
    { numRuns: 200 },
  );
  expect(documentWords("w ".repeat(500_000)).length).toBe(1);
  const many = Array.from({ length: 9_000 }, (_, n) => `word${n + 1_000_000}`).join(" ");
  expect(documentWords(many).split(" ").length).toBeLessThanOrEqual(10_000);
});

it("puts the number first, then words in the subject, open before solved, newer before older", () => {
  const summary = (number: number, part = {}) => {
    const { v: _v, generation: _g, aheadMs: _a, ...rest } = ticketUpsert(number, part);
    return { ...rest, number };
  };
  const tickets = [
    summary(1),
    summary(2, { status: "closed", updatedAt: 900 }),
    summary(3, { subject: "Refund 7" }),
    summary(4),
    summary(7, { status: "closed" }),
  ];
  expect(byRelevance(tickets, searchQuery("refund")).map((t) => t.number)).toEqual([3, 4, 1, 2, 7]);
  expect(byRelevance(tickets, searchQuery("7")).map((t) => t.number)).toEqual([7, 3, 4, 1, 2]);
});
