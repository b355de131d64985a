import * as fc from "fast-check";
import { expect, it } from "vitest";
import { byCodeUnit } from "../term-index.ts";
import { packStrings, SortedStrings } from "./sorted-strings.ts";

const text = fc.string({ unit: fc.constantFrom("a", "b", "ё", "я", "\uffff", "\ud83d", "退", "\u0000"), maxLength: 5 });

it("finds strings and beginnings as a list would", () => {
  fc.assert(
    fc.property(fc.uniqueArray(text, { maxLength: 40 }), text, (list, asked) => {
      const sorted = list.toSorted(byCodeUnit);
      const packed = new SortedStrings(...packStrings(sorted));
      expect(Array.from(sorted, (_, i) => packed.at(i))).toEqual(sorted);
      expect(sorted.map((one) => packed.find(one))).toEqual(sorted.map((_, i) => i));
      expect(packed.find(asked)).toBe(sorted.indexOf(asked));
      const [from, to] = packed.beginningWith(asked);
      expect(sorted.slice(from, to)).toEqual(sorted.filter((one) => one.startsWith(asked)));
    }),
  );
});

it("takes sorted, different strings only", () => {
  expect(() => packStrings(["b", "a"])).toThrow(RangeError);
  expect(() => packStrings(["a", "a"])).toThrow(RangeError);
});
