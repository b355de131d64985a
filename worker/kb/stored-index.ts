import type { AsPlainObject } from "minisearch";
import { openCompactIndex } from "./compact/compact-index.ts";
import { packPostings } from "./compact/postings.ts";
import type { SortedStrings } from "./compact/sorted-strings.ts";
import { buildIndex, openMiniIndex } from "./mini-index.ts";
import type { IndexDocument, TermIndex } from "./term-index.ts";

/** `minisearch`: its own JSON, for it to answer itself. `compact`: the same index in typed arrays, answered by compact/. */
export type IndexForm = "minisearch" | "compact";

/**
 * Up to so many articles MiniSearch answers: there it opens in 12 ms and answers in half of one (p99), within the goals. At 1 000 it would
 * take 200 ms to open (docs/decisions/0017-two-forms-of-one-index.md, bench/results.md).
 */
export const MINISEARCH_MAX_ARTICLES = 50;

/** `documents` in the order of ids. */
export function packIndex(
  documents: readonly IndexDocument[],
  form: IndexForm = documents.length <= MINISEARCH_MAX_ARTICLES ? "minisearch" : "compact",
): { form: IndexForm; bytes: Uint8Array } {
  const stored = buildIndex(documents);
  if (form === "minisearch") return { form, bytes: new TextEncoder().encode(JSON.stringify(stored)) };
  const ids = documents.map(({ id }) => id);
  return { form, bytes: packPostings(stored, ids) };
}

/** Throws when the bytes are not of that form. */
export function openIndex(form: IndexForm, bytes: Uint8Array, ids: SortedStrings): TermIndex {
  switch (form) {
    case "minisearch":
      return openMiniIndex(JSON.parse(new TextDecoder().decode(bytes)) as AsPlainObject);
    case "compact":
      return openCompactIndex(bytes, ids);
  }
}
