/**
 * The highest values above 0, best first, equals in their order, at most `limit`. A value is `scores[i] · times(i)`; `times` is at most
 * `timesMax` and asked only where that could matter.
 */
export function best(
  scores: Float64Array,
  limit: number,
  times: (place: number) => number,
  timesMax: number,
): { place: number; value: number }[] {
  const found: { place: number; value: number }[] = [];
  let least = 0;
  for (let place = 0; place < scores.length; place++) {
    const score = scores[place] ?? 0;
    if (score * timesMax <= least) continue;
    const value = score * times(place);
    if (value <= least) continue;
    let at = found.length;
    while (at > 0 && (found[at - 1]?.value ?? 0) < value) at--;
    found.splice(at, 0, { place, value });
    if (found.length > limit) found.pop();
    if (found.length === limit) least = found.at(-1)?.value ?? 0;
  }
  return found;
}
