import type { InboxView } from "../../protocol/frames.ts";
import type { AgentId, TicketSummary } from "../../protocol/model.ts";
import { now } from "../clock.ts";
import { spanSince } from "../format.ts";
import { statusWord } from "../inbox-model.ts";
import { t } from "../language.ts";
import { conversationPath } from "../paths.ts";
import type { Unread } from "../seen-model.ts";

type Props = { ticket: TicketSummary; unread: Unread; view: InboxView; selected: boolean; me: AgentId };

export function InboxRow({ ticket, unread, view, selected, me }: Props) {
  const { inbox, statuses, reasons, authors, languages } = t.value;
  const word = statusWord(ticket);
  const { assignee } = ticket;
  return (
    <li>
      <a
        class={unread === 0 ? "inbox-row" : "inbox-row unread"}
        data-row=""
        href={conversationPath(ticket.conversationId, view)}
        aria-current={selected ? "true" : undefined}
      >
        <span class="row-top">
          <span class="number">№ {ticket.number}</span>
          <span class={`chip ${word}`}>{statuses[word]}</span>
          {unread === "never" && (
            <span class="unread-mark">
              <span class="visually-hidden">{inbox.neverOpened}</span>
            </span>
          )}
          {typeof unread === "number" && unread > 0 && <span class="unread-count">{inbox.unread(unread)}</span>}
          {ticket.waitingSince !== null && (
            <span class="waiting-time">{inbox.waiting(spanSince(ticket.waitingSince, now.value))}</span>
          )}
        </span>
        <bdi class="subject" dir="auto">
          {ticket.subject}
        </bdi>
        {ticket.preview.text !== "" && ticket.preview.text !== ticket.subject && (
          <span class="preview">
            {authors[ticket.preview.author]}: <bdi>{ticket.preview.text}</bdi>
          </span>
        )}
        <span class="row-bottom">
          <span>{reasons[ticket.reason]}</span>
          <abbr title={languages[ticket.locale]}>{ticket.locale.toUpperCase()}</abbr>
          <span class="row-assignee">
            <span class="visually-hidden">{inbox.assignee} </span>
            {assignee === null ? inbox.nobody : assignee.id === me ? inbox.you : <bdi>{assignee.name}</bdi>}
          </span>
        </span>
      </a>
    </li>
  );
}
