import { evictDurableObject, runDurableObjectAlarm, runInDurableObject } from "cloudflare:test";
import { env } from "cloudflare:workers";
import { afterEach, describe, expect, it, vi } from "vitest";
import type { ConversationId } from "../../protocol/model.ts";
import type { Env } from "../env.ts";
import { conversation } from "../objects.ts";
import { agentAt } from "../testing/direct.ts";
import { eventually } from "../testing/eventually.ts";
import { fresh } from "../testing/fresh.ts";
import { inboxSays } from "../testing/inbox-says.ts";
import { escalated } from "../testing/peer.ts";
import type { TicketUpsert } from "./view.ts";

const bindings = env as unknown as Env;

afterEach(async () => {
  vi.useRealTimers();
  vi.restoreAllMocks();
  await fresh();
});

type Session = { conversationId: ConversationId };
const objectOf = (session: Session) => conversation(bindings, session.conversationId);
const alarmAt = (session: Session) => runInDurableObject(objectOf(session), (_, state) => state.storage.getAlarm());

/** A ticket of which the Inbox knows all, as the state does not say: the agent's words have written no state. */
async function answered() {
  const { session, peer } = await escalated();
  const agent = await agentAt(session, "Anna");
  await agent.command({ type: "ticket.claim", expected: null });
  await agent.say("an answer");
  await agent.say("and another");
  await objectOf(session).reportTicket();
  await runDurableObjectAlarm(objectOf(session));
  return { session, peer, object: objectOf(session) };
}

describe("a wake that finds the acknowledged version behind", () => {
  it("asks the Inbox once and keeps its answer: from then on a wake and a question write nothing and call nobody", async () => {
    const { session, object } = await answered();
    const calls: TicketUpsert[] = [];
    inboxSays((upsert) => {
      calls.push(upsert);
      return { version: upsert.version, number: 1 };
    });
    await evictDurableObject(object);
    await object.exists();
    await runDurableObjectAlarm(object);
    expect(calls).toHaveLength(1);
    expect(await object.rowsWritten()).toEqual({ alarm: 1, synced: 1 });
    for (let i = 0; i < 3; i++) {
      await evictDurableObject(object);
      expect(await object.exists()).toBe(true);
      expect(await object.requestState()).toMatchObject({ number: 1 });
      expect(await object.ticketState()).toMatchObject({ version: calls[0]?.version });
      expect(await alarmAt(session)).toBeNull();
      expect(await object.rowsWritten()).toEqual({});
    }
    expect(calls).toHaveLength(1);
  });

  it("keeps nothing alone when somebody speaks: the words are told with their own alarm", async () => {
    const { peer, object } = await answered();
    await evictDurableObject(object);
    await peer.say("thanks");
    await object.reportTicket();
    await runDurableObjectAlarm(object);
    expect(await object.rowsWritten()).not.toHaveProperty("synced");
  });

  it("does not take the pause before it for a lag", async () => {
    const { object } = await answered();
    const calls: TicketUpsert[] = [];
    inboxSays((upsert) => {
      calls.push(upsert);
      return { version: upsert.version, number: 1 };
    });
    vi.setSystemTime(Date.now() + 3_600_000);
    await evictDurableObject(object);
    await runDurableObjectAlarm(object);
    expect(calls).toMatchObject([{ aheadMs: 0 }]);
  });
});

describe("asked to tell the Inbox again", () => {
  it("throws when it was not told, and does it later, even in another instance, for one row however often it fails", async () => {
    const { session, peer, object } = await answered();
    await peer.say("so that the state holds what was acknowledged");
    await object.reportTicket();
    await runDurableObjectAlarm(object);
    const before = await object.rowsWritten();
    inboxSays(() => {
      throw new Error("down");
    });
    for (let i = 0; i < 3; i++) {
      await runInDurableObject(object, async (instance) => {
        await expect((instance as unknown as typeof object).reportTicket()).rejects.toThrow("not told");
      });
    }
    expect(await alarmAt(session)).not.toBeNull();
    expect((await object.rowsWritten()).forgotten).toBe(1);
    expect(before).not.toHaveProperty("forgotten");
    vi.restoreAllMocks();
    const calls: TicketUpsert[] = [];
    inboxSays((upsert) => {
      calls.push(upsert);
      return { version: upsert.version, number: 1 };
    });
    await evictDurableObject(object);
    await runDurableObjectAlarm(object);
    // The whole, with the words for the search.
    expect(calls).toMatchObject([{ document: expect.any(String) }]);
  });

  it("waits for the call that is under way, and then makes its own", async () => {
    const { peer, object } = await answered();
    let open: () => void = () => undefined;
    const gate = new Promise<void>((resolve) => {
      open = resolve;
    });
    const calls: TicketUpsert[] = [];
    inboxSays(async (upsert) => {
      calls.push(upsert);
      if (calls.length === 1) await gate;
      return { version: upsert.version, number: 1 };
    });
    vi.setSystemTime(Date.now() + 5_000);
    await peer.say("one");
    await eventually(() => expect(calls).toHaveLength(1));
    const told = object.reportTicket();
    await object.exists();
    open();
    expect(await told).toBe(true);
    expect(calls).toHaveLength(2);
    expect(calls[1]).toHaveProperty("document");
  });
});
