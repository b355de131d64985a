import { useCallback, useEffect, useRef, useState } from "preact/hooks";
import { useLocation } from "preact-iso/router";
import type { InboxView } from "../../protocol/frames.ts";
import type { ConversationId } from "../../protocol/model.ts";
import type { OpenConversation } from "../conversations.ts";
import type { Desk } from "../desk.ts";
import type { DraftKind } from "../drafts.ts";
import { fileLimit, loadFileLimit } from "../file-limits.ts";
import { isField } from "../keyboard.ts";
import { t } from "../language.ts";
import { inboxPath } from "../paths.ts";
import { sessionEnded } from "../session.ts";
import { drafts } from "../storage.ts";
import { verbsOf } from "../ticket-rules.ts";
import type { Restored } from "../unsent.ts";
import { Composer } from "./composer.tsx";
import { ConversationHead } from "./conversation-head.tsx";
import { Details } from "./details.tsx";
import { EraseConversation } from "./erase-conversation.tsx";
import { ErasedConversation } from "./erased-conversation.tsx";
import { NoTicket } from "./no-ticket.tsx";
import { PartiesLine } from "./parties-line.tsx";
import { ThreadView } from "./thread-view.tsx";
import { TicketActions } from "./ticket-actions.tsx";
import { TruthBanner } from "./truth-banner.tsx";
import { useLook } from "./use-look.ts";
import { useRestoredUnsent } from "./use-restored-unsent.ts";
import { useShortcuts } from "./use-shortcuts.ts";
import { useTicketActions } from "./use-ticket-actions.ts";
import { useTruth } from "./use-truth.ts";

type Props = { desk: Desk; id: ConversationId; view: InboxView };

/** Connects to a conversation for as long as it is on screen. */
export function ConversationPane({ desk, id, view }: Props) {
  const [open, setOpen] = useState<OpenConversation | null>(null);
  const erasure = desk.erased.of(id);
  const gone = erasure !== null;
  useEffect(() => {
    if (gone) return;
    setOpen(desk.conversations.enter(id));
    return () => desk.conversations.leave(id);
  }, [desk, id, gone]);
  if (erasure) return <ErasedConversation erasure={erasure} view={view} by={desk.me.name} />;
  if (!open) return <section class="pane conversation" />;
  return <Conversation desk={desk} id={id} view={view} open={open} />;
}

function Conversation({ desk, id, view, open }: Props & { open: OpenConversation }) {
  const { ticket: words, inbox, common, errors } = t.value;
  const { route } = useLocation();
  const snapshot = open.snapshot.value;
  const { ticket: agentView, phase, refusal } = snapshot;
  const verbs = verbsOf(agentView ?? { ticket: null }, desk.me.id);
  const actions = useTicketActions(open, verbs, onDone);
  const truth = useTruth(phase, true);
  const [erasing, setErasing] = useState(false);
  const [detailsOpen, setDetailsOpen] = useState(false);
  const [kind, setKind] = useState<DraftKind>("reply");
  // The field reads its draft when it appears; this makes it appear anew.
  const [redrawn, setRedrawn] = useState(0);
  const [restored, setRestored] = useState(false);
  const field = useRef<HTMLTextAreaElement>(null);
  const heading = useRef<HTMLHeadingElement>(null);
  const [awaitsField, setAwaitsField] = useState(false);

  useLook(desk.seen, id, snapshot);
  useRestoredUnsent(
    id,
    snapshot,
    useCallback(
      ({ text, files }: Restored) => {
        addToReply(id, text);
        desk.uploads.give(id, files);
        setRedrawn((n) => n + 1);
        setRestored(true);
      },
      [desk, id],
    ),
  );

  // It was there and is no more: somebody has deleted it.
  const vanished = refusal === "not_found" && agentView !== null;
  useEffect(() => {
    if (vanished) desk.erased.mark(id, null);
  }, [desk, id, vanished]);

  const site = agentView?.siteId;
  useEffect(() => {
    if (site !== undefined) void loadFileLimit(site);
  }, [site]);

  useEffect(() => {
    if (refusal === "unauthorized") sessionEnded();
  }, [refusal]);

  // The acknowledgement comes before the news that one has the ticket, and only with that comes the field.
  useEffect(() => {
    if (!awaitsField || !verbs.reply) return;
    setAwaitsField(false);
    field.current?.focus();
  }, [awaitsField, verbs.reply]);

  function write(what: DraftKind): void {
    setKind(what);
    // After the tab has changed; until one has the ticket there is no field for a reply.
    requestAnimationFrame(() => field.current?.focus());
  }
  useShortcuts({
    back: () => route(inboxPath(view)),
    take_over: actions.takeOver,
    reply: () => write("reply"),
    note: () => write("note"),
    resolve: actions.askSummary,
    to_bot: actions.returnToBot,
  });

  function onDone(next: "reply" | "read"): void {
    // Whoever writes a note meanwhile must not find the rest of it in the answer to the visitor.
    if (isField(document.activeElement) && document.activeElement?.id !== "summary") return;
    if (next === "read") return heading.current?.focus({ preventScroll: true });
    setKind("reply");
    setAwaitsField(true);
  }

  /** A message that can not be sent goes back into the field, before what was written since. */
  function onDiscard(clientId: string): void {
    const files = snapshot.pending.find((message) => message.clientId === clientId)?.files ?? [];
    const text = open.client.discard(clientId);
    if (text === null) return;
    addToReply(id, text);
    desk.uploads.give(id, files);
    setKind("reply");
    setRedrawn(redrawn + 1);
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
        {agentView && (
          <TicketActions
            id={id}
            verbs={verbs}
            actions={actions}
            registered={(agentView.ticket?.number ?? null) !== null}
            onErase={desk.me.role === "admin" ? () => setErasing(true) : null}
          />
        )}
        {phase === "refused" && refusal !== null ? (
          <p class="banner" role="alert">
            {errors[refusal]}
          </p>
        ) : (
          <TruthBanner truth={truth} lost={agentView ? words.lost : inbox.unreachable} />
        )}
        {erasing && agentView && (
          <EraseConversation desk={desk} id={id} ticket={agentView.ticket} onClose={() => setErasing(false)} />
        )}
        {restored && <output class="banner truth-back">{words.restored}</output>}
        {agentView ? (
          <ThreadView id={id} open={open} onDiscard={onDiscard} />
        ) : (
          <p class="muted below">{common.loading}</p>
        )}
        {agentView && <PartiesLine snapshot={snapshot} me={desk.me.id} />}
        {agentView && (
          <Composer
            key={redrawn}
            open={open}
            id={id}
            verbs={verbs}
            actions={actions}
            kind={kind}
            onKind={setKind}
            field={field}
            uploads={desk.uploads}
            maxBytes={fileLimit(agentView.siteId)}
          />
        )}
      </section>
      {agentView && (
        <Details agentView={agentView} me={desk.me.id} open={detailsOpen} onClose={() => setDetailsOpen(false)} />
      )}
    </>
  );
}

function addToReply(id: ConversationId, text: string): void {
  drafts.write(id, "reply", [text, drafts.read(id, "reply")].filter((part) => part !== "").join("\n\n"));
}
