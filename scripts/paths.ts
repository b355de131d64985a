import { resolve } from "node:path";
import { fileURLToPath } from "node:url";

/** Top of the project; every script works from any folder. */
export const ROOT = fileURLToPath(new URL("..", import.meta.url).href);
/** Everything that a build makes and a checkout does not hold. */
export const DIST = `${ROOT}dist/`;
/** Says what the programs in `dist` were built from, see build-once.ts. */
export const BUILD_STAMP = `${DIST}built.json`;
/** Files that a browser fetches: on Cloudflare the assets folder, in raw workerd a disk service. */
export const PUBLIC = `${DIST}public/`;

/** A path as a person typed it: npm changes to the project's folder, INIT_CWD is where they stood. */
export function typedPath(given: string): string {
  const stood = process.env.INIT_CWD;
  return stood === undefined || stood === process.cwd() ? given : resolve(stood, given);
}
