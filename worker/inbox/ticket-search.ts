import { createHash } from "node:crypto";
import { TICKET_HITS } from "../../protocol/limits.ts";
import type { TicketSummary } from "../../protocol/model.ts";
import type { MeteredStorage } from "../storage/metered.ts";
import { byRelevance, documentWords, matchExpression, searchQuery } from "./search-query.ts";
import type { Tickets } from "./tickets.ts";

/**
 * Newest tickets that are looked at for an answer: a word that half of all tickets have would otherwise read them all, and ranking by
 * rarity reads every one that has any of the words (0.2 s over 100 000).
 */
const CANDIDATES = 60;

/** Full text over tickets: one document each, by the ticket's number. */
export class TicketSearch {
  readonly #storage: MeteredStorage;
  readonly #tickets: Tickets;

  constructor(storage: MeteredStorage, tickets: Tickets) {
    this.#storage = storage;
    this.#tickets = tickets;
  }

  /** Indexes a ticket's document unless it is what the index has. Returns the hash to remember. */
  put(number: number, document: string | undefined, before: string | null): string | null {
    if (document === undefined) return before;
    const text = documentWords(document);
    const hash = createHash("sha256").update(text).digest("base64url").slice(0, 16);
    if (hash === before) return before;
    this.#storage.execVirtual(
      "search",
      "INSERT OR REPLACE INTO ticket_words (rowid, body) VALUES (?, ?)",
      number,
      text,
    );
    return hash;
  }

  remove(number: number): void {
    this.#storage.execVirtual("search", "DELETE FROM ticket_words WHERE rowid = ?", number);
  }

  /** Without the words of what was removed: until then they are only marked, and stay in the index's own pages. */
  rewrite(): void {
    this.#storage.execVirtual("erasure", "INSERT INTO ticket_words (ticket_words) VALUES ('optimize')");
  }

  /** At most TICKET_HITS, best first. Whatever the text is: an answer, in bounded time. */
  find(text: string): TicketSummary[] {
    const query = searchQuery(text);
    const numbers = query.terms.length > 0 ? this.#matching(query.terms) : [];
    if (query.number !== null) numbers.push(query.number);
    if (numbers.length === 0) return [];
    return byRelevance(this.#tickets.byNumbers(numbers), query).slice(0, TICKET_HITS);
  }

  #matching(terms: readonly string[]): number[] {
    const query = "SELECT rowid FROM ticket_words WHERE ticket_words MATCH ? ORDER BY rowid DESC LIMIT ?";
    return this.#storage
      .exec<{ rowid: number }>("read", query, matchExpression(terms), CANDIDATES)
      .map((row) => row.rowid);
  }
}
