import type { MeteredStorage } from "../storage/metered.ts";

/** Longer than any call is under way. */
const LATE_MS = 24 * 3_600_000;
/** How long the index of words may hold what nobody can find any more: it is written anew for all that was erased meanwhile. */
export const SWEEP_AFTER_MS = 3_600_000;

/**
 * Conversations that were erased lately. A summary of one that was on its way then must not bring its ticket back; and the index of
 * words only marks what is deleted, so it has to be written anew once.
 */
export class Forgotten {
  readonly #storage: MeteredStorage;
  /** By conversation; `swept` false: its words may still lie in the index. Mirrors the rows. */
  readonly #known = new Map<string, { at: number; swept: boolean }>();

  constructor(storage: MeteredStorage) {
    this.#storage = storage;
    const query = "SELECT id, at, swept FROM forgotten";
    for (const { id, at, swept } of storage.exec<{ id: string; at: number; swept: number }>("read", query)) {
      this.#known.set(id, { at, swept: swept === 1 });
    }
  }

  has(id: string): boolean {
    return this.#known.has(id);
  }

  /** @param words false: it had none in the index */
  add(id: string, words: boolean, now: number): void {
    this.#prune(now);
    const insert = "INSERT OR REPLACE INTO forgotten (id, at, swept) VALUES (?, ?, ?)";
    this.#storage.exec("erasure", insert, id, now, words ? 0 : 1);
    this.#known.set(id, { at: now, swept: !words });
  }

  /** When the index is to be written anew; null: nothing is in it that should not be. */
  dueAt(): number | null {
    const waiting = [...this.#known.values()].filter(({ swept }) => !swept).map(({ at }) => at + SWEEP_AFTER_MS);
    return waiting.length > 0 ? Math.min(...waiting) : null;
  }

  swept(): void {
    this.#storage.exec("erasure", "UPDATE forgotten SET swept = 1 WHERE swept = 0");
    for (const [id, { at }] of this.#known) this.#known.set(id, { at, swept: true });
  }

  #prune(now: number): void {
    this.#storage.exec("erasure", "DELETE FROM forgotten WHERE at < ? AND swept = 1", now - LATE_MS);
    for (const [id, { at, swept }] of this.#known) if (swept && at < now - LATE_MS) this.#known.delete(id);
  }
}
