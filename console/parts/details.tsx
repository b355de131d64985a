import type { ComponentChildren } from "preact";
import { useEffect, useRef } from "preact/hooks";
import type { AgentView } from "../../protocol/frames.ts";
import type { AgentId, Person, Rating } from "../../protocol/model.ts";
import { now } from "../clock.ts";
import { dateAndTime, timeInZone } from "../format.ts";
import { statusWord } from "../inbox-model.ts";
import { dates, t } from "../language.ts";
import { browserName, webAddress } from "../visitor-facts.ts";

type Props = { agentView: AgentView; me: AgentId; open: boolean; onClose: () => void };

/** What is known besides the words: the ticket, and who asks from where. On narrow screens it opens on demand. */
export function Details({ agentView, me, open, onClose }: Props) {
  const { details, statuses, reasons, inbox, ticket: words } = t.value;
  const { ticket, context } = agentView;
  // A server of before knows of no persons.
  const person = agentView.person ?? null;
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
      {(person || context) && <h2>{details.visitor}</h2>}
      {person && <PersonFacts person={person} />}
      {context && <VisitorFacts context={context} verified={person !== null} />}
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

/** What the owner's site has signed. All else about a visitor is what their browser says. */
function PersonFacts({ person }: { person: Person }) {
  const { identity } = t.value;
  return (
    <div class="person">
      <p class="verified">
        <span aria-hidden="true">✓</span> {identity.verified}
      </p>
      <dl>
        {person.name !== "" && (
          <Fact term={identity.name}>
            <bdi>{person.name}</bdi>
          </Fact>
        )}
        {person.email !== "" && (
          <Fact term={identity.email}>
            <bdi>{person.email}</bdi>
          </Fact>
        )}
        <Fact term={identity.id}>
          <bdi>{person.id}</bdi>
        </Fact>
      </dl>
    </div>
  );
}

type VisitorProps = { context: NonNullable<AgentView["context"]>; verified: boolean };

/** `verified`: beside it stands what is. */
function VisitorFacts({ context, verified }: VisitorProps) {
  const { details, identity, languages } = t.value;
  const localTime = timeInZone(now.value, context.timeZone, dates.value);
  const browser = browserName(context.browser);
  return (
    <>
      {verified && <p class="muted small">{identity.unverified}</p>}
      <dl>
        <Fact term={details.page}>
          {context.pageTitle !== "" && <bdi class="block">{context.pageTitle}</bdi>}
          <Address text={context.pageUrl} />
        </Fact>
        {context.referrer !== "" && (
          <Fact term={details.referrer}>
            <Address text={context.referrer} />
          </Fact>
        )}
        <Fact term={details.language}>{languages[context.locale]}</Fact>
        <Fact term={details.timeZone}>
          {context.timeZone === "" ? details.unknown : <bdi class="block">{context.timeZone}</bdi>}
          {localTime !== null && <span class="muted">{details.localTime(localTime)}</span>}
        </Fact>
        <Fact term={details.browser}>
          {browser !== null && <span class="block">{browser}</span>}
          <bdi class="muted small">{context.browser || details.unknown}</bdi>
        </Fact>
      </dl>
    </>
  );
}

function Fact({ term, children }: { term: string; children: ComponentChildren }) {
  return (
    <div>
      <dt>{term}</dt>
      <dd>{children}</dd>
    </div>
  );
}

/** The whole address is the link's text: an agent sees where it leads before the click. Nothing is told to that page. */
function Address({ text }: { text: string }) {
  const href = webAddress(text);
  if (text === "") return <span class="muted">{t.value.details.unknown}</span>;
  if (href === null) return <bdi>{text}</bdi>;
  return (
    <a href={href} target="_blank" rel="noopener noreferrer">
      <bdi>{text}</bdi>
    </a>
  );
}
