import type { Stream } from "../../protocol/model.ts";

/** Where a message lies. */
export type Place = { stream: Stream; seq: number };

/** About 100 bytes each: beyond this the table is searched instead. */
const KEPT_MAX = 5_000;

/**
 * Which client ids are stored, and where: a repeat is found without walking the table for every message. Loaded by the first
 * question after a wake, as one walk, which is what that question would have cost anyway.
 */
export class KnownIds {
  #places: Map<string, Place> | null = null;

  get loaded(): boolean {
    return this.#places !== null;
  }

  load(entries: Iterable<Place & { authorId: string; clientId: string }>): void {
    this.#places = new Map();
    for (const { authorId, clientId, ...place } of entries) this.#places.set(key(authorId, clientId), place);
  }

  /** A stored message. Before the first load there is nothing to add to. */
  add(authorId: string, clientId: string, place: Place): void {
    this.#places?.set(key(authorId, clientId), place);
  }

  find(authorId: string, clientId: string): Place | null {
    return this.#places?.get(key(authorId, clientId)) ?? null;
  }

  static holds(messages: number): boolean {
    return messages <= KEPT_MAX;
  }
}

/** Client ids hold no space. */
function key(authorId: string, clientId: string): string {
  return `${clientId} ${authorId}`;
}
