import { areNeighbours } from "./keyboard.ts";

/** A slip that fingers make often: a neighbouring key, two letters in the wrong order, one letter doubled or single. */
const USUAL = 0.7;
const OTHER = 1;
export const FAR = Number.POSITIVE_INFINITY;
const LENGTH_MAX = 64;

// Three rows of the table, taken in turn: a question asks for thousands of distances, and none of them waits for another.
const ROWS = [0, 1, 2].map(() => new Float64Array(LENGTH_MAX + 2));

/**
 * How many slips lie between a typed word and another one: edit distance with transpositions (optimal string alignment), usual slips
 * counting .7. FAR above `most` and for words of more than 64 letters. Only the band that `most` slips can reach is computed.
 */
export function slips(typed: string, word: string, most: number): number {
  const width = word.length;
  const band = Math.floor(most / USUAL);
  if (Math.abs(typed.length - width) > band || Math.max(typed.length, width) > LENGTH_MAX) return FAR;
  let [twoAbove, above, row] = ROWS as [Float64Array, Float64Array, Float64Array];
  row.fill(FAR);
  above.fill(FAR);
  // Row 0: letters of the word that were not typed.
  for (let j = 0; j <= Math.min(width, band); j++) row[j] = j === 0 ? 0 : (row[j - 1] ?? FAR) + missing(word, j);
  let leastAbove = 0;
  for (let i = 1; i <= typed.length; i++) {
    [twoAbove, above, row] = [above, row, twoAbove];
    row.fill(FAR);
    const a = typed.charCodeAt(i - 1);
    let least = FAR;
    for (let j = Math.max(0, i - band); j <= Math.min(width, i + band); j++) {
      let cost = (above[j] ?? FAR) + (a === typed.charCodeAt(i - 2) ? USUAL : OTHER);
      if (j > 0) {
        const b = word.charCodeAt(j - 1);
        const swap = a === b ? 0 : areNeighbours(a, b) ? USUAL : OTHER;
        cost = Math.min(cost, (above[j - 1] ?? FAR) + swap, (row[j - 1] ?? FAR) + missing(word, j));
        if (a !== b && i > 1 && j > 1 && a === word.charCodeAt(j - 2) && typed.charCodeAt(i - 2) === b)
          cost = Math.min(cost, (twoAbove[j - 2] ?? FAR) + USUAL);
      }
      row[j] = cost;
      if (cost < least) least = cost;
    }
    // A transposition steps over a row.
    if (least > most && leastAbove + USUAL > most) return FAR;
    leastAbove = least;
  }
  const found = row[width] ?? FAR;
  return found > most ? FAR : found;
}

/** The j-th letter of the word was left out. */
const missing = (word: string, j: number): number =>
  word.charCodeAt(j - 1) === word.charCodeAt(j - 2) ? USUAL : OTHER;
