import { TICKET_HITS } from "../../protocol/limits.ts";
import type { InboxStore } from "../inbox-store.ts";
import { t } from "../language.ts";
import { searchState } from "../search-model.ts";
import { isolate } from "../strings/isolate.ts";
import { RetryButton } from "./retry-button.tsx";

/** What came of the search, in words. Always in the page, so that screen readers hear it change. */
export function SearchOutcome({ inbox, shown }: { inbox: InboxStore; shown: number }) {
  const { search: words } = t.value;
  const search = inbox.search.value;
  const state = searchState(search);
  const offline = inbox.phase.value !== "online";
  const missing = search.answers.some(({ state: of }) => of !== "there");
  return (
    <output class="search-outcome">
      {state === "found" && <span class="muted">{words.found(shown, shown >= TICKET_HITS)}</span>}
      {state === "none" && (
        <span class="block empty-search">
          {words.none(isolate(search.query))}
          <span class="hint block">{words.noneHint}</span>
        </span>
      )}
      {state === "failed" ? (
        <span class="error">
          {words.failed} <RetryButton inbox={inbox} />
        </span>
      ) : offline && missing && state !== "off" ? (
        <span class="block">{words.offline}</span>
      ) : (
        state === "waiting" && <span class="muted">{words.searching}</span>
      )}
    </output>
  );
}
