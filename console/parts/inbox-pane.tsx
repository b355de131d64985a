import { useEffect, useRef } from "preact/hooks";
import type { InboxView } from "../../protocol/frames.ts";
import type { Desk } from "../desk.ts";
import { firstDayProgress } from "../first-day-store.ts";
import { rowsOf } from "../inbox-model.ts";
import type { InboxStore } from "../inbox-store.ts";
import { t } from "../language.ts";
import { FIRST_DAY, inboxPath, VIEWS } from "../paths.ts";
import { unreadOf } from "../seen-model.ts";
import { InboxRow } from "./inbox-row.tsx";
import { TruthBanner } from "./truth-banner.tsx";
import { useRowFocus } from "./use-row-focus.ts";
import { useTruth } from "./use-truth.ts";

type Props = { desk: Desk; view: InboxView; selected: string | null };

export function InboxPane({ desk, view, selected }: Props) {
  const { inbox, me } = desk;
  const words = t.value.inbox;
  const model = inbox.model.value;
  const offline = inbox.phase.value === "offline" || inbox.phase.value === "refused";
  const pages = model.pages[view];
  const rows = rowsOf(model, view, me.id);
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
      <nav class="views" aria-label={words.viewsLabel}>
        {VIEWS.map((v) => (
          <a key={v} href={inboxPath(v)} aria-current={v === view ? "page" : undefined}>
            {words.views[v]}
            {v !== "resolved" && model.counts && <span class="count">{model.counts[v]}</span>}
          </a>
        ))}
      </nav>
      <TruthBanner truth={truth === "lost" && !pages.loaded ? "sure" : truth} lost={words.lost}>
        <RetryButton inbox={inbox} />
      </TruthBanner>
      <div class="scroll">
        <FirstDayCard />
        {view === "open" && model.counts !== null && model.counts.unassigned > 0 && (
          <p class="muted unassigned">{words.unassigned(model.counts.unassigned)}</p>
        )}
        <ul class={truth === "lost" || truth === "checking" ? "rows stale" : "rows"} aria-label={words.list} ref={list}>
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
        <Below inbox={inbox} view={view} offline={offline} empty={rows.length === 0} />
      </div>
    </section>
  );
}

/** What stands under the rows, or instead of them. */
function Below(props: { inbox: InboxStore; view: InboxView; offline: boolean; empty: boolean }) {
  const { inbox, view, offline, empty } = props;
  const { inbox: words, common, errors } = t.value;
  const pages = inbox.model.value.pages[view];
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
  if (pages.next !== null) {
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

function RetryButton({ inbox }: { inbox: InboxStore }) {
  return (
    <button type="button" class="button" onClick={() => inbox.retry()}>
      {t.value.common.tryAgain}
    </button>
  );
}
