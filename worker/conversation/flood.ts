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

  take(now: number): boolean {
    const elapsed = Math.max(0, now - this.#at);
    this.#tokens = Math.min(this.#burst, this.#tokens + (elapsed * this.#perMinute) / 60_000);
    this.#at = now;
    if (this.#tokens < 1) return false;
    this.#tokens -= 1;
    return true;
  }
}
