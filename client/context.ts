import type { PageContext } from "../protocol/frames.ts";
import { CONTEXT_FIELD_MAX } from "../protocol/limits.ts";

/**
 * Gives the context for the next message of one socket: at first, and again whenever it is another than the last.
 * Fields are cut here as the server would cut them, so that a page with a huge address cannot make a frame too big.
 */
export function contextChange(read: (() => PageContext) | null): () => { context?: PageContext } {
  let sent = "";
  return () => {
    if (!read) return {};
    const now = JSON.stringify(read(), (_, field) => (typeof field === "string" ? cut(field) : field));
    if (now === sent) return {};
    sent = now;
    return { context: JSON.parse(now) as PageContext };
  };
}

// Twice the units hold all the code points that may stay; the slice spares the walk through a megabyte.
const cut = (text: string): string =>
  Array.from(text.slice(0, 2 * CONTEXT_FIELD_MAX))
    .slice(0, CONTEXT_FIELD_MAX)
    .join("");
