import { BEGINNINGS_BURST, BEGINNINGS_PER_MINUTE } from "../../protocol/limits.ts";
import { Flood } from "../conversation/flood.ts";

/** Begins a key that many people share, because nobody knows their addresses. */
export const SHARED = "shared:";
const SHARED_FACTOR = 10;
/** Buckets in memory, some 200 bytes each. */
const BUCKETS_MAX = 20_000;

/** A token bucket for each key. In memory only: what it forgets with a restart is one burst. */
export class Buckets {
  readonly #buckets = new Map<string, Flood>();
  readonly #max: number;

  constructor(max = BUCKETS_MAX) {
    this.#max = max;
  }

  take(key: string, now: number): boolean {
    const factor = key.startsWith(SHARED) ? SHARED_FACTOR : 1;
    const bucket = this.#buckets.get(key) ?? new Flood(BEGINNINGS_BURST * factor, BEGINNINGS_PER_MINUTE * factor);
    // Moved to the end: the first is the one that was not asked for the longest time, and most likely full again.
    this.#buckets.delete(key);
    this.#buckets.set(key, bucket);
    if (this.#buckets.size > this.#max) this.#buckets.delete(this.#buckets.keys().next().value ?? "");
    return bucket.take(now);
  }
}
