/** A stream of numbers that a seed repeats. `fork` gives another one that does not disturb this one. */
export type Random = {
  /** [0, 1). */
  next(): number;
  /** Whole, both ends included. */
  int(from: number, to: number): number;
  pick<T>(list: readonly T[]): T;
  chance(share: number): boolean;
  fork(name: string): Random;
};

/** mulberry32 (public domain): 32 bits of state are plenty for a plan. */
export function seeded(seed: number): Random {
  let state = seed >>> 0;
  const next = (): number => {
    state = (state + 0x6d2b79f5) >>> 0;
    let t = state;
    t = Math.imul(t ^ (t >>> 15), t | 1);
    t ^= t + Math.imul(t ^ (t >>> 7), t | 61);
    return ((t ^ (t >>> 14)) >>> 0) / 4_294_967_296;
  };
  const int = (from: number, to: number): number => from + Math.floor(next() * (to - from + 1));
  return {
    next,
    int,
    pick<T>(list: readonly T[]): T {
      const one = list[int(0, list.length - 1)];
      if (one === undefined) throw new Error("nothing to pick from");
      return one;
    },
    chance: (share) => next() < share,
    fork: (name) =>
      seeded([...name].reduce((h, c) => Math.imul(h ^ (c.codePointAt(0) ?? 0), 0x01000193), seed ^ 0x811c9dc5)),
  };
}
