import { useEffect, useRef, useState } from "preact/hooks";
import type { InboxView } from "../../protocol/frames.ts";
import type { ConversationId } from "../../protocol/model.ts";
import type { OpenConversation } from "../conversations.ts";
import type { Desk } from "../desk.ts";
import type { DraftKind } from "../drafts.ts";
import { isField, shortcutOf } from "../keyboard.ts";
import { t } from "../language.ts";
import { sessionEnded } from "../session.ts";
import { drafts } from "../storage.ts";
import { verbsOf } from "../ticket-rules.ts";
import { Composer } from "./composer.tsx";
import { ConversationHead } from "./conversation-head.tsx";
import { Details } from "./details.tsx";
import { NoTicket } from "./no-ticket.tsx";
import { ThreadView } from "./thread-view.tsx";
import { TicketActions } from "./ticket-actions.tsx";
import { useTicketActions } from "./use-ticket-actions.ts";

type Props = { desk: Desk; id: ConversationId; view: InboxView };

/** Connects to a conversation for as long as it is on screen. */
export function ConversationPane({ desk, id, view }: Props) {
  const [open, setOpen] = useState<OpenConversation | null>(null);
  useEffect(() => {
    setOpen(desk.conversations.enter(id));
    return () => desk.conversations.leave(id);
  }, [desk, id]);
  if (!open) return <section class="pane conversation" />;
  return <Conversation desk={desk} id={id} view={view} open={open} />;
}

function Conversation({ desk, id, view, open }: Props & { open: OpenConversation }) {
  const { ticket: words, common, errors } = t.value;
  const snapshot = open.snapshot.value;
  const { ticket: agentView, phase, refusal } = snapshot;
  const verbs = verbsOf(agentView ?? { ticket: null }, desk.me.id);
  const actions = useTicketActions(open, verbs, onDone);
  const [detailsOpen, setDetailsOpen] = useState(false);
  const [kind, setKind] = useState<DraftKind>("reply");
  // The field reads its draft when it appears; this makes it appear anew.
  const [restored, setRestored] = useState(0);
  const replyField = useRef<HTMLTextAreaElement>(null);
  const heading = useRef<HTMLHeadingElement>(null);
  const [awaitsField, setAwaitsField] = useState(false);

  useEffect(() => {
    if (refusal === "unauthorized") sessionEnded();
  }, [refusal]);

  // The acknowledgement comes before the news that one has the ticket, and only with that comes the field.
  useEffect(() => {
    if (!awaitsField || !verbs.reply) return;
    setAwaitsField(false);
    replyField.current?.focus();
  }, [awaitsField, verbs.reply]);

  useEffect(() => {
    function onKey(event: KeyboardEvent): void {
      const shortcut = isField(event.target) ? null : shortcutOf(event);
      if (shortcut === "take_over") actions.takeOver();
      else if (shortcut === "reply") {
        setKind("reply");
        // After the tab has changed; until one has the ticket there is no field.
        requestAnimationFrame(() => replyField.current?.focus());
      } else return;
      event.preventDefault();
    }
    addEventListener("keydown", onKey);
    return () => removeEventListener("keydown", onKey);
  }, [actions]);

  function onDone(next: "reply" | "read"): void {
    // Whoever writes a note meanwhile must not find the rest of it in the answer to the visitor.
    if (isField(document.activeElement)) return;
    if (next === "read") return heading.current?.focus({ preventScroll: true });
    setKind("reply");
    setAwaitsField(true);
  }

  /** A message that can not be sent goes back into the field, before what was written since. */
  function onDiscard(clientId: string): void {
    const text = open.client.discard(clientId);
    if (text === null) return;
    drafts.write(id, "reply", [text, drafts.read(id, "reply")].filter((part) => part !== "").join("\n\n"));
    setKind("reply");
    setRestored(restored + 1);
    setAwaitsField(true);
  }

  if (phase === "refused" && refusal !== null && !agentView) return <NoTicket code={refusal} view={view} />;
  return (
    <>
      <section class="pane conversation" aria-labelledby="conversation-title">
        <ConversationHead
          agentView={agentView}
          view={view}
          heading={heading}
          detailsOpen={detailsOpen}
          onDetails={() => setDetailsOpen(!detailsOpen)}
        />
        {agentView && <TicketActions verbs={verbs} actions={actions} />}
        {phase === "refused" && refusal !== null && (
          <p class="banner" role="alert">
            {errors[refusal]}
          </p>
        )}
        {phase === "offline" && <output class="banner">{words.offline}</output>}
        {agentView ? <ThreadView open={open} onDiscard={onDiscard} /> : <p class="muted below">{common.loading}</p>}
        {agentView && (
          <Composer
            key={restored}
            open={open}
            id={id}
            verbs={verbs}
            actions={actions}
            kind={kind}
            onKind={setKind}
            field={replyField}
          />
        )}
      </section>
      {agentView && (
        <Details agentView={agentView} me={desk.me.id} open={detailsOpen} onClose={() => setDetailsOpen(false)} />
      )}
    </>
  );
}
