export type Piece = { text: string; marked: boolean };

/**
 * Cuts `text` at `ranges` ([start, end) in UTF-16 units). The ranges come from the server and are not trusted: they may
 * overlap, lie outside or stand in any order; joined again, the pieces are always exactly `text`.
 */
export function pieces(text: string, ranges: readonly (readonly [number, number])[]): Piece[] {
  const result: Piece[] = [];
  let at = 0;
  const take = (end: number, marked: boolean): void => {
    if (!(end > at)) return;
    result.push({ text: text.slice(at, end), marked });
    at = end;
  };
  for (const [start, end] of [...ranges].sort((a, b) => a[0] - b[0])) {
    take(Math.min(start, text.length), false);
    take(Math.min(end, text.length), true);
  }
  take(text.length, false);
  return result;
}
