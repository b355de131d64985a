import {
  BEGINNINGS_BURST,
  BEGINNINGS_PER_MINUTE,
  UPLOADED_BYTES_BURST,
  UPLOADED_BYTES_PER_HOUR,
} from "../../protocol/limits.ts";
import { Flood } from "../conversation/flood.ts";

/** Begins a key that many people share, because nobody knows their addresses. */
export const SHARED = "shared:";
const SHARED_FACTOR = 10;
/** Buckets in memory, some 200 bytes each. */
const BUCKETS_MAX = 20_000;

/** Of one bucket that nobody shares. */
type Rate = { burst: number; perMinute: number };
export const BEGINNINGS: Rate = { burst: BEGINNINGS_BURST, perMinute: BEGINNINGS_PER_MINUTE };
/** In bytes. */
export const UPLOADED: Rate = { burst: UPLOADED_BYTES_BURST, perMinute: UPLOADED_BYTES_PER_HOUR / 60 };

/** A token bucket for each key. In memory only: what it forgets with a restart is one burst. */
export class Buckets {
  readonly #buckets = new Map<string, Flood>();
  readonly #rate: Rate;
  readonly #max: number;

  constructor(rate: Rate, max = BUCKETS_MAX) {
    this.#rate = rate;
    this.#max = max;
  }

  /** @param cost all or nothing of it is taken */
  take(key: string, now: number, cost = 1): boolean {
    const factor = key.startsWith(SHARED) ? SHARED_FACTOR : 1;
    const { burst, perMinute } = this.#rate;
    const bucket = this.#buckets.get(key) ?? new Flood(burst * factor, perMinute * factor);
    // Moved to the end: the first is the one that was not asked for the longest time, and most likely full again.
    this.#buckets.delete(key);
    this.#buckets.set(key, bucket);
    if (this.#buckets.size > this.#max) this.#buckets.delete(this.#buckets.keys().next().value ?? "");
    return bucket.take(now, cost);
  }

  /** Milliseconds after the last `take` of this key in which so much is there. */
  wait(key: string, cost: number): number {
    return this.#buckets.get(key)?.wait(cost) ?? 0;
  }
}
