import { evictDurableObject, runDurableObjectAlarm, runInDurableObject } from "cloudflare:test";
import { env } from "cloudflare:workers";
import { afterEach, describe, expect, it, vi } from "vitest";
import type { ConversationView } from "../../protocol/frames.ts";
import type { ConversationId } from "../../protocol/model.ts";
import type { Env } from "../env.ts";
import { conversation, inbox } from "../objects.ts";
import { agentAt } from "../testing/direct.ts";
import { eventually } from "../testing/eventually.ts";
import { fresh } from "../testing/fresh.ts";
import { inboxSays } from "../testing/inbox-says.ts";
import { escalated, newConversation, type Peer, visitor } from "../testing/peer.ts";
import type { Conversation } from "./conversation.ts";
import type { ConversationState } from "./state.ts";
import type { TicketUpsert } from "./view.ts";

const bindings = env as unknown as Env;
const HUMAN = { choice: { of: 0, pick: "human" } };
const HOUR = 3_600_000;
const WEEK = 7 * 24 * HOUR;

afterEach(async () => {
  vi.useRealTimers();
  delete bindings.GENERATION;
  vi.restoreAllMocks();
  await fresh();
});

const view = (f: Record<string, unknown>) => f.conversation as ConversationView;
const until = (peer: Peer, match: (view: ConversationView) => boolean) =>
  peer.until((f) => f.type === "conversation.changed" && match(view(f)));
const sum = (rows: Record<string, number>) => Object.values(rows).reduce((a, b) => a + b, 0);
/** The clock of all objects; alarms are fired by hand. */
const clock = (at: number) => vi.setSystemTime(at);
const objectOf = (session: { conversationId: ConversationId }) => conversation(bindings, session.conversationId);

function alarmAt(session: { conversationId: ConversationId }): Promise<number | null> {
  return runInDurableObject(objectOf(session), (_, state) => state.storage.getAlarm());
}

function stored(session: { conversationId: ConversationId }): Promise<ConversationState | undefined> {
  return runInDurableObject(objectOf(session), (_, state) => state.storage.kv.get<ConversationState>("state"));
}

async function solved() {
  const { session, peer } = await escalated();
  const agent = await agentAt(session, "Anna");
  await agent.command({ type: "ticket.claim", expected: null });
  await agent.command({ type: "ticket.resolve", summary: "done" });
  await until(peer, (v) => v.status === "solved");
  await objectOf(session).reportTicket();
  // What the last turn has set is for the Inbox, and finds nothing to do.
  await runDurableObjectAlarm(objectOf(session));
  const at = (await stored(session))?.ticket?.resolvedAt ?? 0;
  return { session, peer, agent, object: objectOf(session), at };
}

describe("conversation → inbox", () => {
  it("repeats until the Inbox has heard, without any request to the conversation", async () => {
    const session = await newConversation();
    inboxSays(() => {
      throw new Error("down");
    });
    const peer = await visitor(session);
    await peer.say("human please", HUMAN);
    await runInDurableObject(conversation(bindings, session.conversationId), async (_, state) => {
      expect(await state.storage.getAlarm()).not.toBeNull();
    });
    expect(await runDurableObjectAlarm(conversation(bindings, session.conversationId))).toBe(true);
    await runInDurableObject(conversation(bindings, session.conversationId), async (_, state) => {
      expect(await state.storage.getAlarm(), "a failed alarm arms itself again").not.toBeNull();
    });
    vi.restoreAllMocks();
    await runDurableObjectAlarm(conversation(bindings, session.conversationId));
    await peer.until((f) => f.type === "conversation.changed" && view(f).ticketNumber === 1);
  });

  it("a number is given once, and an older version changes nothing", async () => {
    const { session, peer } = await escalated();
    await peer.say("more");
    const stub = inbox(bindings, 0);
    await runDurableObjectAlarm(conversation(bindings, session.conversationId));
    const before = await runInDurableObject(stub, (_, state) =>
      state.storage.sql.exec("SELECT * FROM tickets").toArray(),
    );
    const told = (await objectOf(session).ticketState()) as TicketUpsert;
    expect(told.version).toBeGreaterThan(1);
    expect(await stub.upsert({ ...told, version: 1, status: "closed" })).toEqual({ version: told.version, number: 1 });
    const after = await runInDurableObject(stub, (_, state) =>
      state.storage.sql.exec("SELECT * FROM tickets").toArray(),
    );
    expect(after).toEqual(before);
  });
});

describe("what the Inbox is told", () => {
  it("each time whole; the words for its search at escalation and solution only; how long it lacked them when it was down", async () => {
    const calls: TicketUpsert[] = [];
    let down = false;
    inboxSays((upsert) => {
      if (down) throw new Error("down");
      calls.push(upsert);
      return { version: upsert.version, number: 7 };
    });
    const { session, peer } = await escalated();
    const start = Date.now();
    const object = objectOf(session);
    const { epoch } = (await stored(session)) as ConversationState;
    expect(calls).toMatchObject([
      { aheadMs: 0, generation: epoch, document: expect.stringContaining("talk to a human") },
    ]);
    down = true;
    clock(start + 10_000);
    await peer.say("DETAIL-1");
    await eventually(async () => expect(await alarmAt(session)).not.toBeNull());
    down = false;
    clock(start + 40_000);
    await runDurableObjectAlarm(object);
    expect(calls.at(-1)).toMatchObject({ aheadMs: 30_000, preview: { text: "DETAIL-1" } });
    const agent = await agentAt(session, "Anna");
    clock(start + 50_000);
    await agent.command({ type: "ticket.claim", expected: null });
    clock(start + 60_000);
    await agent.command({ type: "ticket.resolve" });
    await eventually(() => expect(calls.at(-1)).toMatchObject({ status: "resolved", aheadMs: 0 }));
    expect(calls.map(({ document }) => document !== undefined)).toEqual([true, false, false, true]);
    expect(calls.at(-1)?.document).toContain("DETAIL-1");
    // Asked by the Inbox: the whole, again, and nothing is written.
    const rows = await object.rowsWritten();
    expect(await object.ticketState()).toMatchObject({ version: calls.at(-1)?.version, status: "resolved" });
    expect(await object.reportTicket()).toBe(true);
    expect(calls).toHaveLength(5);
    expect(calls[4]).toMatchObject({ version: calls[3]?.version, document: calls[3]?.document });
    expect(await object.rowsWritten()).toEqual(rows);
  });

  it("nothing without a ticket", async () => {
    const session = await newConversation();
    const peer = await visitor(session);
    await peer.say("hello");
    expect(await objectOf(session).ticketState()).toBeNull();
    expect(await objectOf(session).reportTicket()).toBe(false);
  });

  it("everything again when the data folder was restored from a copy: once, for one row", async () => {
    const { session } = await escalated();
    const object = objectOf(session);
    await object.reportTicket();
    const calls: TicketUpsert[] = [];
    inboxSays((upsert) => {
      calls.push(upsert);
      return { version: upsert.version, number: 1 };
    });
    bindings.GENERATION = "g2";
    await evictDurableObject(object);
    expect(await alarmAt(session)).not.toBeNull();
    await runDurableObjectAlarm(object);
    const { epoch } = (await stored(session)) as ConversationState;
    expect(calls).toMatchObject([{ generation: `${epoch}.g2`, document: expect.any(String) }]);
    expect(await object.rowsWritten()).toMatchObject({ generation: 1 });
    expect(await stored(session)).toMatchObject({ generation: "g2" });
    await evictDurableObject(object);
    await runDurableObjectAlarm(object);
    expect(await object.ticketState()).not.toHaveProperty("document");
    expect(calls).toHaveLength(1);
  });
});

describe("an Inbox in trouble", () => {
  it.each([
    ["throws", {}, 2_000],
    ["is overloaded", { overloaded: true }, 8_000],
    ["is restarting", { retryable: true }, 2_000],
  ])("that %s is left alone for a while, and the chat goes on", async (_, flags, delay) => {
    const { session, peer } = await escalated();
    const object = objectOf(session);
    const start = Date.now();
    let [calls, stubs] = [0, 0];
    inboxSays(
      () => {
        calls += 1;
        throw Object.assign(new Error("trouble"), flags);
      },
      () => (stubs += 1),
    );
    clock(start + 5_000);
    await peer.say("one");
    await eventually(() => expect(calls).toBe(1));
    for (const text of ["two", "three", "four"]) await peer.say(text);
    for (let i = 0; i < 5; i++) await runDurableObjectAlarm(object);
    expect(calls).toBe(1);
    clock(start + 5_000 + delay - 1);
    await runDurableObjectAlarm(object);
    expect(calls).toBe(1);
    clock(start + 5_000 + delay);
    await runDurableObjectAlarm(object);
    expect(calls).toBe(2);
    for (let i = 0; i < 7; i++) {
      clock((await alarmAt(session)) ?? 0);
      await runDurableObjectAlarm(object);
    }
    expect(calls).toBe(9);
    // A minute at most, and a new stub for each try.
    expect((await alarmAt(session)) ?? 0).toBeLessThanOrEqual(Date.now() + 60_000);
    expect(stubs).toBe(9);
    vi.restoreAllMocks();
    clock((await alarmAt(session)) ?? 0);
    await runDurableObjectAlarm(object);
    expect(await object.ticketState()).toMatchObject({ aheadMs: 0 });
  });

  it("that never answers leaves an alarm behind, and holds up no message", async () => {
    const { session, peer } = await escalated();
    let release: () => void = () => undefined;
    const gate = new Promise<void>((resolve) => {
      release = resolve;
    });
    let calls = 0;
    inboxSays(async (upsert) => {
      calls += 1;
      await gate;
      return { version: upsert.version, number: 1 };
    });
    clock(Date.now() + 5_000);
    await peer.say("one");
    await eventually(() => expect(calls).toBe(1));
    for (const text of ["two", "three"]) expect(await peer.say(text)).toMatchObject({ type: "command.acknowledged" });
    await runDurableObjectAlarm(objectOf(session));
    expect(calls).toBe(1);
    expect(await alarmAt(session)).not.toBeNull();
    release();
  });
});

describe("a solution that nobody answers", () => {
  it("is closed by the alarm after seven days, once, however often it fires; a reply opens it again", async () => {
    const { session, peer, agent, object, at } = await solved();
    expect(await alarmAt(session)).toBe(at + WEEK);
    // Set back an hour, it comes too early: nothing is done, and it is set again.
    clock(at + WEEK - HOUR);
    await runDurableObjectAlarm(object);
    expect(await alarmAt(session)).toBe(at + WEEK);
    expect((await stored(session))?.ticket?.status).toBe("resolved");
    // Forward a day, and twice at once.
    clock(at + WEEK + 24 * HOUR);
    await runInDurableObject(object, (instance: Conversation) => Promise.all([instance.alarm(), instance.alarm()]));
    await runDurableObjectAlarm(object);
    await agent.until((f) => f.type === "message.created" && JSON.stringify(f).includes("closed_unconfirmed"));
    await agent.until((f) => f.type === "ticket.changed" && JSON.stringify(f).includes('"closed"'));
    const activities = agent.texts.filter((text) => text.includes("closed_unconfirmed"));
    expect(activities).toHaveLength(1);
    for (const text of peer.texts) expect(text).not.toContain("closed_unconfirmed");
    expect(await object.ticketState()).toMatchObject({ status: "closed" });
    clock(Date.now() + HOUR);
    await runDurableObjectAlarm(object);
    expect(await alarmAt(session)).toBeNull();

    await peer.say("it broke again");
    await until(peer, (v) => v.status === "in_progress");
    expect((await stored(session))?.ticket).toMatchObject({ status: "open", assignee: { name: "Anna" } });
  });

  it("and a reply at the same moment: open in the end, in one order for everybody", async () => {
    const { session, peer, agent, object, at } = await solved();
    clock(at + WEEK);
    await Promise.all([
      peer.say("one moment"),
      runInDurableObject(object, (instance: Conversation) => instance.alarm()),
      peer.say("it still fails"),
    ]);
    expect((await stored(session))?.ticket?.status).toBe("open");
    const late = await visitor(session);
    const page = (await late.until((f) => f.type === "messages.page")) as unknown as { messages: { seq: number }[] };
    expect(page.messages.map(({ seq }) => seq)).toEqual(page.messages.map((_, i) => i + 1));
    expect(agent.texts.filter((text) => text.includes("closed_unconfirmed")).length).toBeLessThanOrEqual(1);
  });

  it("is closed although the Inbox is down, and costs one row more than an alarm that was set anyway", async () => {
    const { session, object, at } = await solved();
    inboxSays(() => {
      throw new Error("down");
    });
    const before = sum(await object.rowsWritten());
    clock(at + WEEK);
    await runDurableObjectAlarm(object);
    expect((await stored(session))?.ticket?.status).toBe("closed");
    // The activity, the state, the alarm for the Inbox.
    expect(sum(await object.rowsWritten()) - before).toBeLessThanOrEqual(3);
    expect(await alarmAt(session)).not.toBeNull();
  });

  it("an alarm that was lost comes back with the next wake", async () => {
    const { session, object, at } = await solved();
    await runInDurableObject(object, (_, state) => state.storage.deleteAlarm());
    await evictDurableObject(object);
    // First for the Inbox: what it has acknowledged since the last write is not kept.
    expect(await alarmAt(session)).not.toBeNull();
    await runDurableObjectAlarm(object);
    expect(await alarmAt(session)).toBe(at + WEEK);
  });
});
