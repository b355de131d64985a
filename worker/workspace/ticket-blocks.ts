import type { MeteredStorage } from "../storage/metered.ts";

/** Numbers that a shard gets at once: a row for every hundredth ticket, and at most so large a gap when an Inbox was lost. */
const BLOCK = 100;

/**
 * Blocks of ticket numbers. One count for all shards: a block is given once, so that numbers of different shards never meet,
 * whatever the number of shards was before and is now, and an Inbox that has lost its memory repeats none.
 */
export class TicketBlocks {
  readonly #storage: MeteredStorage;

  constructor(storage: MeteredStorage) {
    this.#storage = storage;
  }

  /** @param above the highest number that the caller knows of: it may know more than a Workspace that was restored alone, or is new */
  next(above: number): { from: number; to: number } {
    const from = Math.max(this.#storage.get<number>("numbers_given") ?? 0, above) + 1;
    const to = from + BLOCK - 1;
    this.#storage.put("numbers", "numbers_given", to);
    return { from, to };
  }
}
