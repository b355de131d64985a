import { DurableObject } from "cloudflare:workers";
import type { Env } from "../env.ts";
import type { LimiterRpc } from "../rpc.ts";
import { Buckets } from "./buckets.ts";

/** How many new conversations may begin: exact, where Cloudflare's own limit is per place and approximate. Stores nothing. */
export class Limiter extends DurableObject<Env> implements LimiterRpc {
  readonly #buckets = new Buckets();

  limit({ key }: { key: string }): { success: boolean } {
    return { success: this.#buckets.take(key, Date.now()) };
  }
}
