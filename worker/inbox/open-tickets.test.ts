import fc from "fast-check";
import { expect, it } from "vitest";
import type { TicketStatus } from "../../protocol/model.ts";
import { dueForCheck } from "./anti-entropy.ts";
import { type OpenTicket, OpenTickets, type Place } from "./open-tickets.ts";

const STATUS: readonly TicketStatus[] = ["open", "waiting", "snoozed", "resolved", "closed"];
const ticket = fc.record({
  id: fc.integer({ min: 0, max: 40 }).map((n) => `c_${n}`),
  status: fc.constantFrom(...STATUS),
  assigneeId: fc.constantFrom(null, "a_1", "a_2"),
  sortAt: fc.integer({ min: 0, max: 30 }),
});

function isOpen({ status }: OpenTicket): boolean {
  return status !== "resolved" && status !== "closed";
}

function byPlace(a: Place, b: Place): number {
  return a.sortAt - b.sortAt || (a.id < b.id ? -1 : 1);
}

it("keeps order, counts and views whatever changes", () => {
  fc.assert(
    fc.property(fc.array(ticket, { maxLength: 200 }), (changes) => {
      const open = new OpenTickets();
      const model = new Map<string, OpenTicket>();
      for (const change of changes) {
        open.put(change);
        model.set(change.id, change);
      }
      const expected = [...model.values()].filter(isOpen).sort(byPlace);
      expect(open.after(null, "open", "a_1", 1_000)).toEqual(expected);
      const mine = expected.filter((t) => t.assigneeId === "a_1");
      expect(open.after(null, "mine", "a_1", 1_000)).toEqual(mine);
      expect(open.counts("a_1")).toEqual({
        open: expected.length,
        mine: mine.length,
        unassigned: expected.filter((t) => t.assigneeId === null && t.status === "open").length,
      });
    }),
  );
});

it("pages while rows change: what stays where it is comes exactly once", () => {
  const size = fc.integer({ min: 1, max: 7 });
  fc.assert(
    fc.property(
      fc.array(ticket, { maxLength: 60 }),
      fc.array(ticket, { maxLength: 60 }),
      size,
      (before, during, limit) => {
        const open = new OpenTickets();
        for (const change of before) open.put(change);
        const moved = new Set(during.map((change) => change.id));
        const stays = open.after(null, "open", "", 1_000).filter((t) => !moved.has(t.id));
        const seen: string[] = [];
        let place: Place | null = null;
        for (const changes = [...during]; ; ) {
          const page: OpenTicket[] = open.after(place, "open", "", limit);
          seen.push(...page.map((t) => t.id));
          place = page.at(-1) ?? null;
          const change = changes.shift();
          if (change) open.put(change);
          if (!place) break;
        }
        for (const { id } of stays) expect(seen.filter((other) => other === id)).toEqual([id]);
      },
    ),
  );
});

it("checks every open ticket within as many hours as it takes", () => {
  const open = new OpenTickets();
  for (let n = 0; n < 250; n++) open.put({ id: `c_${n}`, status: "open", assigneeId: null, sortAt: n });
  const checked = new Set<string>();
  for (let hour = 7; hour < 10; hour++) {
    const due = dueForCheck(open, hour * 3_600_000);
    expect(due.length).toBeLessThanOrEqual(100);
    for (const { id } of due) checked.add(id);
  }
  expect(checked.size).toBe(250);
  expect(dueForCheck(new OpenTickets(), 5)).toEqual([]);
});
