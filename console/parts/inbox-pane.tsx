import { useEffect, useRef } from "preact/hooks";
import type { InboxView } from "../../protocol/frames.ts";
import type { Desk } from "../desk.ts";
import { firstDayProgress } from "../first-day-store.ts";
import { countsOf, knownTicket, mergedRows, pagesOf } from "../inbox-merge.ts";
import type { InboxStore } from "../inbox-store.ts";
import { t } from "../language.ts";
import { FIRST_DAY, inboxPath, VIEWS } from "../paths.ts";
import { hitsOf, searchState } from "../search-model.ts";
import { unreadOf } from "../seen-model.ts";
import { InboxRow } from "./inbox-row.tsx";
import { RetryButton } from "./retry-button.tsx";
import { SearchField } from "./search-field.tsx";
import { SearchOutcome } from "./search-outcome.tsx";
import { TruthBanner } from "./truth-banner.tsx";
import { useRowFocus } from "./use-row-focus.ts";
import { useSearchText } from "./use-search-text.ts";
import { useTruth } from "./use-truth.ts";

type Props = { desk: Desk; view: InboxView; selected: string | null };

export function InboxPane({ desk, view, selected }: Props) {
  const { inbox, me } = desk;
  const { inbox: words, search: searchWords } = t.value;
  const shards = inbox.shards.value;
  const counts = countsOf(shards);
  const pages = pagesOf(shards, view);
  const searching = searchState(inbox.search.value) !== "off";
  const rows = searching
    ? hitsOf(inbox.search.value, (id) => knownTicket(shards, id))
    : mergedRows(shards, view, me.id);
  const { text, setText } = useSearchText(inbox);
  const list = useRef<HTMLUListElement>(null);
  useEffect(() => inbox.show(view), [inbox, view]);
  useRowFocus(list);
  const truth = useTruth(inbox.phase.value, pages.current);
  // Beside a conversation, whose title is the page's first heading.
  const Title = selected === null ? "h1" : "h2";

  return (
    <section class="pane inbox" aria-labelledby="inbox-title">
      <Title id="inbox-title" class="visually-hidden">
        {words.title}
      </Title>
      <SearchField
        text={text}
        setText={setText}
        onEnter={() => inbox.searchFor(text)}
        onDown={() => list.current?.querySelector<HTMLElement>("[data-row]")?.focus()}
      />
      <nav class="views" aria-label={words.viewsLabel}>
        {VIEWS.map((v) => (
          <a
            key={v}
            href={inboxPath(v)}
            aria-current={v === view && !searching ? "page" : undefined}
            onClick={() => setText("")}
          >
            {words.views[v]}
            {v !== "resolved" && counts && <span class="count">{counts[v]}</span>}
          </a>
        ))}
      </nav>
      <TruthBanner truth={truth === "lost" && !pages.loaded ? "sure" : truth} lost={words.lost}>
        <RetryButton inbox={inbox} />
      </TruthBanner>
      <div class="scroll">
        {!searching && <FirstDayCard />}
        {!searching && view === "open" && counts !== null && counts.unassigned > 0 && (
          <p class="muted unassigned">{words.unassigned(counts.unassigned)}</p>
        )}
        <SearchOutcome inbox={inbox} shown={searching ? rows.length : 0} />
        <ul
          class={truth === "lost" || truth === "checking" ? "rows stale" : "rows"}
          aria-label={searching ? searchWords.results : words.list}
          ref={list}
        >
          {rows.map((ticket) => (
            <InboxRow
              key={ticket.conversationId}
              ticket={ticket}
              unread={unreadOf(desk.seen.seen.value, ticket)}
              view={view}
              selected={ticket.conversationId === selected}
              me={me.id}
            />
          ))}
        </ul>
        {!searching && <Below inbox={inbox} view={view} empty={rows.length === 0} />}
      </div>
    </section>
  );
}

/** What stands under the rows, or instead of them. */
function Below({ inbox, view, empty }: { inbox: InboxStore; view: InboxView; empty: boolean }) {
  const { inbox: words, common, errors } = t.value;
  const offline = inbox.phase.value === "offline" || inbox.phase.value === "refused";
  const pages = pagesOf(inbox.shards.value, view);
  if (pages.failed) {
    return (
      <p class="error below" role="alert">
        {errors.unavailable} <RetryButton inbox={inbox} />
      </p>
    );
  }
  if (!pages.loaded) {
    return offline ? (
      <p class="below" role="alert">
        {words.unreachable} <RetryButton inbox={inbox} />
      </p>
    ) : (
      <p class="muted below">{common.loading}</p>
    );
  }
  if (pages.more) {
    return (
      <p class="below">
        <button type="button" class="button" disabled={pages.asking || offline} onClick={() => inbox.more()}>
          {words.more}
        </button>
      </p>
    );
  }
  return empty ? <p class="muted below empty">{words.empty[view]}</p> : null;
}

/** On narrow screens, where the checklist itself has no room beside the list. */
function FirstDayCard() {
  const { firstDay, inbox } = t.value;
  const progress = firstDayProgress.value;
  if (!progress) return null;
  return (
    <a class="first-day-card" href={FIRST_DAY}>
      <strong>{firstDay.title}</strong> {inbox.firstDayText(progress.done, progress.all)}
    </a>
  );
}
