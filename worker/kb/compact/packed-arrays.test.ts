import * as fc from "fast-check";
import { expect, it } from "vitest";
import { narrow, packArrays, unpackArrays } from "./packed-arrays.ts";

it("gives back what was packed, in the narrowest form", () => {
  fc.assert(
    fc.property(fc.array(fc.array(fc.oneof(fc.nat(300), fc.nat(70_000)))), (lists) => {
      const arrays = lists.map(narrow);
      const opened = unpackArrays(packArrays(arrays), arrays.length);
      expect(opened).toEqual(arrays);
      expect(opened.map((array) => [...array])).toEqual(lists);
    }),
  );
  expect([255, 256, 65_535, 65_536].map((max) => narrow([max]).BYTES_PER_ELEMENT)).toEqual([1, 2, 2, 4]);
});

it("refuses bytes of another shape", () => {
  const bytes = packArrays([narrow([1, 2, 3]), narrow([70_000])]);
  expect(() => unpackArrays(bytes, 1)).toThrow(RangeError);
  expect(() => unpackArrays(bytes, 3)).toThrow(RangeError);
  expect(() => unpackArrays(bytes.slice(0, -8), 2)).toThrow(RangeError);
  const odd = bytes.slice();
  odd[0] = 3;
  expect(() => unpackArrays(odd, 2)).toThrow(RangeError);
});
