import type { RefObject } from "preact";
import { useEffect } from "preact/hooks";
import type { AgentView, InboxView } from "../../protocol/frames.ts";
import { statusWord } from "../inbox-model.ts";
import { t } from "../language.ts";
import { inboxPath } from "../paths.ts";
import { isolate } from "../strings/isolate.ts";
import { useTitle } from "./use-title.ts";

type Props = {
  agentView: AgentView | null;
  view: InboxView;
  heading: RefObject<HTMLHeadingElement | null>;
  detailsOpen: boolean;
  onDetails: () => void;
};

export function ConversationHead({ agentView, view, heading, detailsOpen, onDetails }: Props) {
  const { ticket: words, statuses, common } = t.value;
  const ticket = agentView?.ticket ?? null;
  // A screen reader hears what was opened, and Tab goes on from here and not from the list.
  useEffect(() => heading.current?.focus({ preventScroll: true }), [heading]);
  useTitle(
    ticket ? `${ticket.number === null ? words.noNumber : `№ ${ticket.number}`} ${isolate(ticket.subject)}` : "",
  );

  return (
    <div class="conversation-head">
      <a class="back button quiet" href={inboxPath(view)} aria-label={words.back}>
        ←
      </a>
      <h1 id="conversation-title" ref={heading} tabIndex={-1}>
        {agentView ? (
          <>
            <span class="number">
              {ticket ? (ticket.number === null ? words.noNumber : words.number(ticket.number)) : words.noTicket}
            </span>
            {ticket && <span class={`chip ${statusWord(ticket)}`}>{statuses[statusWord(ticket)]}</span>}
            {ticket && (
              <bdi class="subject" dir="auto">
                {ticket.subject}
              </bdi>
            )}
          </>
        ) : (
          common.loading
        )}
      </h1>
      {agentView && (
        <button
          type="button"
          class="button quiet details-button"
          aria-expanded={detailsOpen}
          aria-controls="details"
          onClick={onDetails}
        >
          {words.details}
        </button>
      )}
    </div>
  );
}
