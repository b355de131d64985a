/** Token bucket in memory: a row per message to count messages would be the very cost that it prevents. */
export class Flood {
  readonly #burst: number;
  readonly #perMinute: number;
  #tokens: number;
  #at = 0;

  constructor(burst: number, perMinute: number) {
    this.#burst = burst;
    this.#perMinute = perMinute;
    this.#tokens = burst;
  }

  /** @param cost how much of it; all or nothing is taken */
  take(now: number, cost = 1): boolean {
    const elapsed = Math.max(0, now - this.#at);
    this.#tokens = Math.min(this.#burst, this.#tokens + (elapsed * this.#perMinute) / 60_000);
    this.#at = now;
    if (this.#tokens < cost) return false;
    this.#tokens -= cost;
    return true;
  }

  /** Milliseconds after the last `take` in which so much is surely there; 0: it is. No more than the burst ever is. */
  wait(cost: number): number {
    const missing = cost - this.#tokens;
    return missing <= 0 ? 0 : Math.floor((missing * 60_000) / this.#perMinute) + 1;
  }
}
