import fc from "fast-check";
import { expect, test } from "vitest";
import { pieces } from "./highlight.ts";

test("marks what was found", () => {
  expect(
    pieces("reset my password", [
      [0, 5],
      [9, 17],
    ]),
  ).toEqual([
    { text: "reset", marked: true },
    { text: " my ", marked: false },
    { text: "password", marked: true },
  ]);
});

test("without ranges the text is one piece", () => {
  expect(pieces("reset", [])).toEqual([{ text: "reset", marked: false }]);
});

test("overlapping, unordered and foreign ranges lose and double nothing", () => {
  const number = fc.oneof(fc.integer({ min: -3, max: 30 }), fc.constant(Number.NaN));
  fc.assert(
    fc.property(fc.string({ maxLength: 20 }), fc.array(fc.tuple(number, number)), (text, ranges) => {
      expect(
        pieces(text, ranges)
          .map((p) => p.text)
          .join(""),
      ).toBe(text);
    }),
  );
});
