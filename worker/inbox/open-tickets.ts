import type { InboxCounts, InboxView } from "../../protocol/frames.ts";
import { type Counted, Counts, isOpen } from "./counts.ts";

/** What of an open ticket the lists depend on. */
export type OpenTicket = Counted & { id: string; sortAt: number };
export type Place = { sortAt: number; id: string };

/**
 * The open tickets in their order, and their counts, in memory: rebuilt at wake from one index, about 150 bytes each. A page of any
 * view then reads only the rows that it shows, "mine" among ten thousand of others too.
 */
export class OpenTickets {
  readonly #ordered: OpenTicket[] = [];
  readonly #byId = new Map<string, OpenTicket>();
  readonly #counts = new Counts();

  get size(): number {
    return this.#ordered.length;
  }

  /** A ticket as it is now; one that is no longer open leaves. */
  put(ticket: OpenTicket): void {
    const before = this.#byId.get(ticket.id) ?? null;
    const open = isOpen(ticket.status);
    this.#counts.replace(before, ticket);
    if (before) this.#ordered.splice(this.#position(before), 1);
    this.#byId.delete(ticket.id);
    if (!open) return;
    this.#byId.set(ticket.id, ticket);
    this.#ordered.splice(this.#position(ticket), 0, ticket);
  }

  /** Whether this very one is there: unchanged since it was read. */
  has(ticket: OpenTicket): boolean {
    return this.#byId.get(ticket.id) === ticket;
  }

  counts(agentId: string): InboxCounts {
    return this.#counts.for(agentId);
  }

  /** The next ones of a view behind a place, in their order; null: from the first. */
  after(place: Place | null, view: Exclude<InboxView, "resolved">, agentId: string, limit: number): OpenTicket[] {
    const found: OpenTicket[] = [];
    let at = place ? this.#position(place) : 0;
    const first = this.#ordered[at];
    if (place && first?.id === place.id && first.sortAt === place.sortAt) at += 1;
    for (; at < this.#ordered.length && found.length < limit; at++) {
      const ticket = this.#ordered[at];
      if (ticket && (view === "open" || ticket.assigneeId === agentId)) found.push(ticket);
    }
    return found;
  }

  /** `count` of them from a position on, and on from the first behind the last. */
  round(from: number, count: number): OpenTicket[] {
    const size = this.#ordered.length;
    const picked = Array.from({ length: Math.min(count, size) }, (_, n) => this.#ordered[(from + n) % size]);
    return picked.filter((ticket) => ticket !== undefined);
  }

  /** Of the first ticket that is not before the place. */
  #position(place: Place): number {
    let low = 0;
    let high = this.#ordered.length;
    while (low < high) {
      const middle = (low + high) >>> 1;
      const ticket = this.#ordered[middle];
      if (ticket && isBefore(ticket, place)) low = middle + 1;
      else high = middle;
    }
    return low;
  }
}

/** SQLite's order of the same columns: ids are ASCII. */
function isBefore(a: Place, b: Place): boolean {
  return a.sortAt === b.sortAt ? a.id < b.id : a.sortAt < b.sortAt;
}
