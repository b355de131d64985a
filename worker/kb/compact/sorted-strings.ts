import { byCodeUnit } from "../term-index.ts";
import { type Numbers, narrow } from "./packed-arrays.ts";

/**
 * Different strings in the order of their UTF-16 units, read where they lie in the file: no string is made, no table is filled at load.
 * A search is a binary one, about 16 steps at 50 000 strings. UTF-16 and not UTF-8, because then the units that are compared and
 * counted (order, length, edit distance) are JavaScript's own.
 */
export class SortedStrings {
  readonly size: number;
  readonly #units: Numbers;
  readonly #ends: Numbers;

  constructor(units: Numbers, ends: Numbers) {
    if ((ends.at(-1) ?? 0) !== units.length) throw new RangeError("sorted strings end elsewhere");
    this.#units = units;
    this.#ends = ends;
    this.size = ends.length;
  }

  #start(place: number): number {
    return place === 0 ? 0 : (this.#ends[place - 1] ?? 0);
  }

  at(place: number): string {
    let text = "";
    const end = this.#ends[place] ?? 0;
    for (let i = this.#start(place); i < end; i++) text += String.fromCharCode(this.#units[i] ?? 0);
    return text;
  }

  unitsAt(place: number): Numbers {
    return this.#units.subarray(this.#start(place), this.#ends[place]);
  }

  /** Its place, or -1. */
  find(text: string): number {
    const place = this.#firstFrom(text, false);
    return place < this.size && this.lengthAt(place) === text.length && this.#compare(place, text) === 0 ? place : -1;
  }

  lengthAt(place: number): number {
    return (this.#ends[place] ?? 0) - this.#start(place);
  }

  /** [from, to) of those that begin so. */
  beginningWith(text: string): [from: number, to: number] {
    return [this.#firstFrom(text, false), this.#firstFrom(text, true)];
  }

  /** First place that is not before `text`; with `past`, nor begins with it. */
  #firstFrom(text: string, past: boolean): number {
    let low = 0;
    let high = this.size;
    while (low < high) {
      const middle = (low + high) >>> 1;
      const order = this.#compare(middle, text);
      if (order < 0 || (past && order === 0)) low = middle + 1;
      else high = middle;
    }
    return low;
  }

  /** Of the string's beginning, as long as `text`, with `text`; 0 if it begins so. */
  #compare(place: number, text: string): number {
    const start = this.#start(place);
    const length = (this.#ends[place] ?? 0) - start;
    const common = Math.min(length, text.length);
    for (let i = 0; i < common; i++) {
      const difference = (this.#units[start + i] ?? 0) - text.charCodeAt(i);
      if (difference !== 0) return difference;
    }
    return length < text.length ? -1 : 0;
  }
}

export function unitsOf(text: string): Uint16Array {
  const units = new Uint16Array(text.length);
  for (let i = 0; i < text.length; i++) units[i] = text.charCodeAt(i);
  return units;
}

/** `strings` sorted by byCodeUnit, all different: the two arrays of SortedStrings. */
export function packStrings(strings: readonly string[]): [units: Numbers, ends: Numbers] {
  if (strings.some((text, i) => i > 0 && byCodeUnit(strings[i - 1] ?? "", text) >= 0))
    throw new RangeError("strings must be sorted and different");
  const units = new Uint16Array(strings.reduce((sum, text) => sum + text.length, 0));
  let at = 0;
  const ends = strings.map((text) => {
    units.set(unitsOf(text), at);
    at += text.length;
    return at;
  });
  return [narrow(units), narrow(ends)];
}
