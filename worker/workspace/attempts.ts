/** Failed sign-ins of one name that cost nothing yet; a person mistypes a few times. */
const FREE = 4;
const FIRST_DELAY_MS = 2_000;
const MAX_DELAY_MS = 15 * 60_000;
/** Names remembered at once; the oldest is forgotten first, so that a flood of names cannot fill the memory. */
const MAX_NAMES = 1_000;

/**
 * Delay per account, before the costly hash. In memory: losing it when the object sleeps gives an attacker four more tries,
 * keeping it would cost a row per attempt.
 */
export class Attempts {
  readonly #failed = new Map<string, { count: number; until: number }>();

  /** Milliseconds to wait, 0 if none. */
  wait(key: string, now: number): number {
    return Math.max(0, (this.#failed.get(key)?.until ?? 0) - now);
  }

  failed(key: string, now: number): void {
    const count = (this.#failed.get(key)?.count ?? 0) + 1;
    const delay = count <= FREE ? 0 : Math.min(MAX_DELAY_MS, FIRST_DELAY_MS * 2 ** (count - FREE - 1));
    this.#failed.delete(key);
    this.#failed.set(key, { count, until: now + delay });
    if (this.#failed.size > MAX_NAMES) {
      const oldest = this.#failed.keys().next().value;
      if (oldest !== undefined) this.#failed.delete(oldest);
    }
  }

  succeeded(key: string): void {
    this.#failed.delete(key);
  }
}
