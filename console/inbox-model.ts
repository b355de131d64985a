import type { InboxCounts, InboxEvent, InboxView } from "../protocol/frames.ts";
import type { AgentId, ConversationId, TicketSummary } from "../protocol/model.ts";

/*
 * What this browser knows of one shard of the inbox: one row per ticket, whichever page or event it came by; the three views
 * are questions to these rows, so a ticket moves between views by changing, and can not stand in two versions.
 * inbox-merge.ts makes one list of all shards.
 */

/** What an agent reads as a ticket's status. */
export type StatusWord = "new" | "in_progress" | "waiting" | "with_bot" | "snoozed" | "resolved" | "closed";

type Pages = {
  /** A page has come at least once, perhaps on an earlier connection: there is something to show. */
  loaded: boolean;
  /** The first page has come on this connection: what is shown is the present. */
  current: boolean;
  asking: boolean;
  failed: boolean;
  /** Where the next page begins; null when there is none, or none is known. */
  next: string | null;
  /** The list is whole down to this row, further down rows may be missing; null: nothing is known to be missing. */
  reach: TicketSummary | null;
};

export type InboxModel = {
  /** Counts the times that something may have changed unseen. A row last seen before is in doubt. */
  connection: number;
  /** What the server calls the present state; the same again means that nothing has changed. */
  revision: string | null;
  rows: ReadonlyMap<ConversationId, { ticket: TicketSummary; seen: number }>;
  pages: Readonly<Record<InboxView, Pages>>;
  counts: InboxCounts | null;
};

const unread: Pages = { loaded: false, current: false, asking: false, failed: false, next: null, reach: null };

export const emptyInbox: InboxModel = {
  connection: 0,
  revision: null,
  rows: new Map(),
  pages: { open: unread, mine: unread, resolved: unread },
  counts: null,
};

export function statusWord({ status, assignee }: Pick<TicketSummary, "status" | "assignee">): StatusWord {
  // Only handing back to the bot leaves a ticket waiting with nobody in charge of it.
  if (status === "waiting") return assignee ? "waiting" : "with_bot";
  if (status === "open") return assignee ? "in_progress" : "new";
  return status;
}

export function isIn(view: InboxView, ticket: TicketSummary, me: AgentId): boolean {
  const solved = ticket.status === "resolved" || ticket.status === "closed";
  if (view === "resolved") return solved;
  return !solved && (view === "open" || ticket.assignee?.id === me);
}

/**
 * Longest waiting first, then those that wait for the visitor, oldest first; solved ones newest first. It is
 * the server's own order (`sortAt` in worker/inbox/tickets.ts): what a page covers is judged by it.
 */
export function compare(view: InboxView, a: TicketSummary, b: TicketSummary): number {
  const byId = a.conversationId < b.conversationId ? -1 : a.conversationId > b.conversationId ? 1 : 0;
  if (view === "resolved") return b.updatedAt - a.updatedAt || byId;
  if (a.waitingSince !== null && b.waitingSince !== null) return a.waitingSince - b.waitingSince || byId;
  if (a.waitingSince !== null) return -1;
  if (b.waitingSince !== null) return 1;
  return a.openedAt - b.openedAt || byId;
}

export function rowsOf(model: InboxModel, view: InboxView, me: AgentId): TicketSummary[] {
  return [...model.rows.values()]
    .map((row) => row.ticket)
    .filter((ticket) => isIn(view, ticket, me))
    .sort((a, b) => compare(view, a, b));
}

/**
 * `welcome`. With another revision (over HTTP it comes with every answer) everything known is now in doubt until a page or an event confirms it.
 * `revision`: null from a server that has none.
 */
export function connected(model: InboxModel, counts: InboxCounts, revision: string | null): InboxModel {
  if (revision !== null && revision === model.revision) return { ...model, counts };
  const again = (pages: Pages): Pages => ({ ...unread, loaded: pages.loaded, reach: pages.reach });
  const { open, mine, resolved } = model.pages;
  return {
    ...model,
    connection: model.connection + 1,
    revision,
    counts,
    pages: { open: again(open), mine: again(mine), resolved: again(resolved) },
  };
}

/**
 * What to ask for without being told to: the first page of a view that is looked at, and, after a lost connection, as
 * many further pages as it takes to confirm every row that stood there before. null: nothing.
 */
export function nextQuestion(model: InboxModel, view: InboxView, me: AgentId): { after: string | null } | null {
  const pages = model.pages[view];
  if (pages.asking || pages.failed || model.connection === 0) return null;
  if (!pages.current) return { after: null };
  if (pages.next === null) return null;
  return hasDoubtful(model, view, me) ? { after: pages.next } : null;
}

function hasDoubtful(
  { rows, connection }: Pick<InboxModel, "rows" | "connection">,
  view: InboxView,
  me: AgentId,
): boolean {
  return [...rows.values()].some((row) => row.seen < connection && isIn(view, row.ticket, me));
}

export function asked(model: InboxModel, view: InboxView): InboxModel {
  return withPages(model, view, { asking: true, failed: false });
}

/** The question was refused, or its answer can not come any more. Which one was refused is not said: all that are open. */
export function questionsFailed(model: InboxModel): InboxModel {
  const fail = (pages: Pages): Pages => (pages.asking ? { ...pages, asking: false, failed: true } : pages);
  const { open, mine, resolved } = model.pages;
  return { ...model, pages: { open: fail(open), mine: fail(mine), resolved: fail(resolved) } };
}

/** The connection is gone, and the answers to what was asked with it: they are asked for anew. */
export function connectionLost(model: InboxModel): InboxModel {
  const forget = (pages: Pages): Pages => (pages.asking ? { ...pages, asking: false } : pages);
  const { open, mine, resolved } = model.pages;
  return { ...model, pages: { open: forget(open), mine: forget(mine), resolved: forget(resolved) } };
}

export function pageArrived(
  model: InboxModel,
  page: Extract<InboxEvent, { type: "inbox.page" }>,
  me: AgentId,
): InboxModel {
  const rows = new Map(model.rows);
  for (const ticket of page.tickets) place(rows, ticket, model.connection);
  // The page covers its view up to its last row (or to the end). A doubtful row in that range that it does not name has
  // left the view while we were away; one further down may still be there and stays until its page comes.
  const last = page.tickets.at(-1);
  for (const [id, { ticket, seen }] of rows) {
    if (seen === model.connection || !isIn(page.view, ticket, me)) continue;
    if (page.next === null || (last && compare(page.view, ticket, last) <= 0)) rows.delete(id);
  }
  // Rows that are still in doubt stay in sight: further pages are on their way to them.
  const before = model.pages[page.view].reach;
  const doubtful = hasDoubtful({ rows, connection: model.connection }, page.view, me);
  const reach = page.next === null ? null : doubtful ? before : (last ?? before);
  const pages = { loaded: true, current: true, asking: false, failed: false, next: page.next, reach };
  return withPages({ ...model, rows }, page.view, pages);
}

export function ticketChanged(
  model: InboxModel,
  { ticket, counts, revision }: Extract<InboxEvent, { type: "ticket.changed" }>,
): InboxModel {
  const rows = new Map(model.rows);
  place(rows, ticket, model.connection);
  // Over HTTP the next welcome then says nothing new, and the list need not be asked for again.
  return { ...model, rows, counts, revision: revision ?? model.revision };
}

/** The conversation was deleted. Without its row nothing of it is left here. */
export function ticketRemoved(
  model: InboxModel,
  { conversationId, counts, revision }: Extract<InboxEvent, { type: "ticket.removed" }>,
): InboxModel {
  return { ...withoutTicket(model, conversationId), counts, revision };
}

/** What the list below it lacks has not changed. */
export function withoutTicket(model: InboxModel, id: ConversationId): InboxModel {
  if (!model.rows.has(id)) return model;
  const rows = new Map(model.rows);
  rows.delete(id);
  return { ...model, rows };
}

/** An older summary never replaces a newer one, in whatever order pages and events arrive. */
function place(
  rows: Map<ConversationId, { ticket: TicketSummary; seen: number }>,
  ticket: TicketSummary,
  seen: number,
) {
  const known = rows.get(ticket.conversationId);
  const newest = known && known.ticket.version > ticket.version ? known.ticket : ticket;
  rows.set(ticket.conversationId, { ticket: newest, seen });
}

function withPages(model: InboxModel, view: InboxView, change: Partial<Pages>): InboxModel {
  return { ...model, pages: { ...model.pages, [view]: { ...model.pages[view], ...change } } };
}
