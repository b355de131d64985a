import { useEffect, useRef } from "preact/hooks";
import type { InboxView } from "../../protocol/frames.ts";
import type { Agent } from "../../protocol/model.ts";
import { rowsOf } from "../inbox-model.ts";
import type { InboxStore } from "../inbox-store.ts";
import { t } from "../language.ts";
import { inboxPath, VIEWS } from "../paths.ts";
import { InboxRow } from "./inbox-row.tsx";
import { useRowFocus } from "./use-row-focus.ts";

type Props = { inbox: InboxStore; me: Agent; view: InboxView; selected: string | null };

export function InboxPane({ inbox, me, view, selected }: Props) {
  const words = t.value.inbox;
  const model = inbox.model.value;
  const offline = inbox.phase.value === "offline" || inbox.phase.value === "refused";
  const pages = model.pages[view];
  const rows = rowsOf(model, view, me.id);
  const list = useRef<HTMLUListElement>(null);
  useEffect(() => inbox.show(view), [inbox, view]);
  useRowFocus(list);

  return (
    <section class="pane inbox" aria-labelledby="inbox-title">
      <h1 id="inbox-title" class="visually-hidden">
        {words.title}
      </h1>
      <nav class="views" aria-label={words.viewsLabel}>
        {VIEWS.map((v) => (
          <a key={v} href={inboxPath(v)} aria-current={v === view ? "page" : undefined}>
            {words.views[v]}
            {v !== "resolved" && model.counts && <span class="count">{model.counts[v]}</span>}
          </a>
        ))}
      </nav>
      {offline && pages.loaded && (
        <output class="banner">
          {words.offline} <RetryButton inbox={inbox} />
        </output>
      )}
      <div class="scroll">
        {view === "open" && model.counts !== null && model.counts.unassigned > 0 && (
          <p class="muted unassigned">{words.unassigned(model.counts.unassigned)}</p>
        )}
        <ul class={offline ? "rows stale" : "rows"} aria-label={words.list} ref={list}>
          {rows.map((ticket) => (
            <InboxRow
              key={ticket.conversationId}
              ticket={ticket}
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

function RetryButton({ inbox }: { inbox: InboxStore }) {
  return (
    <button type="button" class="button" onClick={() => inbox.retry()}>
      {t.value.common.tryAgain}
    </button>
  );
}
