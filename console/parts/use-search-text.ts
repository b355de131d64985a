import { useEffect, useState } from "preact/hooks";
import type { InboxStore } from "../inbox-store.ts";

/** Rest after a key before the question goes out. */
const PAUSE_MS = 250;

/** What stands in the search field, and the question that follows it. It begins with what is searched for already. */
export function useSearchText(inbox: InboxStore): { text: string; setText: (text: string) => void } {
  const [text, setText] = useState(inbox.search.peek().query);
  useEffect(() => {
    // Ended at once: the list comes back under the key.
    if (text.trim() === "") return inbox.searchFor("");
    const timer = setTimeout(() => inbox.searchFor(text), PAUSE_MS);
    return () => clearTimeout(timer);
  }, [inbox, text]);
  return { text, setText };
}
