/*
 * What only bad networks need: one file, loaded when sockets are blocked, when a request had no answer, or when something waits
 * unsent in a conversation that is not shown. All of it imports types only: a value that the rest imports too would be cut out into a third file.
 */
export { elsewhere } from "./elsewhere.ts";
export { fallBack } from "./fall-back.ts";
export { foreign } from "./foreign.ts";
