import { expect, it } from "vitest";
import { words } from "../analysis.ts";
import { featuresOf } from "./features.ts";

const of = (text: string) => featuresOf(words(text, "en", 100));
const shared = (a: Map<number, number>, b: Map<number, number>): number =>
  [...a.keys()].filter((feature) => b.has(feature)).length;

it("counts stems, pairs of neighbours and the edges", () => {
  // ^ open, open door, door $; open, door
  expect(of("open doors").stems.size).toBe(5);
  expect([...of("no no no").stems.values()].toSorted((a, b) => a - b)).toEqual([1, 1, 2, 3]);
  expect(of("").stems.size + of("").characters.size).toBe(0);
});

it("tells the order of words, and brings forms of a word together", () => {
  expect(shared(of("open the door").stems, of("door the open").stems)).toBeLessThan(of("open the door").stems.size);
  expect([...of("opened doors").stems.keys()]).toEqual([...of("open door").stems.keys()]);
});

it("sees through a typing error by runs of characters", () => {
  const right = of("subscription");
  expect(shared(right.characters, of("subscribtion").characters)).toBeGreaterThan(right.characters.size / 2);
  expect(shared(right.stems, of("subscribtion").stems)).toBe(0);
});
