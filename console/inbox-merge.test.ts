import fc from "fast-check";
import { expect, test } from "vitest";
import type { InboxEvent, InboxView } from "../protocol/frames.ts";
import type { AgentId, ConversationId, TicketSummary } from "../protocol/model.ts";
import { allTickets, countsOf, knownTicket, mergedRows, pagesOf, type Shards, shardsToAsk } from "./inbox-merge.ts";
import * as inbox from "./inbox-model.ts";
import { ticket } from "./testing/tickets.ts";

const me = "a_me" as AgentId;
const counts = { open: 3, mine: 1, unassigned: 2 };
const page = (tickets: TicketSummary[], next: string | null = null, view: InboxView = "open") =>
  ({ type: "inbox.page", view, after: null, tickets, next }) satisfies InboxEvent;
const online = inbox.connected(inbox.emptyInbox, counts, "r");
const shard = (tickets: TicketSummary[], next: string | null = null) =>
  inbox.pageArrived(online, page(tickets, next), me);
const numbers = (shards: Shards) => mergedRows(shards, "open", me).map((t) => t.number);

test("one order over all shards; the sums of their counts", () => {
  const shards = [shard([ticket(2), ticket(5)]), shard([ticket(1), ticket(9)]), shard([])];
  expect(numbers(shards)).toEqual([1, 2, 5, 9]);
  expect(countsOf(shards)).toEqual({ open: 9, mine: 3, unassigned: 6 });
  expect([...allTickets(shards)]).toHaveLength(4);
  expect(knownTicket(shards, "c_9" as ConversationId)?.number).toBe(9);
  expect(knownTicket(shards, "c_3" as ConversationId)).toBeUndefined();
});

test("counts are said when all have told theirs", () => {
  expect(countsOf([online, inbox.emptyInbox])).toBeNull();
});

test("the list ends where the first shard may hold more, and asking goes on there", () => {
  const shards = [shard([ticket(1), ticket(4)], "4"), shard([ticket(2), ticket(3), ticket(7)], "7")];
  expect(numbers(shards)).toEqual([1, 2, 3, 4]);
  expect(shardsToAsk(shards, "open")).toEqual([0]);
  expect(pagesOf(shards, "open").more).toBe(true);
  const [first, second] = shards;
  if (!first || !second) throw new Error("two shards");
  expect(shardsToAsk([inbox.asked(first, "open"), second], "open")).toEqual([]);
  const further = [inbox.pageArrived(first, page([ticket(5), ticket(8)]), me), second];
  expect(numbers(further)).toEqual([1, 2, 3, 4, 5, 7]);
  expect(shardsToAsk(further, "open")).toEqual([1]);
});

test("after a lost connection what stood there stays in sight until it is confirmed", () => {
  const both = (model: inbox.InboxModel) => numbers([model, shard([ticket(5)])]);
  let model = inbox.pageArrived(shard([ticket(1), ticket(2)], "2"), page([ticket(3), ticket(4)], "4"), me);
  model = inbox.connected(model, counts, "r2");
  expect(both(model)).toEqual([1, 2, 3, 4]);
  model = inbox.pageArrived(inbox.asked(model, "open"), page([ticket(1), ticket(2)], "2"), me);
  expect(both(model)).toEqual([1, 2, 3, 4]);
  model = inbox.pageArrived(inbox.asked(model, "open"), page([ticket(3)], "3"), me);
  expect(both(model)).toEqual([1, 2, 3, 4]);
  model = inbox.pageArrived(inbox.asked(model, "open"), page([], null), me);
  expect(both(model)).toEqual([1, 2, 3, 5]);
});

test("what is said of the pages holds for all shards", () => {
  const failed = inbox.questionsFailed(inbox.asked(online, "open"));
  expect(pagesOf([shard([]), failed], "open")).toEqual({
    loaded: false,
    current: false,
    asking: false,
    failed: true,
    more: false,
  });
  expect(pagesOf([shard([]), shard([])], "open")).toMatchObject({ loaded: true, current: true });
});

test("property: however the tickets are spread and the pages cut, the list is a whole beginning of the true one, and more leads to its end", () => {
  const spread = fc.array(fc.integer({ min: 0, max: 3 }), { maxLength: 40 });
  fc.assert(
    fc.property(spread, fc.integer({ min: 1, max: 5 }), (shardOf, size) => {
      const truth = shardOf.map((_, n) => ticket(n + 1));
      const pageOf = (s: number, after: number) => {
        const rest = truth.filter((t, i) => shardOf[i] === s && t.number > after);
        const tickets = rest.slice(0, size);
        return page(tickets, rest.length > size ? String(tickets.at(-1)?.number) : null);
      };
      let shards: Shards = [0, 1, 2, 3].map((s) => inbox.pageArrived(online, pageOf(s, 0), me));
      for (;;) {
        const shown = numbers(shards);
        expect(shown).toEqual(truth.map((t) => t.number).slice(0, shown.length));
        const asked = shardsToAsk(shards, "open");
        if (asked.length === 0) break;
        shards = shards.map((model, s) =>
          asked.includes(s) ? inbox.pageArrived(model, pageOf(s, Number(model.pages.open.next)), me) : model,
        );
        expect(numbers(shards).length).toBeGreaterThan(shown.length);
      }
      expect(numbers(shards)).toHaveLength(truth.length);
    }),
  );
});
