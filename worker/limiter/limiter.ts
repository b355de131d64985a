import { DurableObject } from "cloudflare:workers";
import type { Env } from "../env.ts";
import type { LimiterRpc } from "../rpc.ts";
import { BEGINNINGS, Buckets, UPLOADED } from "./buckets.ts";

/**
 * How many new conversations may begin, and how many bytes visitors may upload: exact, where Cloudflare's own limit is per place and
 * approximate. Stores nothing.
 */
export class Limiter extends DurableObject<Env> implements LimiterRpc {
  readonly #beginnings = new Buckets(BEGINNINGS);
  readonly #uploaded = new Buckets(UPLOADED);

  limit({ key }: { key: string }): { success: boolean } {
    return { success: this.#beginnings.take(key, Date.now()) };
  }

  upload({ key, bytes }: { key: string; bytes: number }): { success: boolean; retryAfterMs: number } {
    const success = this.#uploaded.take(key, Date.now(), bytes);
    return { success, retryAfterMs: success ? 0 : this.#uploaded.wait(key, bytes) };
  }
}
