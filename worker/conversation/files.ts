import { FILE_ORPHAN_MS } from "../../protocol/limits.ts";
import type { ConversationId, FileRef, Message } from "../../protocol/model.ts";
import type { Env } from "../env.ts";
import { emptyBucket } from "../files/bucket.ts";
import { hasRoom, type Store } from "../files/quota.ts";
import type { OpenedFile, Side } from "../files/upload-types.ts";
import type { MeteredStorage } from "../storage/metered.ts";

/** `key`: in the bucket; absent: the bytes lie in this object. `used`: a message has named it. */
type StoredFile = { file: FileRef; by: Side; at: number; key?: string; used: boolean };

/** Under the 2 MB that a row may have. */
const CHUNK_BYTES = 1024 * 1024;

/**
 * What was uploaded to a conversation. One value lists all of it, so that a message with ten files writes one row for them; where there is
 * no bucket, the bytes are values of their own, a mebibyte each. No table: nothing is made before the first upload, nothing stays after the last.
 */
export class ConversationFiles {
  readonly #storage: MeteredStorage;
  #stored: readonly StoredFile[];
  /** Being deleted from the bucket: no message may name them any more. */
  readonly #leaving = new Set<string>();

  constructor(storage: MeteredStorage) {
    this.#storage = storage;
    this.#stored = storage.get<StoredFile[]>("files") ?? [];
  }

  get count(): number {
    return this.#stored.length;
  }

  hasRoom(size: number, store: Store): boolean {
    const held = this.#stored.map(
      ({ file, key }) => ({ size: file.size, store: key === undefined ? "object" : "bucket" }) as const,
    );
    return hasRoom(held, { size, store });
  }

  /** @param where in the bucket under `key`, or there in a moment */
  keep(file: FileRef, by: Side, at: number, where: { bytes: Uint8Array } | { key: string }): void {
    const kept: StoredFile = { file, by, at, used: false, ...("key" in where && { key: where.key }) };
    const next = [...this.#stored, kept];
    this.#storage.transaction(() => {
      if ("bytes" in where) {
        for (let n = 0; n * CHUNK_BYTES < where.bytes.byteLength; n++) {
          // A copy: of a view, the whole buffer would be stored.
          const chunk = where.bytes.slice(n * CHUNK_BYTES, (n + 1) * CHUNK_BYTES);
          this.#storage.put("file_bytes", chunkKey(file.id, n), chunk);
        }
      }
      this.#storage.put("files", "files", next);
    });
    this.#stored = next;
  }

  /** For whom it is: nobody sees what the other side has uploaded and not sent. */
  open(id: string, by: Side): OpenedFile | null {
    const found = this.#find(id);
    if (!found || !(found.used || found.by === by)) return null;
    const { file, key } = found;
    return key === undefined ? { file, bytes: this.#bytes(file) } : { file, key };
  }

  /** What a message of that side may name, in the order of `ids`; null: one of them is not there, used, named twice or the other side's. */
  named(ids: readonly string[], by: Side): FileRef[] | null {
    const found = ids.flatMap((id) => {
      const one = this.#leaving.has(id) ? undefined : this.#find(id);
      return one && one.by === by && !one.used ? [one.file] : [];
    });
    return found.length === ids.length && new Set(ids).size === ids.length ? found : null;
  }

  /** In the transaction of the caller. */
  use(entries: readonly Message[]): void {
    const next = this.#after(entries);
    if (next !== this.#stored) this.#storage.put("files", "files", next);
  }

  /** After the commit: only what is stored counts. */
  committed(entries: readonly Message[]): void {
    this.#stored = this.#after(entries);
  }

  /** When the oldest file that no message has named must go; null: there is none. */
  orphanedAt(): number | null {
    const waiting = this.#stored.filter(({ used }) => !used).map(({ at }) => at + FILE_ORPHAN_MS);
    return waiting.length > 0 ? Math.min(...waiting) : null;
  }

  /** Deletes what no message has named in time. `alone`: nobody has ever written here, so that an object without files is to be none. */
  async sweep(env: Env, now: number, alone: () => boolean): Promise<void> {
    const orphans = this.#stored.filter(({ used, at }) => !used && at + FILE_ORPHAN_MS <= now);
    await this.#remove(env, orphans, alone);
  }

  /** An upload that came to nothing. */
  async discard(env: Env, id: string, alone: () => boolean): Promise<void> {
    const found = this.#find(id);
    if (found && !found.used) await this.#remove(env, [found], alone);
  }

  /** Rows of this object only; see deleteFiles. */
  clear(): void {
    this.#drop(this.#stored);
  }

  /** First out of the bucket, then out of the list: what fails in between is found again. */
  async #remove(env: Env, files: readonly StoredFile[], alone: () => boolean): Promise<void> {
    for (const { file } of files) this.#leaving.add(file.id);
    try {
      const keys = files.flatMap(({ key }) => key ?? []);
      if (keys.length > 0) await env.FILES?.delete(keys);
      if (alone() && files.length === this.#stored.length) {
        this.#stored = [];
        await this.#storage.deleteAll("files");
      } else this.#drop(files);
    } finally {
      for (const { file } of files) this.#leaving.delete(file.id);
    }
  }

  #drop(files: readonly StoredFile[]): void {
    const gone = new Set(files.map(({ file }) => file.id));
    const next = this.#stored.filter(({ file }) => !gone.has(file.id));
    if (next.length === this.#stored.length) return;
    this.#storage.transaction(() => {
      for (const { file, key } of files) {
        if (key !== undefined) continue;
        for (let n = 0; n * CHUNK_BYTES < file.size; n++) this.#storage.delete("file_bytes", chunkKey(file.id, n));
      }
      if (next.length === 0) this.#storage.delete("files", "files");
      else this.#storage.put("files", "files", next);
    });
    this.#stored = next;
  }

  #bytes({ id, size }: FileRef): Uint8Array {
    const bytes = new Uint8Array(size);
    for (let n = 0; n * CHUNK_BYTES < size; n++) {
      const chunk = this.#storage.get<Uint8Array>(chunkKey(id, n));
      if (!chunk) throw new Error(`chunk ${n} of a file is missing`);
      bytes.set(chunk, n * CHUNK_BYTES);
    }
    return bytes;
  }

  #find(id: string): StoredFile | undefined {
    return this.#stored.find(({ file }) => file.id === id);
  }

  #after(entries: readonly Message[]): readonly StoredFile[] {
    const named = new Set(
      entries.flatMap(({ body }) => (body.kind === "text" ? (body.files ?? []) : [])).map(({ id }) => id),
    );
    if (named.size === 0) return this.#stored;
    return this.#stored.map((one) => (named.has(one.file.id) ? { ...one, used: true } : one));
  }
}

/**
 * For erasure: every file of the conversation, in both stores, used or not. Returns how many there were. Throws when the bucket does not
 * answer: then the list is still there, and the call is to be made again. Nothing else of the object is touched.
 */
export async function deleteFiles(env: Env, id: ConversationId, files: ConversationFiles): Promise<number> {
  const { count } = files;
  // By prefix and not by the list: what was on its way into the bucket when something broke is in no list.
  if (env.FILES) await emptyBucket(env.FILES, id);
  files.clear();
  return count;
}

function chunkKey(id: string, n: number): string {
  return `file:${id}:${n}`;
}
