const FLOOR_MS = 500;
const FIRST_CEILING_MS = 1_000;
const CEILING_MS = 30_000;

/**
 * Time to wait before the next try, in ms: full jitter between 0.5 s and a ceiling that doubles from 1 s to 30 s.
 * The jitter keeps the clients of a restarted server from coming back in one wave; the floor keeps one unlucky
 * draw from being a hot loop.
 *
 * @param attempt tries that have failed in a row so far, from 0
 * @param random from [0, 1)
 */
export function backoffMs(attempt: number, random: number): number {
  // Beyond 2^5 the ceiling does not move any more; the cap keeps 2 ** attempt finite.
  const ceiling = Math.min(CEILING_MS, FIRST_CEILING_MS * 2 ** Math.min(attempt, 5));
  return FLOOR_MS + random * (ceiling - FLOOR_MS);
}
