import { type ReadonlySignal, type Signal, signal } from "@preact/signals";
import { FILES_PER_MESSAGE } from "../protocol/limits.ts";
import type { FileRef } from "../protocol/model.ts";
import type { Answer, Trouble } from "./api.ts";
import { declaredType, faultOf } from "./file-check.ts";
import type { Upload } from "./upload.ts";

export type UploadState =
  /** `share`: 0 to 1; 1: everything has left, the server has not answered yet. */
  | { kind: "uploading"; share: number }
  | { kind: "stored"; ref: FileRef }
  /** `again`: the same file may pass another time. */
  | { kind: "failed"; code: Trouble; again: boolean };

/** A file that an agent is about to send. `key` is stable over its states. */
export type UploadItem = { key: string; name: string; type: string; size: number; state: UploadState };

type Start = (conversationId: string, file: File, onProgress: (share: number) => void) => Upload;
/** Uploaded and not sent, over reloads; see Drafts. */
type Kept = { read: (id: string) => FileRef[]; write: (id: string, refs: FileRef[]) => void };

/** More at once would only make each of them slower. */
const AT_ONCE = 2;

/** What no second try changes. */
const FINAL: readonly Trouble[] = ["unsupported_file", "too_big", "quota_exceeded", "forbidden", "empty", "not_found"];

/**
 * Files on their way and those that wait for their message, per conversation. It outlives the conversation's pane: who looks
 * into another ticket meanwhile finds the upload further on.
 */
export class Uploads {
  readonly #start: Start;
  readonly #kept: Kept;
  readonly #onSignedOut: () => void;
  readonly #lists = new Map<string, Signal<readonly UploadItem[]>>();
  readonly #sources = new Map<string, { id: string; file: File; running: Upload | null }>();
  #keys = 0;

  constructor(start: Start, kept: Kept, onSignedOut: () => void = () => {}) {
    this.#start = start;
    this.#kept = kept;
    this.#onSignedOut = onSignedOut;
  }

  of(id: string): ReadonlySignal<readonly UploadItem[]> {
    return this.#list(id);
  }

  /** Begins at once. Returns how many found no place in one message. */
  add(id: string, files: readonly File[], maxBytes: number): number {
    const list = this.#list(id);
    const room = FILES_PER_MESSAGE - list.value.filter((item) => item.state.kind !== "failed").length;
    let taken = 0;
    const items: UploadItem[] = [];
    for (const file of files) {
      const fault = faultOf(file, maxBytes);
      if (fault === null && taken === room) continue;
      const key = this.#key();
      const { name, size } = file;
      const state: UploadState = fault
        ? { kind: "failed", code: fault, again: false }
        : { kind: "uploading", share: 0 };
      items.push({ key, name, size, type: declaredType(file) ?? file.type, state });
      if (fault) continue;
      taken++;
      this.#sources.set(key, { id, file, running: null });
    }
    list.value = [...list.value, ...items];
    this.#next();
    return files.length - items.length;
  }

  retry(id: string, key: string): void {
    const source = this.#sources.get(key);
    if (!source || source.running) return;
    this.#set(id, key, { kind: "uploading", share: 0 });
    this.#next();
  }

  /** Also while it uploads. The server deletes what no message names. */
  remove(id: string, key: string): void {
    this.#forget(key);
    const list = this.#list(id);
    list.value = list.value.filter((item) => item.key !== key);
    this.#keep(id);
    this.#next();
  }

  /** The files of the message that is sent now. What has failed stays in sight: nobody must think that it went. */
  take(id: string): FileRef[] {
    const list = this.#list(id);
    const refs = refsOf(list.value);
    if (refs.length === 0) return refs;
    list.value = list.value.filter((item) => item.state.kind !== "stored");
    this.#keep(id);
    return refs;
  }

  /** Files of a message that could not be sent: back to where they were. */
  give(id: string, refs: readonly FileRef[]): void {
    const list = this.#list(id);
    const known = new Set(refsOf(list.value).map((ref) => ref.id));
    list.value = [...refs.filter((ref) => !known.has(ref.id)).map((ref) => this.#stored(ref)), ...list.value];
    this.#keep(id);
  }

  /** The conversation is gone. */
  drop(id: string): void {
    const list = this.#list(id);
    for (const { key } of list.value) this.#forget(key);
    list.value = [];
    this.#keep(id);
    this.#next();
  }

  /** Something would be lost if the page went away now. */
  get busy(): boolean {
    return [...this.#lists.values()].some((list) => isUploading(list.peek()));
  }

  close(): void {
    for (const key of this.#sources.keys()) this.#forget(key);
    this.#lists.clear();
  }

  #list(id: string): Signal<readonly UploadItem[]> {
    const known = this.#lists.get(id);
    if (known) return known;
    const list = signal<readonly UploadItem[]>(this.#kept.read(id).map((ref) => this.#stored(ref)));
    this.#lists.set(id, list);
    return list;
  }

  #next(): void {
    let running = [...this.#sources.values()].filter((source) => source.running).length;
    for (const [key, source] of this.#sources) {
      if (running >= AT_ONCE) return;
      const item = this.#list(source.id)
        .peek()
        .find((each) => each.key === key);
      if (source.running || item?.state.kind !== "uploading") continue;
      running++;
      source.running = this.#start(source.id, source.file, (share) =>
        this.#set(source.id, key, { kind: "uploading", share }),
      );
      void source.running.done.then((answer) => this.#answered(source.id, key, answer));
    }
  }

  #answered(id: string, key: string, answer: Answer<FileRef>): void {
    const source = this.#sources.get(key);
    // Removed meanwhile.
    if (!source) return;
    source.running = null;
    if (answer.kind === "ok") {
      this.#sources.delete(key);
      this.#set(id, key, { kind: "stored", ref: answer.value });
      this.#keep(id);
    } else {
      if (answer.code === "unauthorized") this.#onSignedOut();
      this.#set(id, key, { kind: "failed", code: answer.code, again: !FINAL.includes(answer.code) });
    }
    this.#next();
  }

  #set(id: string, key: string, state: UploadState): void {
    const list = this.#list(id);
    list.value = list.value.map((item) => (item.key === key ? { ...item, state } : item));
  }

  #keep(id: string): void {
    this.#kept.write(id, refsOf(this.#list(id).value));
  }

  #forget(key: string): void {
    this.#sources.get(key)?.running?.cancel();
    this.#sources.delete(key);
  }

  #stored(ref: FileRef): UploadItem {
    const { name, type, size } = ref;
    return { key: this.#key(), name, type, size, state: { kind: "stored", ref } };
  }

  #key(): string {
    return `upload-${++this.#keys}`;
  }
}

export function isUploading(items: readonly UploadItem[]): boolean {
  return items.some((item) => item.state.kind === "uploading");
}

function refsOf(items: readonly UploadItem[]): FileRef[] {
  return items.flatMap(({ state }) => (state.kind === "stored" ? [state.ref] : []));
}
