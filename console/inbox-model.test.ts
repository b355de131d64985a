import fc from "fast-check";
import { expect, test } from "vitest";
import type { InboxEvent, InboxView } from "../protocol/frames.ts";
import type { AgentId, TicketSummary } from "../protocol/model.ts";
import * as inbox from "./inbox-model.ts";
import { ticket } from "./testing/tickets.ts";

const me = "a_me" as AgentId;
const anna = { id: "a_anna" as AgentId, name: "Anna" };
const counts = { open: 1, mine: 0, unassigned: 1 };

const page = (
  tickets: TicketSummary[],
  next: string | null = null,
  view: InboxView = "open",
  after: string | null = null,
) => ({ type: "inbox.page", view, after, tickets, next }) satisfies InboxEvent;
const changed = (t: TicketSummary) => ({ type: "ticket.changed", ticket: t, counts }) satisfies InboxEvent;
const numbers = (model: inbox.InboxModel, view: InboxView = "open") =>
  inbox.rowsOf(model, view, me).map((t) => t.number);
const online = inbox.connected(inbox.emptyInbox, counts, "r1");

test("longest waiting first, then those that wait for the visitor; solved ones newest first", () => {
  const waiting = { status: "waiting" as const, waitingSince: null, assignee: anna };
  const model = inbox.pageArrived(
    online,
    page([
      ticket(3),
      ticket(7, { ...waiting, updatedAt: 70 }),
      ticket(1),
      ticket(8, { ...waiting, updatedAt: 80 }),
      ticket(2),
    ]),
    me,
  );
  expect(numbers(model)).toEqual([1, 2, 3, 7, 8]);
  const solved = { status: "resolved" as const, waitingSince: null };
  const resolved = inbox.pageArrived(online, page([ticket(4, solved), ticket(6, solved)], null, "resolved"), me);
  expect(numbers(resolved, "resolved")).toEqual([6, 4]);
});

test("a ticket moves between views by changing", () => {
  let model = inbox.pageArrived(online, page([ticket(1), ticket(2)]), me);
  expect([numbers(model), numbers(model, "mine"), numbers(model, "resolved")]).toEqual([[1, 2], [], []]);
  model = inbox.ticketChanged(model, changed(ticket(1, { version: 2, assignee: { id: me, name: "Me" } })));
  expect([numbers(model), numbers(model, "mine"), numbers(model, "resolved")]).toEqual([[1, 2], [1], []]);
  model = inbox.ticketChanged(model, changed(ticket(1, { version: 3, status: "resolved", waitingSince: null })));
  expect([numbers(model), numbers(model, "mine"), numbers(model, "resolved")]).toEqual([[2], [], [1]]);
});

test("an older summary never replaces a newer one, by event or by page", () => {
  let model = inbox.ticketChanged(online, changed(ticket(1, { version: 5, subject: "new" })));
  model = inbox.ticketChanged(model, changed(ticket(1, { version: 4, subject: "old" })));
  model = inbox.pageArrived(model, page([ticket(1, { version: 3, subject: "older" })]), me);
  expect(inbox.rowsOf(model, "open", me).map((t) => t.subject)).toEqual(["new"]);
});

test("property: whatever the order and the doubles, the newest version of each ticket is what remains", () => {
  const summaries = fc.array(fc.tuple(fc.integer({ min: 1, max: 4 }), fc.integer({ min: 1, max: 9 }), fc.boolean()));
  fc.assert(
    fc.property(summaries, (list) => {
      let model = online;
      const newest = new Map<number, number>();
      for (const [n, version, byPage] of list) {
        const t = ticket(n, { version });
        model = byPage ? inbox.pageArrived(model, page([t], "more"), me) : inbox.ticketChanged(model, changed(t));
        newest.set(n, Math.max(newest.get(n) ?? 0, version));
      }
      expect(new Map(inbox.rowsOf(model, "open", me).map((t) => [t.number, t.version]))).toEqual(newest);
    }),
  );
});

test("the first page is asked for once per connection, further ones only on request", () => {
  expect(inbox.nextQuestion(inbox.emptyInbox, "open", me)).toBeNull();
  expect(inbox.nextQuestion(online, "open", me)).toEqual({ after: null });
  const asking = inbox.asked(online, "open");
  expect(inbox.nextQuestion(asking, "open", me)).toBeNull();
  const model = inbox.pageArrived(asking, page([ticket(1)], "cursor"), me);
  expect(inbox.nextQuestion(model, "open", me)).toBeNull();
  expect(model.pages.open).toMatchObject({ loaded: true, current: true, asking: false, next: "cursor" });
});

test("after a lost connection rows stay, are confirmed page by page, and those that left meanwhile go", () => {
  let model = inbox.pageArrived(online, page([ticket(1), ticket(2)], "2"), me);
  model = inbox.pageArrived(model, page([ticket(3), ticket(4)], null, "open", "2"), me);
  model = inbox.connected(model, counts, "r2");
  expect(numbers(model)).toEqual([1, 2, 3, 4]);
  expect(inbox.nextQuestion(model, "open", me)).toEqual({ after: null });
  // 1 and 4 were resolved while we were away.
  model = inbox.pageArrived(inbox.asked(model, "open"), page([ticket(2)], "2"), me);
  expect(numbers(model)).toEqual([2, 3, 4]);
  expect(inbox.nextQuestion(model, "open", me)).toEqual({ after: "2" });
  model = inbox.pageArrived(inbox.asked(model, "open"), page([ticket(3)], null, "open", "2"), me);
  expect(numbers(model)).toEqual([2, 3]);
  expect(inbox.nextQuestion(model, "open", me)).toBeNull();
});

test("a ticket that came live on this connection is not dropped by a page that was made before it", () => {
  let model = inbox.ticketChanged(inbox.asked(online, "open"), changed(ticket(9)));
  model = inbox.pageArrived(model, page([ticket(1)]), me);
  expect(numbers(model)).toEqual([1, 9]);
});

test("a refused question is not asked again by itself, and a new connection begins afresh", () => {
  const failed = inbox.questionsFailed(inbox.asked(online, "open"));
  expect(failed.pages.open).toMatchObject({ asking: false, failed: true });
  expect(failed.pages.mine.failed).toBe(false);
  expect(inbox.nextQuestion(failed, "open", me)).toBeNull();
  expect(inbox.nextQuestion(inbox.connected(failed, counts, "r2"), "open", me)).toEqual({ after: null });
});

test("what an agent reads as status", () => {
  const word = (status: TicketSummary["status"], assignee: TicketSummary["assignee"] = null) =>
    inbox.statusWord({ status, assignee });
  expect([word("open"), word("open", anna), word("waiting", anna), word("waiting"), word("resolved", anna)]).toEqual([
    "new",
    "in_progress",
    "waiting",
    "with_bot",
    "resolved",
  ]);
});

test("a greeting with the same revision (every answer over HTTP has one) puts nothing in doubt", () => {
  let model = inbox.pageArrived(inbox.asked(online, "open"), page([ticket(1)]), me);
  model = inbox.connected(model, { ...counts, open: 2 }, "r1");
  expect([model.connection, model.counts?.open]).toEqual([1, 2]);
  expect(inbox.nextQuestion(model, "open", me)).toBeNull();
  expect(inbox.nextQuestion(inbox.connected(model, counts, "r2"), "open", me)).toEqual({ after: null });
  // What an event has told is known when the next greeting says it again.
  const told = inbox.ticketChanged(model, { type: "ticket.changed", ticket: ticket(2), counts, revision: "r2" });
  expect(inbox.nextQuestion(inbox.connected(told, counts, "r2"), "open", me)).toBeNull();
  // A server that names no revision may have changed.
  const unnamed = inbox.connected(inbox.emptyInbox, counts, null);
  expect(inbox.connected(unnamed, counts, null).connection).toBe(2);
});

test("a question whose connection was lost is asked again, although nothing has changed meanwhile", () => {
  const lost = inbox.connectionLost(inbox.asked(online, "open"));
  expect(inbox.nextQuestion(inbox.connected(lost, counts, "r1"), "open", me)).toEqual({ after: null });
});

test("a deleted ticket leaves every view, and what stands below it stays", () => {
  const full = inbox.pageArrived(online, page([ticket(1, { assignee: { id: me, name: "Me" } }), ticket(2)]), me);
  const gone: InboxEvent = {
    type: "ticket.removed",
    conversationId: ticket(1).conversationId,
    counts: { open: 1, mine: 0, unassigned: 1 },
    revision: "r2",
  };
  const model = inbox.ticketRemoved(full, gone);
  expect([numbers(model), numbers(model, "mine")]).toEqual([[2], []]);
  expect([model.counts, model.revision, model.connection]).toEqual([gone.counts, "r2", full.connection]);
  expect(inbox.nextQuestion(model, "open", me)).toBeNull();
  // Of one that is not known here nothing changes.
  expect(numbers(inbox.ticketRemoved(model, gone))).toEqual([2]);
});
