import { type Numbers, narrow } from "./packed-arrays.ts";
import { unitsOf } from "./sorted-strings.ts";

/*
 * Terms within a few edits (insert, delete, replace one UTF-16 unit) of another: the same set as MiniSearch's walk over its tree, found
 * by a scan. What most terms fail is a comparison of two numbers: the length, and the set of letters as 32 bits. One edit takes at most
 * one letter out of the set and brings at most one in, so nothing near is missed; the exact distance is computed for the few that pass.
 */

/** Longer ones have no neighbours. Analysis cuts words at 40 code points. */
export const NEAR_LENGTH_MAX = 255;

export function letterSet(units: ArrayLike<number>): number {
  let set = 0;
  for (let i = 0; i < units.length; i++) set |= 1 << ((units[i] ?? 0) & 31);
  return set >>> 0;
}

const rows = [new Uint8Array(NEAR_LENGTH_MAX + 1), new Uint8Array(NEAR_LENGTH_MAX + 1)] as const;

/**
 * Edits between the two, neither over NEAR_LENGTH_MAX; anything above `max` is given as max + 1. Two rows of Levenshtein's matrix, of it
 * the band that can stay within, after what is the same at both ends has been taken off.
 */
export function distance(a: ArrayLike<number>, b: ArrayLike<number>, max: number): number {
  let start = 0;
  let endA = a.length;
  let endB = b.length;
  while (start < endA && start < endB && a[start] === b[start]) start++;
  while (endA > start && endB > start && a[endA - 1] === b[endB - 1]) {
    endA--;
    endB--;
  }
  const over = max + 1;
  const m = endA - start;
  const n = endB - start;
  if (m === 0 || n === 0) return Math.min(m + n, over);
  if (Math.abs(m - n) > max) return over;
  let [above, row] = rows as [Uint8Array, Uint8Array];
  for (let j = 0; j <= n; j++) above[j] = Math.min(j, over);
  for (let i = 1; i <= m; i++) {
    const from = Math.max(1, i - max);
    const to = Math.min(n, i + max);
    let least = over;
    // What lies beside the band cannot come back into it.
    row[from - 1] = from === 1 ? Math.min(i, over) : over;
    for (let j = from; j <= to; j++) {
      const replaced = (above[j - 1] ?? over) + (a[start + i - 1] === b[start + j - 1] ? 0 : 1);
      const removed = j === i + max ? over : (above[j] ?? over) + 1;
      const value = Math.min(replaced, removed, (row[j - 1] ?? over) + 1, over);
      row[j] = value;
      if (value < least) least = value;
    }
    if (least > max) return over;
    [above, row] = [row, above];
  }
  return above[n] ?? over;
}

/** Terms in the order of their lengths, so that only those of a near length are looked at. */
export type Neighbours = {
  /** Where the terms of this length end, by length. */
  readonly lengthEnds: Numbers;
  /** Of each in this order: its place among the terms, and its letters as a set. */
  readonly places: Numbers;
  readonly letterSets: Uint32Array;
};

export function neighboursOf(terms: readonly string[]): Neighbours {
  const places = terms
    .map((_, place) => place)
    .filter((place) => (terms[place] ?? "").length <= NEAR_LENGTH_MAX)
    .sort((a, b) => (terms[a] ?? "").length - (terms[b] ?? "").length || a - b);
  const counts = Array.from({ length: NEAR_LENGTH_MAX + 1 }, () => 0);
  for (const place of places) {
    const { length } = terms[place] ?? "";
    counts[length] = (counts[length] ?? 0) + 1;
  }
  let end = 0;
  const lengthEnds = counts.map((count) => {
    end += count;
    return end;
  });
  return {
    lengthEnds: narrow(lengthEnds),
    places: narrow(places),
    letterSets: Uint32Array.from(places, (place) => letterSet(unitsOf(terms[place] ?? ""))),
  };
}

/** Calls `found` for each of the terms within 1 to `max` edits of `units`. */
export function near(
  units: Uint16Array,
  max: number,
  { lengthEnds, places, letterSets }: Neighbours,
  unitsAt: (place: number) => ArrayLike<number>,
  found: (place: number, edits: number) => void,
): void {
  if (units.length > NEAR_LENGTH_MAX - max) return;
  const own = letterSet(units);
  const to = lengthEnds[units.length + max] ?? 0;
  for (let i = units.length - max <= 0 ? 0 : (lengthEnds[units.length - max - 1] ?? 0); i < to; i++) {
    const other = letterSets[i] ?? 0;
    let lost = own & ~other;
    let gained = other & ~own;
    // Each step takes the lowest letter off.
    for (let edit = 0; edit < max; edit++) {
      lost &= lost - 1;
      gained &= gained - 1;
    }
    if ((lost | gained) !== 0) continue;
    const place = places[i] ?? 0;
    const edits = distance(units, unitsAt(place), max);
    if (edits > 0 && edits <= max) found(place, edits);
  }
}
