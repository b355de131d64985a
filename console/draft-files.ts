import type { KeyValueStorage } from "../client/types.ts";
import { FILE_ORPHAN_MS } from "../protocol/limits.ts";
import { FILE_ID, type FileRef } from "../protocol/model.ts";
import { DRAFTS_MAX } from "./drafts.ts";

const KEY = "deskbell.draft-files";
/** `at`: when the list was changed, ms since 1970 UTC by this browser's clock. */
type Entry = { id: string; at: number; files: FileRef[] };

/**
 * Files that are uploaded and not sent, per conversation, beside the drafts of texts and by the same rules: one key, one
 * agent's. Only what names them is kept; the server has the files, and deletes them after a day without a message.
 */
export class DraftFiles {
  readonly #storage: KeyValueStorage;
  #agent = "";

  /** @param storage one that does not throw (client/safe-storage.ts) */
  constructor(storage: KeyValueStorage) {
    this.#storage = storage;
  }

  /** At sign-in: what somebody else left is dropped. */
  belongTo(agentId: string): void {
    this.#agent = agentId;
    if (this.#read().length === 0) this.clear();
  }

  read(conversationId: string, now: number): FileRef[] {
    const entry = this.#read().find(({ id }) => id === conversationId);
    return entry && now - entry.at < FILE_ORPHAN_MS ? entry.files : [];
  }

  write(conversationId: string, files: FileRef[], now: number): void {
    const before = this.#read();
    const others = before.filter(({ id, at }) => id !== conversationId && now - at < FILE_ORPHAN_MS);
    // Nothing was there and nothing is: most replies carry no files.
    if (files.length === 0 && others.length === before.length) return;
    const entries = files.length === 0 ? others : [...others, { id: conversationId, at: now, files }];
    if (entries.length === 0) this.clear();
    else this.#storage.setItem(KEY, JSON.stringify({ agent: this.#agent, entries: entries.slice(-DRAFTS_MAX) }));
  }

  clear(): void {
    this.#storage.removeItem(KEY);
  }

  /** Storage can be edited by hand, and another console may have written something else. */
  #read(): Entry[] {
    try {
      const stored: unknown = JSON.parse(this.#storage.getItem(KEY) ?? "null");
      const { agent, entries } = Object(stored) as { agent?: unknown; entries?: unknown };
      return agent === this.#agent && Array.isArray(entries) ? entries.filter(isEntry) : [];
    } catch {
      return [];
    }
  }
}

function isEntry(value: unknown): value is Entry {
  const { id, at, files } = Object(value) as Partial<Entry>;
  return typeof id === "string" && typeof at === "number" && Array.isArray(files) && files.every(isFileRef);
}

export function isFileRef(value: unknown): value is FileRef {
  const { id, name, type, size } = Object(value) as Partial<FileRef>;
  return (
    typeof id === "string" &&
    FILE_ID.test(id) &&
    typeof name === "string" &&
    typeof type === "string" &&
    typeof size === "number"
  );
}
