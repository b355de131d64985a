import type { MeteredStorage } from "../storage/metered.ts";
import { withinTime } from "../within-time.ts";

/** How long the Workspace may take, in ms: all that wait for a number wait for the one call. */
const RESERVE_LIMIT_MS = 5_000;

type Block = { from: number; to: number; generation: string };
const EMPTY: Block = { from: 1, to: 0, generation: "" };

/**
 * Numbers of new tickets: 1, 2, 3 … out of blocks that the Workspace gives to one shard only. How far the block is used up is read from
 * the tickets themselves, so that a number costs no row of its own.
 */
export class TicketNumbers {
  readonly #storage: MeteredStorage;
  readonly #generation: string;
  readonly #reserve: (above: number) => Promise<{ from: number; to: number }>;
  #block: Block;
  #next: number;
  /** One call for all that wait. */
  #reserving: Promise<void> | null = null;

  /** @param generation of the data: a block from before a restore may have been used up in the time that is forgotten */
  constructor(
    storage: MeteredStorage,
    generation: string,
    reserve: (above: number) => Promise<{ from: number; to: number }>,
  ) {
    this.#storage = storage;
    this.#generation = generation;
    this.#reserve = reserve;
    const stored = storage.get<Block>("numbers") ?? EMPTY;
    this.#block = stored.generation === generation ? stored : EMPTY;
    this.#next = Math.max(this.#block.from, this.#highest(this.#block.from, this.#block.to) + 1);
  }

  /** Whether `take` may be called now. Between this and `take` nothing may be awaited. */
  get ready(): boolean {
    return this.#next <= this.#block.to;
  }

  take(): number {
    if (!this.ready) throw new Error("no ticket number is at hand");
    return this.#next++;
  }

  /** A ticket came with this number: it is not given again. */
  used(number: number): void {
    if (number >= this.#next && number <= this.#block.to) this.#next = number + 1;
  }

  /** The ticket with this number goes: from now on the block itself says that it was given. */
  withdrawn(number: number): void {
    if (number !== this.#next - 1 || number < this.#block.from || number > this.#block.to) return;
    this.#block = { ...this.#block, from: this.#next };
    this.#storage.put("numbers", "numbers", this.#block);
  }

  /** Gets the next block. Throws when the Workspace cannot be reached, or takes too long: the caller comes again. */
  async refill(): Promise<void> {
    this.#reserving ??= this.#fetch().finally(() => {
      this.#reserving = null;
    });
    await this.#reserving;
  }

  async #fetch(): Promise<void> {
    const reserved = this.#reserve(this.#highest(0, Number.MAX_SAFE_INTEGER));
    const { from, to } = await withinTime(reserved, RESERVE_LIMIT_MS, "the Workspace has not answered");
    this.#block = { from, to, generation: this.#generation };
    this.#storage.put("numbers", "numbers", this.#block);
    this.#next = from;
  }

  #highest(from: number, to: number): number {
    const query = "SELECT max(number) AS highest FROM tickets WHERE number BETWEEN ? AND ?";
    return this.#storage.exec<{ highest: number | null }>("read", query, from, to)[0]?.highest ?? 0;
  }
}
