import { describe, expect, it } from "vitest";
import { words } from "./analysis.ts";
import { slips } from "./slips.ts";
import { loadSpelling, repairSpelling } from "./spelling.ts";

describe("slips", () => {
  it.each([
    ["reset", "reset", 2, 0],
    ["hwo", "how", 0.75, 0.7],
    ["rest", "reset", 2, 1],
    ["reste", "reset", 2, 0.7],
    ["resett", "reset", 2, 0.7],
    ["resrt", "reset", 2, 0.7],
    ["reskt", "reset", 2, 1],
    ["gfhjkm", "reset", 2, Number.POSITIVE_INFINITY],
    ["", "reset", 2, Number.POSITIVE_INFINITY],
    ["парроль", "пароль", 2, 0.7],
    ["пароьл", "пароль", 2, 0.7],
  ])("%s → %s", (typed, word, most, expected) => {
    expect(slips(typed, word, most)).toBe(expected);
  });
});

describe("loadSpelling", () => {
  const terms = new Map(
    words("reset password invoice account settings refund cart card 2024 сбросить пароль подписка", "en", 99).map(
      (word) => [word.stem, 3],
    ),
  );
  terms.set("cart", 9);
  const spelling = loadSpelling(terms, 20, "en");
  const nearest = (text: string): (string | undefined)[] =>
    words(text, "en", 99).map((word) => spelling.nearest(word.folded, word.stem));

  it.each([
    ["resset pasword", ["reset", "password"]],
    ["acount setings", ["account", "set"]],
    ["refumd taht", ["refund", "that"]],
    ["паролль пдписку", ["парол", "подписк"]],
    ["carf", ["cart"]],
    ["xylophone 2023 zz", [undefined, undefined, undefined]],
  ])("%s", (text, expected) => {
    expect(nearest(text)).toEqual(expected);
  });
});

describe("repairSpelling", () => {
  const stems = new Map(words("reset password account email", "en", 99).map((word) => [word.stem, 2]));
  const spelling = loadSpelling(stems, 4, "en");
  const knows = (_folded: string, stem: string): boolean => stems.has(stem);

  it("replaces only the words that it understands", () => {
    expect(repairSpelling("Hwo to RESTE my pasword, plugh?", "en", knows, { spelling })).toEqual({
      text: "how to reset my password, plugh?",
      corrections: [
        { from: "Hwo", to: "how", kind: "typo" },
        { from: "RESTE", to: "reset", kind: "typo" },
        { from: "pasword", to: "password", kind: "typo" },
      ],
    });
  });

  it.each(["reset password", "acount@example.com", "emial1234", "", "退款 \ud800"])("leaves alone: %s", (text) => {
    expect(repairSpelling(text, "en", knows, { spelling })).toEqual({ text, corrections: [] });
  });

  it("looks up a bounded number of words", () => {
    let asked = 0;
    const text = Array.from({ length: 500 }, (_, i) => `word${String.fromCharCode(97 + (i % 26)).repeat(1 + i / 26)}`);
    const nearest = (): undefined => {
      asked += 1;
    };
    repairSpelling(text.join(" "), "en", () => false, { spelling: { nearest } });
    expect(asked).toBeLessThanOrEqual(24);
  });
});
