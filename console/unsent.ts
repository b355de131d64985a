import type { KeyValueStorage, PendingMessage } from "../client/types.ts";
import type { FileRef, Message } from "../protocol/model.ts";
import { isFileRef } from "./draft-files.ts";

const KEY = "deskbell.unsent";
type Entry = { clientId: string; text: string; files?: readonly FileRef[] };
/** What comes back into the field. */
export type Restored = { text: string; files: FileRef[] };

/**
 * Replies on their way. The client holds an agent's outbox in memory only, so a reload would lose what was shown as "sending":
 * their texts and files are written down here and come back into the field, unless the server turns out to have them.
 *
 * Session storage: of this tab only, or a second tab would take the first one's outbox for lost.
 */
export class Unsent {
  readonly #storage: KeyValueStorage;
  /** What an earlier page of this tab left behind. */
  readonly #left: Map<string, Entry[]>;
  readonly #now = new Map<string, Entry[]>();

  /** @param storage one that does not throw (client/safe-storage.ts) */
  constructor(storage: KeyValueStorage) {
    this.#storage = storage;
    this.#left = stored(storage.getItem(KEY));
  }

  /** What of a conversation is under way now. */
  note(conversationId: string, pending: readonly PendingMessage[]): void {
    const before = this.#now.get(conversationId) ?? [];
    const same = before.length === pending.length && before.every((e, i) => e.clientId === pending[i]?.clientId);
    if (same) return;
    this.#now.set(
      conversationId,
      pending.map(({ clientId, text, files }) => ({ clientId, text, ...(files && { files }) })),
    );
    this.#save();
  }

  /** What an earlier page did not get rid of and the server does not have, once: after that it is the caller's. null: nothing. */
  take(conversationId: string, delivered: readonly Message[]): Restored | null {
    const left = this.#left.get(conversationId);
    if (!left) return null;
    this.#left.delete(conversationId);
    this.#save();
    const known = new Set(delivered.map((message) => message.clientId));
    const lost = left.filter((entry) => !known.has(entry.clientId));
    if (lost.length === 0) return null;
    const texts = lost.map((entry) => entry.text).filter((text) => text !== "");
    return { text: texts.join("\n\n"), files: lost.flatMap((entry) => entry.files ?? []) };
  }

  /** The conversation is gone, and nothing of it is to stay. */
  drop(conversationId: string): void {
    this.#left.delete(conversationId);
    this.#now.delete(conversationId);
    this.#save();
  }

  clear(): void {
    this.#left.clear();
    this.#now.clear();
    this.#storage.removeItem(KEY);
  }

  #save(): void {
    const all = new Map(this.#left);
    for (const [id, entries] of this.#now) {
      if (entries.length > 0) all.set(id, [...(this.#left.get(id) ?? []), ...entries]);
    }
    if (all.size === 0) this.#storage.removeItem(KEY);
    else this.#storage.setItem(KEY, JSON.stringify([...all]));
  }
}

function stored(json: string | null): Map<string, Entry[]> {
  try {
    const list: unknown = JSON.parse(json ?? "[]");
    const isText = (e: unknown): e is Entry =>
      typeof e === "object" &&
      e !== null &&
      "clientId" in e &&
      "text" in e &&
      typeof e.text === "string" &&
      (!("files" in e) || (Array.isArray(e.files) && e.files.every(isFileRef)));
    const isEntry = (e: unknown): e is [string, Entry[]] =>
      Array.isArray(e) && typeof e[0] === "string" && Array.isArray(e[1]) && e[1].every(isText);
    return new Map(Array.isArray(list) ? list.filter(isEntry) : []);
  } catch {
    return new Map();
  }
}
