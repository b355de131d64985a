import type { KeyValueStorage } from "../client/types.ts";

export type DraftKind = "reply" | "note";
const KEY = "deskbell.drafts";

/**
 * What is written but not sent, per conversation, for as long as the tab lives. Session storage, not local: a draft to a
 * visitor must not stay on a shared machine. One key holds them all, so that signing out forgets them all.
 */
export class Drafts {
  readonly #storage: KeyValueStorage;
  #texts: ReadonlyMap<string, string>;

  /** @param storage one that does not throw (client/safe-storage.ts) */
  constructor(storage: KeyValueStorage) {
    this.#storage = storage;
    this.#texts = stored(storage.getItem(KEY));
  }

  read(conversationId: string, kind: DraftKind): string {
    return this.#texts.get(`${conversationId}.${kind}`) ?? "";
  }

  write(conversationId: string, kind: DraftKind, text: string): void {
    const texts = new Map(this.#texts);
    if (text === "") texts.delete(`${conversationId}.${kind}`);
    else texts.set(`${conversationId}.${kind}`, text);
    this.#texts = texts;
    this.#storage.setItem(KEY, JSON.stringify([...texts]));
  }

  clear(): void {
    this.#texts = new Map();
    this.#storage.removeItem(KEY);
  }
}

/** Storage can be edited by hand, and an older console may have written something else. */
function stored(json: string | null): Map<string, string> {
  try {
    const list: unknown = JSON.parse(json ?? "[]");
    const isEntry = (e: unknown): e is [string, string] => Array.isArray(e) && e.every((x) => typeof x === "string");
    return new Map(Array.isArray(list) ? list.filter(isEntry) : []);
  } catch {
    return new Map();
  }
}
