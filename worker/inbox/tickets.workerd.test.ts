import { runInDurableObject } from "cloudflare:test";
import { env } from "cloudflare:workers";
import { afterEach, expect, it } from "vitest";
import type { TicketSummary } from "../../protocol/model.ts";
import type { Env } from "../env.ts";
import { inbox } from "../objects.ts";
import { MeteredStorage } from "../storage/metered.ts";
import { fresh } from "../testing/fresh.ts";
import { ticketUpsert as upsert } from "../testing/ticket-upsert.ts";
import { TicketSearch } from "./ticket-search.ts";
import { Tickets } from "./tickets.ts";

afterEach(() => fresh());
const stub = () => inbox(env as unknown as Env, 0);

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
    const planOf = (query: string) =>
      JSON.stringify(state.storage.sql.exec(`EXPLAIN QUERY PLAN SELECT id FROM tickets WHERE ${query}`).toArray());
    expect(planOf("solved = 0")).toContain("tickets_unsolved");
    expect(planOf("solved = 1 AND (sort_at, id) > (1, '') ORDER BY sort_at, id LIMIT 51")).toContain("tickets_solved");
  });
});

/** Storage that counts the rows that its queries read. */
function counting(storage: DurableObjectStorage): { metered: MeteredStorage; rowsRead: () => number } {
  let read = 0;
  const sql = {
    exec(query: string, ...values: SqlStorageValue[]) {
      const cursor = storage.sql.exec(query, ...values);
      const rows = cursor.toArray();
      read += cursor.rowsRead;
      return { toArray: () => rows, one: () => rows[0], rowsWritten: cursor.rowsWritten };
    },
  };
  const own = { sql, kv: storage.kv, transactionSync: (work: () => unknown) => storage.transactionSync(work) };
  const rowsRead = () => {
    const sum = read;
    read = 0;
    return sum;
  };
  return { metered: new MeteredStorage(own as unknown as DurableObjectStorage), rowsRead };
}

it("reads no more rows than it shows, among thousands, whatever the view; counts and pages stay right (fault 45)", async () => {
  const OPEN = 10_000;
  const CLOSED = 4_000;
  await runInDurableObject(stub(), (_, state) => {
    const { metered, rowsRead } = counting(state.storage);
    const filled = new Tickets(metered);
    state.storage.transactionSync(() => {
      for (let n = 1; n <= OPEN; n++) {
        const assignee = n % 1_000 === 0 ? { id: "a_rare", name: "R" } : null;
        filled.put(upsert(n, { assignee: assignee as TicketSummary["assignee"] }), n, null, null);
      }
      for (let n = OPEN + 1; n <= OPEN + CLOSED; n++) filled.put(upsert(n, { status: "closed" }), n, null, null);
    });
    rowsRead();
    // As after a sleep: the open ones are read once, the closed ones not at all.
    const tickets = new Tickets(metered);
    expect(rowsRead()).toBeLessThanOrEqual(2 * OPEN);
    expect(tickets.open.counts("a_rare")).toEqual({ open: OPEN, mine: OPEN / 1_000, unassigned: OPEN - OPEN / 1_000 });
    for (const view of ["open", "mine", "resolved"] as const) {
      const page = tickets.page(view, "a_rare", null);
      expect(page.tickets.length).toBe(view === "mine" ? 10 : 50);
      expect(rowsRead()).toBeLessThanOrEqual(200);
    }
    const seen = new Set<string>();
    let shown = 0;
    let after: string | null = null;
    do {
      const page: ReturnType<Tickets["page"]> = tickets.page("open", "a_x", after);
      for (const ticket of page.tickets) seen.add(ticket.conversationId);
      shown += page.tickets.length;
      after = page.next;
    } while (after);
    expect([seen.size, shown]).toEqual([OPEN, OPEN]);
  });
});

it("finds by words and by number among thousands with few rows read, and never trips over a syntax", async () => {
  await runInDurableObject(stub(), (_, state) => {
    const { metered, rowsRead } = counting(state.storage);
    const tickets = new Tickets(metered);
    const search = new TicketSearch(metered, tickets);
    const put = (n: number, document: string, subject = `q ${n}`) =>
      tickets.put(upsert(n, { subject }), n, null, search.put(n, document, null));
    state.storage.transactionSync(() => {
      for (let n = 1; n <= 2_000; n++) put(n, `everybody says hello ${n}x Привет, где мой заказ?`);
      put(2_001, "Où est ma commande numéro AB-77? Écris à anna@shop.example", "Commande");
      put(2_002, "Ещё ёлка и йогурт; VPN does not connect", "VPN");
    });
    const found = (query: string) => search.find(query).map((ticket) => ticket.number);
    rowsRead();
    expect(found("ou ecris")).toEqual([2_001]);
    expect(found("ANNA@shop.example")).toEqual([2_001]);
    expect(found("ab-77 comm")).toEqual([2_001]);
    expect(found("еще елка")).toEqual([2_002]);
    expect(found("йогур")).toEqual([2_002]);
    expect(found("vpn")).toEqual([2_002]);
    expect(found("ПРИВЕТ заказ").length).toBe(20);
    expect(found("hello")[0]).toBe(2_000);
    expect(found("#1500")).toEqual([1_500]);
    expect(found(" 2002 ")).toEqual([2_002]);
    expect(found("hello vpn")).toEqual([]);
    rowsRead();
    found("hello");
    expect(rowsRead()).toBeLessThanOrEqual(400);
    const syntax =
      `"|""|'|*|-|:|^|(|)|hello*|"hello|hello AND|NOT|NEAR(hello x)|body:hello|{body} : hello|hello OR|^hello|hello + says|%|_|'; DROP TABLE tickets; --`.split(
        "|",
      );
    const odd = ["", " ", "\0", "hel\0lo", "🙂", "\ud83d", "a".repeat(10_000), "ж".repeat(999), "9".repeat(300)];
    const many = ["hello ".repeat(1_000), Array.from({ length: 1_000 }, (_, n) => `t${n}`).join(" ")];
    const hostile = [...syntax, ...odd, ...many];
    for (const query of hostile) {
      const hits = search.find(query);
      expect(hits.length).toBeLessThanOrEqual(20);
      expect(rowsRead()).toBeLessThanOrEqual(400);
    }
    expect(found("")).toEqual([]);
    expect(found('"hello" NEAR *says*')).toEqual([]);
    expect(found("^hello* -says:").length).toBe(20);
  });
});

it("replaces a document, and writes nothing when it says the same", async () => {
  const put = (version: number, document?: string) =>
    stub().upsert(upsert(1, { version, ...(document === undefined ? {} : { document }) }));
  await put(1, "printer jam");
  const written = async () => (await stub().rowsWritten()).search ?? 0;
  const first = await written();
  // Of FTS5's own tables: the words, where they begin, two records, the document. Merging adds two or three on the average.
  expect(first).toBe(6);
  await put(2, "Printer JAM!");
  await put(3);
  expect(await written()).toBe(first);
  await put(4, "printer repaired");
  expect(await written()).toBeGreaterThan(first);
  await runInDurableObject(stub(), (_, state) => {
    const storage = new MeteredStorage(state.storage);
    const search = new TicketSearch(storage, new Tickets(storage));
    expect(search.find("jam")).toEqual([]);
    expect(search.find("repaired").map((ticket) => ticket.number)).toEqual([1]);
  });
});
