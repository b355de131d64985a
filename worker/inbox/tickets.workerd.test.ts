import { reset, runInDurableObject } from "cloudflare:test";
import { env } from "cloudflare:workers";
import { afterEach, expect, it } from "vitest";
import type { ConversationId, SiteId } from "../../protocol/model.ts";
import type { TicketUpsert } from "../conversation/view.ts";
import type { Env } from "../env.ts";
import { inbox } from "../objects.ts";
import { MeteredStorage } from "../storage/metered.ts";
import { Tickets } from "./tickets.ts";

afterEach(() => reset());
const stub = () => inbox(env as unknown as Env, 0);

function upsert(n: number, part: Partial<TicketUpsert> = {}): TicketUpsert {
  return {
    v: 1,
    conversationId: `c_0${String(n).padStart(26, "0")}` as ConversationId,
    siteId: "demo" as SiteId,
    version: 1,
    number: null,
    status: "open",
    line: 1,
    priority: "normal",
    reason: "nothing_found",
    assignee: null,
    subject: `q ${n}`,
    preview: { author: "visitor", text: "q" },
    locale: "en",
    openedAt: n,
    updatedAt: n,
    waitingSince: n,
    ...part,
  };
}

it("pages by cursor, longest waiting first, then who waits for the visitor; solved ones newest first", async () => {
  for (let n = 120; n >= 1; n--)
    await stub().upsert(upsert(n, n % 10 === 0 ? { status: "waiting", waitingSince: null } : {}));
  await stub().upsert(upsert(7, { version: 2, status: "resolved", waitingSince: null, updatedAt: 500 }));
  await stub().upsert(upsert(8, { version: 2, status: "resolved", waitingSince: null, updatedAt: 600 }));
  await runInDurableObject(stub(), (_, state) => {
    const tickets = new Tickets(new MeteredStorage(state.storage));
    const seen: number[] = [];
    let after: string | null = null;
    do {
      const page: ReturnType<Tickets["page"]> = tickets.page("open", "a_x", after);
      seen.push(...page.tickets.map((t) => t.openedAt));
      after = page.next;
    } while (after);
    const open = Array.from({ length: 120 }, (_, i) => i + 1).filter((n) => n !== 7 && n !== 8);
    expect(seen).toEqual([...open.filter((n) => n % 10 !== 0), ...open.filter((n) => n % 10 === 0)]);
    expect(tickets.page("resolved", "a_x", null).tickets.map((t) => t.openedAt)).toEqual([8, 7]);
    expect(tickets.page("mine", "a_x", null).tickets).toEqual([]);
    expect(tickets.page("open", "a_x", "'; DROP TABLE tickets").tickets[0]?.openedAt).toBe(1);
    const plan = state.storage.sql
      .exec(
        "EXPLAIN QUERY PLAN SELECT summary FROM tickets WHERE status NOT IN ('resolved', 'closed') AND (sort_at, id) > (1, '') ORDER BY sort_at, id LIMIT 51",
      )
      .toArray();
    expect(JSON.stringify(plan)).toContain("tickets_open");
  });
});

it("a first upsert writes 3 rows and the number, a later one 1 row, or 2 when the waiting time changes", async () => {
  const rows = async () => (await stub().rowsWritten()).inbox ?? 0;
  await stub().upsert(upsert(1));
  const first = await rows();
  await stub().upsert(upsert(1, { version: 2, preview: { author: "agent", text: "a" } }));
  const second = await rows();
  await stub().upsert(upsert(1, { version: 3, status: "waiting", waitingSince: null }));
  const third = await rows();
  await stub().upsert(upsert(1, { version: 3 }));
  console.log("inbox rows:", first, second - first, third - second);
  expect(first).toBeLessThanOrEqual(4);
  expect(second - first).toBeLessThanOrEqual(1);
  expect(third - second).toBeLessThanOrEqual(3);
  expect(await rows()).toBe(third);
});
