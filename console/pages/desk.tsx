import { useLocation, useRoute } from "preact-iso/router";
import { CONVERSATION_ID, type ConversationId } from "../../protocol/model.ts";
import type { Desk } from "../desk.ts";
import { firstDayProgress } from "../first-day-store.ts";
import { t } from "../language.ts";
import { ConversationPane } from "../parts/conversation-pane.tsx";
import { FirstDayList } from "../parts/first-day-list.tsx";
import { InboxPane } from "../parts/inbox-pane.tsx";
import { NoTicket } from "../parts/no-ticket.tsx";
import { SignedIn } from "../parts/signed-in.tsx";
import { useTitle } from "../parts/use-title.ts";
import { viewOf } from "../paths.ts";

/** The inbox, and beside it (on phones: over it) the conversation that is looked at. */
export function DeskPage() {
  return <SignedIn>{(desk) => <Columns desk={desk} />}</SignedIn>;
}

function Columns({ desk }: { desk: Desk }) {
  const { query } = useLocation();
  const { id } = useRoute().params;
  const view = viewOf(query);
  return (
    <main class={id === undefined ? "desk" : "desk with-conversation"} id="main" tabIndex={-1}>
      <InboxPane desk={desk} view={view} selected={id ?? null} />
      {id === undefined ? (
        <NothingChosen desk={desk} />
      ) : isConversationId(id) ? (
        // The key: another conversation is another pane, nothing half-typed or half-confirmed is carried over.
        <ConversationPane key={id} desk={desk} id={id} view={view} />
      ) : (
        <NoTicket code="not_found" view={view} />
      )}
    </main>
  );
}

/** New admins meet the checklist here, until it is done or hidden. */
function NothingChosen({ desk }: { desk: Desk }) {
  const { inbox } = t.value;
  useTitle(inbox.title);
  if (firstDayProgress.value) {
    return (
      <section class="pane beside-inbox">
        <FirstDayList admin={desk.me.role === "admin"} level={2} />
      </section>
    );
  }
  return (
    <section class="pane nothing-chosen">
      <p>{inbox.pick}</p>
      <p class="muted">{inbox.pickText}</p>
    </section>
  );
}

function isConversationId(id: string): id is ConversationId {
  return CONVERSATION_ID.test(id);
}
