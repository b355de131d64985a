import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { rank } from "./rank.ts";
import { article, ENGLISH, openSample } from "./sample.fixture.ts";

const kb = openSample(ENGLISH);

describe("rank", () => {
  it("is sure of a question that an article is asked by", () => {
    const { hits, confidence, terms, unknownTerms } = rank(kb, "How can I change my password?");
    expect(hits[0]?.article.id).toBe("account/password");
    expect(confidence).toBeGreaterThan(0.9);
    expect(terms).toEqual(["chang", "password"]);
    expect(unknownTerms).toEqual([]);
  });

  it("names the words that no article knows, and doubts", () => {
    const { unknownTerms, confidence } = rank(kb, "does the penguin in your aquarium like invoices");
    expect(unknownTerms).toEqual(expect.arrayContaining(["penguin", "aquarium"]));
    expect(confidence).toBeLessThan(0.5);
  });

  it("finds nothing in what it does not know", () => {
    expect(rank(kb, "zyzzyva quokka")).toMatchObject({ hits: [], confidence: 0, empty: false });
    for (const nothing of ["", "🙂🙂", "...", "\ud800", "\u0000"])
      expect(rank(kb, nothing)).toMatchObject({ hits: [], empty: true });
  });

  it("looks through spelling and grammar", () => {
    for (const question of ["i forgott my pasword", "forgotten passwords", "PASSWORD!!! FORGOT"]) {
      expect(rank(kb, question).hits[0]?.article.id).toBe("account/password");
    }
  });

  it("knows Russian grammar", () => {
    const ru = openSample(
      {
        "a/password": article("Смена пароля", ["забыл пароль"], "Нажмите «Забыли пароль»."),
        "a/tree": article("Доставка ёлок", ["когда привезут ёлку"], "Ёлки везём в декабре."),
      },
      "ru",
    );
    expect(rank(ru, "не помню паролей").hits[0]?.article.id).toBe("a/password");
    expect(rank(ru, "доставка елки").hits[0]?.article.id).toBe("a/tree");
  });

  it("orders equals by id", () => {
    const twins = openSample({ "a/two": article("Same", [], "same"), "a/one": article("Same", [], "same") });
    const { hits, confidence } = rank(twins, "same");
    expect(hits.map((hit) => hit.article.id)).toEqual(["a/one", "a/two"]);
    expect(confidence).toBeLessThan(0.7);
  });

  it("has confidences within 0..1, scores in order, and shares that add up, for any text", () => {
    const word = fc.constantFrom("password", "invoice", "cancel", "operator", "the", "x", "damage", "квитанция", "?");
    const text = fc.oneof(
      fc.array(word, { maxLength: 12 }).map((list) => list.join(" ")),
      fc.string({ unit: "binary", maxLength: 200 }),
    );
    fc.assert(
      fc.property(text, (question) => {
        const { hits } = rank(kb, question);
        hits.forEach((hit, i) => {
          expect(hit.confidence).toBeGreaterThanOrEqual(0);
          expect(hit.confidence).toBeLessThanOrEqual(1);
          expect(hit.score).toBeLessThanOrEqual(hits[i - 1]?.score ?? Number.POSITIVE_INFINITY);
          const { learned, likeness, terms } = hit.shares;
          expect(learned + likeness + terms).toBeCloseTo(hit.score, 10);
        });
      }),
      { numRuns: 50 },
    );
  });
});
