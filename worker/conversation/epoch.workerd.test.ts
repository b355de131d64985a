import { evictDurableObject, runDurableObjectAlarm, runInDurableObject } from "cloudflare:test";
import { env } from "cloudflare:workers";
import { afterEach, describe, expect, it } from "vitest";
import type { Env } from "../env.ts";
import { conversation, inbox } from "../objects.ts";
import { colleague, directly } from "../testing/direct.ts";
import { fresh } from "../testing/fresh.ts";
import { escalated, newConversation, type Peer, visitor } from "../testing/peer.ts";

const bindings = env as unknown as Env;
afterEach(async () => {
  delete bindings.GENERATION;
  await fresh();
});

const welcomes = (peer: Peer) => peer.frames.filter((f) => f.type === "welcome");
const object = (session: { conversationId: string }) => conversation(bindings, session.conversationId as never);

/** A conversation of ten messages whose data folder is put back to how it was after four. */
async function restored() {
  const session = await newConversation();
  const peer = await visitor(session);
  for (let i = 0; i < 5; i++) await peer.say("hello");
  const { epoch, heads } = (await peer.hello({ public: 10 })) as unknown as { epoch: string; heads: object };
  expect(heads).toEqual({ public: 10 });
  await runInDurableObject(object(session), (_, state) => {
    state.storage.sql.exec("DELETE FROM messages WHERE stream = 0 AND seq > 4");
  });
  await evictDurableObject(object(session));
  return { session, epoch };
}

describe("a copy from yesterday was put back", () => {
  it("who has more than we do proves it: a new epoch for everybody who is here, and for whoever comes later", async () => {
    const { session, epoch } = await restored();
    // Two who have nothing of what was lost cannot tell.
    const quiet = await visitor(session, false);
    expect(await quiet.hello({ public: 4 }, epoch)).toMatchObject({ epoch, heads: { public: 4 } });
    const agent = await directly(session.conversationId, colleague("Anna"));
    await agent.hello({ public: 0, internal: 0 }, epoch);
    const before = await object(session).rowsWritten();

    const proof = await visitor(session, false);
    const welcome = await proof.hello({ public: 10 }, epoch);
    expect(welcome.epoch).not.toBe(epoch);
    expect(await proof.until((f) => f.type === "messages.page")).toMatchObject({ from: 1, to: 4 });
    for (const other of [quiet, agent]) {
      await other.until((f) => f.type === "welcome" && f.epoch === welcome.epoch);
      expect(await other.until((f) => f.type === "messages.page" && f.from === 1)).toMatchObject({ to: 4 });
    }
    expect(await object(session).rowsWritten()).toEqual({ ...before, epoch: 1 });
    // Once is enough: the others come with the old epoch, and load again.
    const late = await visitor(session, false);
    expect(await late.hello({ public: 10 }, epoch)).toMatchObject({ epoch: welcome.epoch });
    expect(welcomes(quiet)).toHaveLength(2);
    await proof.say("after it");
    await evictDurableObject(object(session));
    expect(await (await visitor(session, false)).hello({ public: 4 }, epoch)).toMatchObject({ epoch: welcome.epoch });
  });

  it("an agent who has more of the internal stream proves it as well; a visitor has none to prove", async () => {
    const { session, epoch } = await restored();
    const peer = await visitor(session, false);
    expect(await peer.hello({ public: 4, internal: 99 }, epoch)).toMatchObject({ epoch });
    const agent = await directly(session.conversationId, colleague("Anna"));
    expect((await agent.hello({ public: 4, internal: 1 }, epoch)).epoch).not.toBe(epoch);
  });

  it("a liar makes three rows at most, and nobody loses anything", async () => {
    const session = await newConversation();
    const honest = await visitor(session);
    await honest.say("hello");
    const liar = await visitor(session);
    for (let i = 0; i < 20; i++) {
      await liar.hello({ public: 1_000_000 }, (welcomes(liar).at(-1)?.epoch ?? null) as string | null);
    }
    expect((await object(session).rowsWritten()).epoch).toBe(3);
    expect(welcomes(honest)).toHaveLength(4);
    expect(await honest.say("still here")).toMatchObject({ type: "command.acknowledged", seq: 3 });
  });
});

it("another generation of the data folder is another epoch, without a row", async () => {
  const session = await newConversation();
  const peer = await visitor(session);
  await peer.say("hello");
  const { epoch } = await peer.hello();
  bindings.GENERATION = "2026-11-22";
  await evictDurableObject(object(session));
  const again = await visitor(session, false);
  expect(await again.hello({ public: 2 }, epoch as string)).toMatchObject({ epoch: `${String(epoch)}.2026-11-22` });
  expect(await again.until((f) => f.type === "messages.page")).toMatchObject({ from: 1, to: 2 });
  expect(await object(session).rowsWritten()).toEqual({});
});

describe("a copy of a conversation with a ticket was put back, and the Inbox knows more", () => {
  const row = () =>
    runInDurableObject(inbox(bindings, 0), (_, state) => {
      const [ticket] = state.storage.sql.exec<{ summary: string }>("SELECT summary FROM tickets").toArray();
      return JSON.parse(ticket?.summary ?? "null") as { version: number; preview: { text: string } };
    });

  /** Of eight public messages the last four are forgotten; of the Inbox nothing is. */
  async function older() {
    const { session, peer } = await escalated();
    const stub = object(session);
    await peer.say("three");
    await peer.say("four");
    await stub.reportTicket();
    const kept = await runInDurableObject(stub, (_, state) => state.storage.kv.get("state"));
    for (const text of ["five", "six", "seven", "eight"]) await peer.say(text);
    await stub.reportTicket();
    const { epoch } = (await peer.hello({ public: 8 })) as unknown as { epoch: string };
    const before = await row();
    expect(before.preview.text).toBe("eight");
    await runInDurableObject(stub, async (_, state) => {
      state.storage.sql.exec("DELETE FROM messages WHERE stream = 0 AND seq > 4");
      state.storage.kv.put("state", kept);
      await state.storage.deleteAlarm();
    });
    await evictDurableObject(stub);
    return { session, peer, stub, epoch, before };
  }

  /** The alarm's time may not have come when it is fired by hand. */
  async function toldAgain(stub: ReturnType<typeof object>): Promise<void> {
    for (let i = 0; i < 5; i++) {
      await runDurableObjectAlarm(stub);
      await scheduler.wait(5);
    }
  }

  it("a client's proof makes the row what the conversation is, even if the object sleeps in between", async () => {
    const { session, stub, epoch, before } = await older();
    // What was put back had been acknowledged: nobody would tell anything.
    await toldAgain(stub);
    const proof = await visitor(session, false);
    expect((await proof.hello({ public: 8 }, epoch)).epoch).not.toBe(epoch);
    await evictDurableObject(stub);
    await toldAgain(stub);
    const after = await row();
    expect(after.preview.text).toBe("four");
    expect(after.version).toBe(before.version - 4);
    // Once: the row is what the conversation says.
    await toldAgain(stub);
    expect(await stub.rowsWritten()).not.toHaveProperty("epoch");
  });

  it("so does the Inbox's own answer, when no client is there to prove it; who is there loads again", async () => {
    const { session, stub, epoch } = await older();
    const quiet = await visitor(session, false);
    await quiet.hello({ public: 4 }, epoch);
    await quiet.say("a new five");
    await toldAgain(stub);
    expect((await row()).preview.text).toBe("a new five");
    await quiet.until((f) => f.type === "welcome" && f.epoch !== epoch);
    expect((await stub.rowsWritten()).epoch).toBe(1);
  });
});
