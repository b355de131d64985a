import { signal } from "@preact/signals";
import { FILE_MAX_BYTES } from "../protocol/limits.ts";
import { api } from "./api.ts";
import { locale } from "./language.ts";

/** Bytes of one file; null: the site takes none. */
type FileLimit = number | null;

const limits = signal<ReadonlyMap<string, FileLimit>>(new Map());

/** What a site takes; the most that any server takes until it is known, since the server judges again. */
export function fileLimit(site: string): FileLimit {
  const known = limits.value.get(site);
  return known === undefined ? FILE_MAX_BYTES : known;
}

/** Asked whenever a conversation of the site is opened: the owner may have changed it. */
export async function loadFileLimit(site: string): Promise<void> {
  const answer = await api.home(site, locale.peek());
  // A server of before says nothing of files, and refuses them itself.
  if (answer.kind === "ok" && answer.value.files !== undefined) {
    limits.value = new Map(limits.peek()).set(site, answer.value.files?.maxBytes ?? null);
  }
}
