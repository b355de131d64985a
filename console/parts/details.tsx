import { useEffect, useRef } from "preact/hooks";
import type { AgentView } from "../../protocol/frames.ts";
import type { AgentId, Rating } from "../../protocol/model.ts";
import { dateAndTime } from "../format.ts";
import { statusWord } from "../inbox-model.ts";
import { dates, t } from "../language.ts";
import { ConsentFact } from "./consent-fact.tsx";
import { Fact } from "./fact.tsx";
import { UnverifiedFacts } from "./unverified-facts.tsx";
import { VerifiedFacts } from "./verified-facts.tsx";

type Props = { agentView: AgentView; me: AgentId; open: boolean; onClose: () => void };

/** What is known besides the words: the ticket, and who asks from where. On narrow screens it opens on demand. */
export function Details({ agentView, me, open, onClose }: Props) {
  const { details, statuses, reasons, inbox, ticket: words } = t.value;
  const { ticket, context } = agentView;
  // A server of before knows of no persons and of no consent.
  const person = agentView.person ?? null;
  const consent = agentView.consent ?? null;
  const close = useRef<HTMLButtonElement>(null);
  useEffect(() => {
    if (!open) return;
    const onKey = (event: KeyboardEvent) => event.key === "Escape" && !event.defaultPrevented && onClose();
    addEventListener("keydown", onKey);
    return () => removeEventListener("keydown", onKey);
  }, [open, onClose]);
  // Opened over the conversation: the keyboard goes along. (Where it is always on screen it is never "opened".)
  useEffect(() => {
    if (open) close.current?.focus();
  }, [open]);
  return (
    <aside id="details" class={open ? "pane details open" : "pane details"} aria-label={details.title}>
      <button type="button" class="button quiet close-details" ref={close} onClick={onClose}>
        {words.closeDetails}
      </button>
      {ticket && (
        <dl>
          <Fact term={details.number}>{ticket.number === null ? words.noNumber : `№ ${ticket.number}`}</Fact>
          <Fact term={details.status}>{statuses[statusWord(ticket)]}</Fact>
          <Fact term={details.assignee}>
            {ticket.assignee === null ? inbox.nobody : <bdi>{ticket.assignee.name}</bdi>}
            {ticket.assignee?.id === me && ` (${inbox.you})`}
          </Fact>
          <Fact term={details.reason}>{reasons[ticket.reason]}</Fact>
          <Fact term={details.opened}>{dateAndTime(ticket.openedAt, dates.value)}</Fact>
          {ticket.summary !== undefined && ticket.summary !== "" && (
            <Fact term={details.summary}>
              <bdi>{ticket.summary}</bdi>
            </Fact>
          )}
          {(ticket.status === "resolved" || ticket.status === "closed") && (
            <Fact term={details.confirmed}>
              {ticket.confirmedAt ? dateAndTime(ticket.confirmedAt, dates.value) : details.notConfirmed}
            </Fact>
          )}
          {ticket.rating && <RatingFact rating={ticket.rating} />}
          <Fact term={details.contact}>
            {ticket.contact === null ? <span class="muted">{details.noContact}</span> : <bdi>{ticket.contact}</bdi>}
          </Fact>
        </dl>
      )}
      {(person || context || consent) && <h2>{details.visitor}</h2>}
      {consent && (
        <dl>
          <ConsentFact consent={consent} />
        </dl>
      )}
      {person && <VerifiedFacts person={person} />}
      {context && <UnverifiedFacts context={context} />}
    </aside>
  );
}

function RatingFact({ rating }: { rating: Rating }) {
  const { details } = t.value;
  return (
    <Fact term={details.rating}>
      <span class="stars" aria-hidden="true">
        {"★".repeat(rating.stars)}
        {"☆".repeat(5 - rating.stars)}
      </span>{" "}
      {details.stars(rating.stars)}
      {rating.text !== "" && (
        <span class="text block" dir="auto">
          {rating.text}
        </span>
      )}
    </Fact>
  );
}
