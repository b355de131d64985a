import * as fc from "fast-check";
import { expect, it } from "vitest";
import { distance, near, neighboursOf } from "./near.ts";
import { unitsOf } from "./sorted-strings.ts";

/** The definition, without any short cut. */
function levenshtein(a: string, b: string): number {
  if (a === "" || b === "") return a.length + b.length;
  const same = a[0] === b[0] ? 0 : 1;
  return Math.min(
    levenshtein(a.slice(1), b.slice(1)) + same,
    levenshtein(a.slice(1), b) + 1,
    levenshtein(a, b.slice(1)) + 1,
  );
}
const short = fc.string({ unit: fc.constantFrom("a", "b", "ш", "\ud83d"), maxLength: 6 });

it("counts edits as Levenshtein does, up to a bound", () => {
  fc.assert(
    fc.property(short, short, fc.nat(3), (a, b, max) => {
      expect(distance(unitsOf(a), unitsOf(b), max)).toBe(Math.min(levenshtein(a, b), max + 1));
    }),
    { numRuns: 300 },
  );
});

it("finds every near term and no other", () => {
  fc.assert(
    fc.property(fc.array(short, { maxLength: 20 }), short, fc.constantFrom(1, 2), (terms, asked, max) => {
      const found: number[] = [];
      near(
        unitsOf(asked),
        max,
        neighboursOf(terms),
        (place) => unitsOf(terms[place] ?? ""),
        (place) => found.push(place),
      );
      const expected = terms.flatMap((term, i) => {
        const edits = levenshtein(term, asked);
        return edits >= 1 && edits <= max ? [i] : [];
      });
      expect(found.sort((a, b) => a - b)).toEqual(expected);
    }),
    { numRuns: 200 },
  );
});
