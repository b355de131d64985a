import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { maskCardNumbers } from "./card-numbers.ts";

/** Appends the check digit that makes it a card number. */
function withCheckDigit(digits: readonly number[]): string {
  const sum = [...digits].reverse().reduce((s, d, i) => s + (i % 2 ? d : d * 2 - (d > 4 ? 9 : 0)), 0);
  return `${digits.join("")}${(10 - (sum % 10)) % 10}`;
}

const digit = fc.integer({ min: 0, max: 9 });
const card = fc
  .array(digit, { minLength: 12, maxLength: 18 })
  .map(withCheckDigit)
  .filter((n) => !n.startsWith("0") && new Set(n).size > 1);
const separator = fc.constantFrom("", " ", "-", "\u00a0", "–");
const spaced = card.chain((number) =>
  fc.array(separator, { minLength: number.length, maxLength: number.length }).map((between) => ({
    number,
    text: [...number].map((d, i) => (i === 0 ? d : `${between[i]}${d}`)).join(""),
  })),
);
const LATIN = "0123456789";

describe("maskCardNumbers", () => {
  it.each([
    ["4111 1111 1111 1111", "•••• 1111"],
    ["my card is 4111111111111111, thanks", "my card is •••• 1111, thanks"],
    ["3782-822463-10005", "•••• 0005"],
    ["5500\u00a00000\u00a00000\u00a00004", "•••• 0004"],
    ["5500–0000–0000–0004", "•••• 0004"],
    ["карта4111111111111111", "карта•••• 1111"],
    ["VISA4111111111111111", "VISA•••• 1111"],
    ["• 4111 1111 1111 1111", "• •••• 1111"],
    ["https://shop.example/?card=4111111111111111&x=1", "https://shop.example/?card=•••• 1111&x=1"],
    ["4111 1111 1111 1111 12/27 123", "•••• 1111 12/27 123"],
    ["4111 1111 1111 1111 12 27 123", "•••• 1111 12 27 123"],
    ["12 27 4111-1111-1111-1111", "12 27 •••• 1111"],
    ["4111 1111 1111 1111 5500 0000 0000 0004", "•••• 1111 •••• 0004"],
    ["4111 1111 1111 1111\n5500 0000 0000 0004", "•••• 1111\n•••• 0004"],
    ["٤١١١ ١١١١ ١١١١ ١١١١", "•••• 1111"],
    ["۴۱۱۱۱۱۱۱۱۱۱۱۱۱۱۱", "•••• 1111"],
  ])("masks %j", (text, expected) => {
    expect(maskCardNumbers(text)).toBe(expected);
  });

  it.each([
    ["no number", "nothing here"],
    ["a wrong check digit", "order 4111 1111 1111 1112"],
    ["too short", "411111111111"],
    ["too long in one piece", "41111111111111111111"],
    ["zeros", "0000 0000 0000 0000"],
    ["one repeated digit", "8888888888888888"],
    ["two spaces", "4111  1111  1111  1111"],
    ["a telephone number", "+49 170 1234567 8903"],
    ["a telephone number that passes", "+4111 1111 1111 1111"],
    ["a telephone number abroad that passes", "0049 170 12345 675"],
    ["an IBAN", "DE89 3704 0044 0532 0130 00"],
    ["an IBAN whose digits pass", "FI41 1111 1111 1111 11"],
    ["an IBAN with the bank's letters", "GB29 NWBK 6016 1331 9268 19"],
    ["an IBAN behind a word in front", "my IBAN: FI41 1111 1111 1111 11"],
    ["two telephone numbers", "8 900 123 45 67 8 900 765 43 21"],
    ["what is masked", "•••• 4111 1111 1111 1111"],
    ["Arabic digits of an order", "٤١١١ ١١١١ ١١١١ ١١١٢"],
    ["letters between", "4111x1111x1111x1111"],
  ])("leaves %s", (_, text) => {
    expect(maskCardNumbers(text)).toBe(text);
  });

  it("every number that passes, however it is spaced, keeps its last four and nothing else", () => {
    fc.assert(
      fc.property(spaced, fc.constantFrom("", "pay: ", "№"), fc.constantFrom("", ".", " ok"), (c, before, after) => {
        expect(maskCardNumbers(`${before}${c.text}${after}`)).toBe(`${before}•••• ${c.number.slice(-4)}${after}`);
      }),
    );
  });

  it("a wrong check digit is no card, whole", () => {
    fc.assert(
      fc.property(card, fc.integer({ min: 1, max: 9 }), (number, by) => {
        const wrong = `${number.slice(0, -1)}${(Number(number.at(-1)) + by) % 10}`;
        expect(maskCardNumbers(wrong)).toBe(wrong);
      }),
    );
  });

  it("more than 19 digits in one piece are no card", () => {
    const long = fc.array(digit, { minLength: 19, maxLength: 40 }).map(withCheckDigit);
    fc.assert(
      fc.property(long, (number) => {
        expect(maskCardNumbers(number)).toBe(number);
      }),
    );
  });

  it("twice is once; nothing grows; all but digits, spaces and dashes stays", () => {
    const piece = fc.oneof(
      card,
      spaced.map(({ text }) => text),
      fc.array(digit, { minLength: 1, maxLength: 25 }).map((d) => d.join("")),
      fc.constantFrom(" ", "-", "  ", "+", "•", "••••", " •••• ", "DE", "GB29 NWBK ", "x", ",", "٤", "۱۲۳۴", "4111"),
    );
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 12 }), (pieces) => {
        const text = pieces.join("");
        const once = maskCardNumbers(text);
        expect(maskCardNumbers(once)).toBe(once);
        expect(once.length).toBeLessThanOrEqual(text.length);
        const letters = (s: string) => s.replaceAll(/[\d٠-٩۰-۹ \u00a0–•-]/g, "");
        expect(letters(once)).toBe(letters(text));
      }),
      { numRuns: 5_000 },
    );
  });

  it("Arabic digits count as their values", () => {
    fc.assert(
      fc.property(card, fc.constantFrom("٠١٢٣٤٥٦٧٨٩", "۰۱۲۳۴۵۶۷۸۹"), (number, digits) => {
        const written = number.replaceAll(/\d/g, (d) => digits[LATIN.indexOf(d)] ?? "");
        expect(maskCardNumbers(written)).toBe(`•••• ${number.slice(-4)}`);
      }),
    );
  });

  it("no text of a frame's length keeps it busy (A59)", () => {
    // Steps, not time: an exponential or quadratic expression would not come back from these at all.
    for (const unit of ["1", "1 ", "1-", "12 ", "4111 ", "AA1", "•••• 1", "4111 111111 ", "411111111111 x", "+1 "]) {
      const text = unit.repeat(1_000_000 / unit.length);
      expect(maskCardNumbers(text).length).toBeLessThanOrEqual(text.length);
    }
  });
});
