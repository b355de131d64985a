/** Median and range of what was measured; NaN where nothing was. */
export type Figure = { median: number; low: number; high: number; n: number };

export function figure(values: readonly number[]): Figure {
  const known = values.filter((value) => !Number.isNaN(value)).sort((a, b) => a - b);
  const at = (share: number): number => {
    const place = (known.length - 1) * share;
    const below = known[Math.floor(place)] ?? Number.NaN;
    return below + ((known[Math.ceil(place)] ?? Number.NaN) - below) * (place % 1);
  };
  return { median: at(0.5), low: at(0), high: at(1), n: known.length };
}

/** The page alone taken away. What noise makes of it below nothing stays: it shows how much noise there is. */
export function above(one: Figure, base: Figure): Figure {
  const { median } = base;
  return { median: one.median - median, low: one.low - median, high: one.high - median, n: one.n };
}

/** `less`, `more`: every run of the one lies below, above every run of the other; `same`: noise covers the difference. */
export function compare(one: Figure, other: Figure): "less" | "more" | "same" {
  if (one.high < other.low) return "less";
  return one.low > other.high ? "more" : "same";
}
