import { MESSAGES_BURST, MESSAGES_PER_MINUTE } from "../../protocol/limits.ts";

/** Token bucket in memory: a row per message to count messages would be the very cost that it prevents. */
export class Flood {
  #tokens = MESSAGES_BURST;
  #at = 0;

  take(now: number): boolean {
    const elapsed = Math.max(0, now - this.#at);
    this.#tokens = Math.min(MESSAGES_BURST, this.#tokens + (elapsed * MESSAGES_PER_MINUTE) / 60_000);
    this.#at = now;
    if (this.#tokens < 1) return false;
    this.#tokens -= 1;
    return true;
  }
}
