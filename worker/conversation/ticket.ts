import type { AgentId, EscalationReason, Ticket, VisitorStatus } from "../../protocol/model.ts";

/*
 * The ticket's state machine. Every function returns the new ticket, or says why there is none.
 */

/** What every way back to work takes away. What was done stays readable for agents until it is solved again. */
const UNSOLVED = { resolvedAt: null, confirmedAt: null } as const;

type Assignee = { id: AgentId; name: string };

export function openTicket(at: {
  now: number;
  reason: EscalationReason;
  subject: string;
  contact: string | null;
  settingsVersion: number;
}): Ticket {
  return {
    number: null,
    status: "open",
    line: 1,
    priority: "normal",
    reason: at.reason,
    assignee: null,
    subject: at.subject,
    contact: at.contact,
    openedAt: at.now,
    waitingSince: at.now,
    resolvedAt: null,
    settingsVersion: at.settingsVersion,
  };
}

/** The bot, to whom the conversation was handed back, gives it to humans again: same ticket, nobody's until claimed. */
export function escalateAgain(ticket: Ticket, now: number, reason: EscalationReason, subject: string): Ticket {
  return {
    ...ticket,
    status: "open",
    reason,
    subject,
    assignee: null,
    waitingSince: ticket.waitingSince ?? now,
    ...UNSOLVED,
  };
}

export type Claim =
  | { kind: "claimed"; ticket: Ticket }
  | { kind: "already_yours" }
  | { kind: "taken"; owner: Assignee | null };

/** Compare-and-set: `expected` is the assignee that the agent saw. */
export function claim(ticket: Ticket, agent: Assignee, expected: string | null): Claim {
  if (ticket.assignee?.id === agent.id) return { kind: "already_yours" };
  if ((ticket.assignee?.id ?? null) !== expected) return { kind: "taken", owner: ticket.assignee };
  const status = isSolved(ticket) ? "open" : ticket.status;
  return { kind: "claimed", ticket: { ...ticket, assignee: agent, status, ...UNSOLVED } };
}

/** A visitor's message while humans have the floor, or after it was solved: somebody must act. */
export function visitorWrote(ticket: Ticket, now: number): Ticket {
  if (ticket.status === "open") return ticket.waitingSince === null ? { ...ticket, waitingSince: now } : ticket;
  return { ...ticket, status: "open", waitingSince: now, ...UNSOLVED };
}

export function agentWrote(ticket: Ticket): Ticket {
  return ticket.status === "waiting" && ticket.waitingSince === null
    ? ticket
    : { ...ticket, status: "waiting", waitingSince: null, ...UNSOLVED };
}

/** `summary`: what was done, "" where nothing was said. Stars of an earlier solution were not for this one; the transcript keeps them. */
export function resolveTicket(ticket: Ticket, now: number, summary: string): Ticket {
  return {
    ...ticket,
    status: "resolved",
    waitingSince: null,
    resolvedAt: now,
    confirmedAt: null,
    rating: null,
    summary,
  };
}

/** The visitor says that it is solved. */
export function confirmTicket(ticket: Ticket, now: number): Ticket {
  return { ...ticket, status: "closed", confirmedAt: now };
}

/** A solution to which the visitor says nothing for so long is taken for one. */
const UNCONFIRMED_MS = 7 * 24 * 3_600_000;

/** When a solved ticket closes by itself; null: it does not. */
export function closesAt({ status, resolvedAt }: Ticket): number | null {
  return status === "resolved" && resolvedAt !== null ? resolvedAt + UNCONFIRMED_MS : null;
}

/** Nobody has said that it is solved: `confirmedAt` stays null, and the visitor may still say so, or write again. */
export function closeTicket(ticket: Ticket): Ticket {
  return { ...ticket, status: "closed" };
}

/** The visitor can still say yes, no, and how it was. */
export function isSolved(ticket: Ticket): boolean {
  return ticket.status === "resolved" || ticket.status === "closed";
}

/** No human must act until the bot escalates again. */
export function returnToBot(ticket: Ticket): Ticket {
  return { ...ticket, status: "waiting", assignee: null, waitingSince: null, ...UNSOLVED };
}

/** The four plain states; states of the desk stay in the desk. */
export function visitorStatus(ticket: Ticket): VisitorStatus {
  switch (ticket.status) {
    case "open":
      return ticket.assignee ? "in_progress" : "received";
    case "snoozed":
      return "in_progress";
    case "waiting":
      return "waiting_for_you";
    case "resolved":
    case "closed":
      return "solved";
  }
}
