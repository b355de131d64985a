import { evictDurableObject, runDurableObjectAlarm, runInDurableObject } from "cloudflare:test";
import { env } from "cloudflare:workers";
import { afterEach, describe, expect, it, vi } from "vitest";
import type { AgentId, TicketSummary } from "../../protocol/model.ts";
import { newConversationId } from "../conversation/id.ts";
import type { Env } from "../env.ts";
import { everyInbox, inboxOf, workspace } from "../objects.ts";
import { MeteredStorage } from "../storage/metered.ts";
import { fresh } from "../testing/fresh.ts";
import { inboxPeer } from "../testing/inbox-peer.ts";
import { ticketUpsert } from "../testing/ticket-upsert.ts";
import type { Inbox } from "./inbox.ts";

afterEach(async () => {
  vi.unstubAllGlobals();
  vi.restoreAllMocks();
  await fresh();
});

/** The same for any number of shards: what agents see is the sum of what each shard shows. */
describe.each([1, 4])("with %i shard(s)", (shards) => {
  const own = { ...(env as unknown as Env), INBOX_SHARDS: String(shards) };
  const upsert = (n: number, part: Parameters<typeof ticketUpsert>[1] = {}) =>
    ticketUpsert(n, { conversationId: newConversationId(n % shards), ...part });
  const tell = (told: ReturnType<typeof upsert>) => inboxOf(own, told.conversationId).upsert(told);
  const ask = async (command: object, answer: string) => {
    const peers = await Promise.all(everyInbox(own).map((stub) => inboxPeer(stub, "s1")));
    const answers = await Promise.all(
      peers.map(async (peer) => {
        peer.raw(JSON.stringify(command));
        return (await peer.until((f) => f.type === answer)).tickets as TicketSummary[];
      }),
    );
    for (const peer of peers) peer.close();
    return answers.flat();
  };

  it("gives each ticket one number that no other has, also when all come at once", async () => {
    const told = Array.from({ length: 260 }, (_, n) => upsert(n));
    const given = await Promise.all([...told, ...told.slice(0, 40)].map(tell));
    const numbers = given.slice(0, 260).map((synced) => synced.number);
    expect(new Set(numbers).size).toBe(260);
    expect(given.slice(260).map((synced) => synced.number)).toEqual(numbers.slice(0, 40));
    if (shards === 1) expect(numbers.toSorted((a, b) => a - b)).toEqual(Array.from({ length: 260 }, (_, n) => n + 1));
  });

  it("repeats no number after a sleep, after a loss, nor after a loss of the Workspace too", async () => {
    const numbers = new Set<number>();
    const give = async (n: number) => {
      const { number } = await tell(upsert(n));
      expect(numbers.has(number)).toBe(false);
      numbers.add(number);
    };
    for (let n = 0; n < 12; n++) await give(n);
    for (const stub of everyInbox(own)) await evictDurableObject(stub);
    for (let n = 12; n < 24; n++) await give(n);
    const kept = upsert(24);
    const before = await tell(kept);
    numbers.add(before.number);
    for (const stub of everyInbox(own)) {
      await runInDurableObject(stub, (_, state) => state.storage.deleteAll());
      await evictDurableObject(stub);
    }
    for (let n = 25; n < 37; n++) await give(n);
    // The conversation knows its number: a wiped Inbox takes it over.
    expect(await tell({ ...kept, number: before.number })).toEqual(before);
    await runInDurableObject(workspace(own), (_, state) => state.storage.deleteAll());
    await evictDurableObject(workspace(own));
    if (shards === 1) for (let n = 37; n < 180; n++) await give(n);
  });

  it("takes a newer version only, but any of another generation", async () => {
    const told = upsert(1, { version: 5, subject: "five" });
    const { number } = await tell(told);
    expect(await tell({ ...told, version: 4, subject: "four" })).toEqual({ version: 5, number });
    expect(await tell({ ...told, version: 5, subject: "again" })).toEqual({ version: 5, number });
    expect(await tell({ ...told, version: 3, generation: "g2", number: 999, subject: "three" })).toEqual({
      version: 3,
      number,
    });
    expect((await ask({ type: "inbox.list", view: "open", after: null }, "inbox.page"))[0]?.subject).toBe("three");
    const newer = { ...told, v: 2 as unknown as 1, version: 9 };
    await expect(async () => await tell(newer)).rejects.toThrow("another release");
  });

  it("lists, counts and finds what there is", async () => {
    const anna = { id: "a_anna" as AgentId, name: "Anna" };
    for (let n = 1; n <= 16; n++) {
      const state = n % 4 === 0 ? { status: "resolved" as const, waitingSince: null } : {};
      await tell(upsert(n, { assignee: n % 3 === 0 ? anna : null, document: `Paket ${n} ist défekt`, ...state }));
    }
    const page = (view: string) => ask({ type: "inbox.list", view, after: null }, "inbox.page");
    expect((await page("open")).length).toBe(12);
    expect((await page("mine")).length).toBe(4);
    expect((await page("resolved")).length).toBe(4);
    const peers = await Promise.all(everyInbox(own).map((stub) => inboxPeer(stub, "s1")));
    const sum = { open: 0, mine: 0, unassigned: 0 };
    for (const peer of peers) {
      const { counts } = (await peer.until((f) => f.type === "welcome")) as unknown as { counts: typeof sum };
      for (const key of ["open", "mine", "unassigned"] as const) sum[key] += counts[key];
      peer.close();
    }
    expect(sum).toEqual({ open: 12, mine: 4, unassigned: 8 });
    const find = async (query: string) =>
      (await ask({ type: "inbox.search", query }, "inbox.found")).map((ticket) => ticket.openedAt);
    expect(await find("paket 13")).toEqual([13]);
    expect((await find("DEFEKT")).toSorted((a, b) => a - b)).toEqual(Array.from({ length: 16 }, (_, n) => n + 1));
    expect(await find("  ")).toEqual([]);
  });

  it("raises its revision with every change, and has another one after a sleep", async () => {
    const [stub] = everyInbox(own);
    if (!stub) throw new Error("no shard");
    const revision = async () => {
      const peer = await inboxPeer(stub, "s1");
      const welcome = await peer.until((f) => f.type === "welcome");
      peer.close();
      return welcome.revision as string;
    };
    const told = ticketUpsert(1);
    const first = await revision();
    expect(await revision()).toBe(first);
    await stub.upsert(told);
    const second = await revision();
    expect(second).not.toBe(first);
    await stub.upsert(told);
    expect(await revision()).toBe(second);
    await evictDurableObject(stub);
    expect(await revision()).not.toBe(second);
  });

  it("shuts a session out of every shard, whatever socket it had there", async () => {
    const peers = await Promise.all(everyInbox(own).map((stub) => inboxPeer(stub, "s1")));
    const others = await Promise.all(everyInbox(own).map((stub) => inboxPeer(stub, "s2")));
    await Promise.all(everyInbox(own).map((stub) => stub.endSessions(["s1", "s3"])));
    for (const peer of peers) expect((await peer.untilClosed()).code).toBe(4401);
    for (const peer of others) expect(peer.closed).toBeNull();
    await expect(inboxPeer(everyInbox(own)[0] ?? inboxOf(own, newConversationId(0)), "s3")).rejects.toThrow("401");
  });

  it("measures", async () => {
    for (let n = 0; n < 8; n++) await tell(upsert(n, { aheadMs: n * 10 }));
    const metrics = await Promise.all(everyInbox(own).map((stub) => stub.metrics()));
    expect(metrics.map((m) => m.shard)).toEqual(Array.from({ length: shards }, (_, n) => n));
    expect(metrics.reduce((sum, m) => sum + m.open, 0)).toBe(8);
    expect(metrics.reduce((sum, m) => sum + m.upserts, 0)).toBe(8);
    expect(Math.max(...metrics.map((m) => m.longestAheadMs))).toBe(70);
  });

  it("keeps an alarm while there are open tickets, and sets it again whatever its check finds", async () => {
    const told = upsert(1);
    const stub = () => inboxOf(own, told.conversationId);
    const alarm = () => runInDurableObject(stub(), (_, state) => state.storage.getAlarm());
    expect(await alarm()).toBeNull();
    await tell(told);
    expect(await alarm()).not.toBeNull();
    // The conversation cannot be asked: logged, and the alarm goes on.
    const deaf = { ticketState: vi.fn(() => Promise.reject(new Error("down"))) };
    vi.spyOn(own.CONVERSATION, "getByName").mockReturnValue(
      deaf as unknown as ReturnType<Env["CONVERSATION"]["getByName"]>,
    );
    expect(await runDurableObjectAlarm(stub())).toBe(true);
    expect(deaf.ticketState).toHaveBeenCalledTimes(1);
    expect(await alarm()).not.toBeNull();
    await tell({ ...told, version: 2, status: "closed" });
    await runDurableObjectAlarm(stub());
    expect(await alarm()).toBeNull();
    const rows = await stub().rowsWritten();
    expect(rows.alarm).toBe(2);
  });
});

it("costs three rows for a new ticket, one for a change and to move it in the list, three to solve it, beside a block for every hundred", async () => {
  const own = env as unknown as Env;
  const id = newConversationId(0);
  const stub = inboxOf(own, id);
  await stub.upsert(ticketUpsert(1));
  const rows = async () => (await stub.rowsWritten()).inbox ?? 0;
  const at = await rows();
  await stub.upsert(ticketUpsert(2));
  expect((await rows()) - at).toBe(3);
  await stub.upsert(ticketUpsert(2, { version: 2, preview: { author: "agent", text: "hi" } }));
  expect((await rows()) - at).toBe(4);
  await stub.upsert(ticketUpsert(2, { version: 3, status: "waiting", waitingSince: null }));
  expect((await rows()) - at).toBe(5);
  await stub.upsert(ticketUpsert(2, { version: 4, status: "resolved", waitingSince: null }));
  expect((await rows()) - at).toBeLessThanOrEqual(8);
  expect((await stub.rowsWritten()).numbers).toBe(1);
});

const own = env as unknown as Env;
const openNumbers = async () => {
  const peer = await inboxPeer(inboxOf(own, newConversationId(0)), "s1");
  peer.raw(JSON.stringify({ type: "inbox.list", view: "open", after: null }));
  const { tickets } = (await peer.until((f) => f.type === "inbox.page")) as unknown as { tickets: TicketSummary[] };
  peer.raw(JSON.stringify({ type: "inbox.search", query: "printer" }));
  const { tickets: found } = (await peer.until((f) => f.type === "inbox.found")) as unknown as {
    tickets: TicketSummary[];
  };
  peer.close();
  return { open: tickets.map((t) => t.number), found: found.map((t) => t.number) };
};

it("a row whose conversation knows no ticket leaves the lists and the words; its number is not given again", async () => {
  const told = ticketUpsert(1, { conversationId: newConversationId(0), document: "printer" });
  const stub = () => inboxOf(own, told.conversationId);
  const { number } = await stub().upsert(told);
  expect(await openNumbers()).toEqual({ open: [number], found: [number] });
  await runDurableObjectAlarm(stub());
  expect((await stub().metrics()).healed).toBe(1);
  expect(await stub().metrics()).toMatchObject({ open: 0 });
  expect(await openNumbers()).toEqual({ open: [], found: [] });
  await evictDurableObject(stub());
  expect((await stub().upsert(ticketUpsert(2, { conversationId: newConversationId(0) }))).number).toBe(number + 1);
  // It comes back with what it was told.
  expect((await stub().upsert({ ...told, number })).number).toBe(number);
  await runInDurableObject(stub(), (_, state) => {
    const words = state.storage.sql.exec("SELECT rowid FROM ticket_words WHERE ticket_words MATCH 'printer'");
    expect(words.toArray()).toEqual([{ rowid: number }]);
  });
});

it("a row that changes while its conversation is asked stays", async () => {
  const told = ticketUpsert(1, { conversationId: newConversationId(0) });
  const stub = () => inboxOf(own, told.conversationId);
  await stub().upsert(told);
  const answers = {
    ticketState: () =>
      stub()
        .upsert({ ...told, version: 2 })
        .then(() => null),
  };
  vi.spyOn(own.CONVERSATION, "getByName").mockReturnValue(
    answers as unknown as ReturnType<Env["CONVERSATION"]["getByName"]>,
  );
  await runDurableObjectAlarm(stub());
  expect(await stub().metrics()).toMatchObject({ open: 1, healed: 0 });
});

it("an alarm that could not be set is set by the next change", async () => {
  const stub = () => inboxOf(own, newConversationId(0));
  await runInDurableObject(stub(), async (object, state) => {
    const failed = vi.spyOn(MeteredStorage.prototype, "setAlarm").mockRejectedValueOnce(new Error("storage"));
    await (object as unknown as Inbox).upsert(ticketUpsert(1, { number: 7 }));
    expect(failed).toHaveBeenCalledTimes(1);
    // The rejection is heard in a later microtask.
    await Promise.resolve();
    await (object as unknown as Inbox).upsert(ticketUpsert(2, { number: 8 }));
    expect(await state.storage.getAlarm()).not.toBeNull();
  });
});

it("a Workspace that hangs makes nobody wait for ever for a number", async () => {
  vi.stubGlobal("scheduler", { wait: async () => undefined });
  const hangs = { reserveNumbers: () => new Promise(() => undefined) };
  vi.spyOn(own.WORKSPACE, "getByName").mockReturnValue(hangs as unknown as ReturnType<Env["WORKSPACE"]["getByName"]>);
  const stub = () => inboxOf(own, newConversationId(0));
  await expect(async () => await stub().upsert(ticketUpsert(1))).rejects.toThrow("not answered");
  vi.unstubAllGlobals();
  vi.restoreAllMocks();
  expect((await stub().upsert(ticketUpsert(1))).number).toBe(1);
});
