import { evictDurableObject, runDurableObjectAlarm, runInDurableObject } from "cloudflare:test";
import { env } from "cloudflare:workers";
import { afterEach, describe, expect, it, vi } from "vitest";
import type { ConversationResponse } from "../../protocol/api.ts";
import { FRAMES_WAITING_MAX } from "../../protocol/limits.ts";
import type { Env } from "../env.ts";
import { conversation } from "../objects.ts";
import { MeteredStorage } from "../storage/metered.ts";
import { migrate } from "../storage/migrations.ts";
import { agentAt } from "../testing/direct.ts";
import { eventually } from "../testing/eventually.ts";
import { fresh } from "../testing/fresh.ts";
import { escalated, newConversation, type Peer, upgrade, visitor } from "../testing/peer.ts";

const bindings = env as unknown as Env;
const HOUR = 3_600_000;
const { WORKSPACE, ASSETS } = bindings;

afterEach(async () => {
  vi.useRealTimers();
  vi.restoreAllMocks();
  delete bindings.CHAOS;
  Object.assign(bindings, { WORKSPACE, ASSETS });
  await fresh();
});

const objectOf = (session: ConversationResponse) => conversation(bindings, session.conversationId);
const shown = (peer: Peer) =>
  peer.frames.filter((f) => f.type === "message.created").map((f) => f.message as { seq: number; body: object });

/** What a newcomer gets: the truth of the rows. */
async function transcript(
  session: ConversationResponse,
): Promise<{ seq: number; at: number; body: { text?: string } }[]> {
  const peer = await visitor(session, false);
  const { heads } = (await peer.hello()) as unknown as { heads: { public: number } };
  if (heads.public === 0) return [];
  await peer.until((f) => f.type === "messages.page" && f.more === false);
  peer.close();
  return peer.frames.filter((f) => f.type === "messages.page").flatMap((f) => f.messages as []);
}

/** Frames are stored and wait before the acknowledgement until the gate opens. */
function gate(): () => void {
  let open: () => void = () => undefined;
  const opened = new Promise<Response>((resolve) => {
    open = () => resolve(new Response());
  });
  bindings.CHAOS = { fetch: () => opened } as unknown as Fetcher;
  return () => {
    delete bindings.CHAOS;
    open();
  };
}

describe("the storage throws in the commit", () => {
  it.each([
    ["before anything was written", false],
    ["after the rows were", true],
  ])("%s: nothing is acknowledged or kept, the sender learns it, the next command works", async (_, written) => {
    const { session, peer } = await escalated();
    const before = await transcript(session);
    const real = MeteredStorage.prototype.transaction;
    vi.spyOn(MeteredStorage.prototype, "transaction").mockImplementationOnce(function (this: MeteredStorage, work) {
      return real.call(this, () => {
        if (written) work();
        throw new Error("database or disk is full");
      });
    });
    const other = await visitor(session);
    peer.raw(JSON.stringify({ type: "message.send", clientId: "lost-or-not", text: "one" }));
    peer.raw(JSON.stringify({ type: "message.send", clientId: "behind-it-1", text: "two" }));
    expect(await peer.until((f) => f.type === "error")).toMatchObject({ code: "internal" });
    expect(await peer.untilClosed()).toMatchObject({ code: 1011 });
    expect(peer.texts.filter((text) => text.includes("lost-or-not") || text.includes("behind-it-1"))).toEqual([]);
    expect(await transcript(session)).toEqual(before);
    expect(shown(other)).toEqual([]);
    // Sent again, under the same id, it is stored once.
    const again = await other.say("one", { clientId: "lost-or-not" });
    expect(again).toMatchObject({ type: "command.acknowledged", seq: before.length + 1 });
    await evictDurableObject(objectOf(session));
    expect((await transcript(session)).map(({ body }) => body.text).slice(before.length)).toEqual(["one"]);
  });
});

describe("the constructor throws", () => {
  it("once: the next connection works, and nothing is lost", async () => {
    const { session } = await escalated();
    await evictDurableObject(objectOf(session));
    vi.spyOn(MeteredStorage.prototype, "get").mockImplementationOnce(() => {
      throw new Error("I/O error");
    });
    await visitor(session).catch(() => undefined);
    expect(await transcript(session)).toHaveLength(2);
  });

  it("always: no upgrade and no half conversation; well again, everything is there", async () => {
    const { session } = await escalated();
    await evictDurableObject(objectOf(session));
    const broken = vi.spyOn(MeteredStorage.prototype, "get").mockImplementation(() => {
      throw new Error("I/O error");
    });
    const headers = { Origin: "https://shop.example", "Sec-WebSocket-Protocol": `deskbell.1, t.${session.token}` };
    const response = await upgrade(`/v1/conversations/${session.conversationId}/socket`, headers);
    expect(response.status).toBeGreaterThanOrEqual(500);
    await response.body?.cancel();
    broken.mockRestore();
    expect(await transcript(session)).toHaveLength(2);
  });

  it("a state of a newer release is refused, not half understood", async () => {
    const { session } = await escalated();
    await runInDurableObject(objectOf(session), (_, state) => {
      const present = state.storage.kv.get<object>("state");
      state.storage.kv.put("state", { ...present, v: 2 });
    });
    await evictDurableObject(objectOf(session));
    const headers = { Origin: "https://shop.example", "Sec-WebSocket-Protocol": `deskbell.1, t.${session.token}` };
    const response = await upgrade(`/v1/conversations/${session.conversationId}/socket`, headers);
    expect(response.status).toBeGreaterThanOrEqual(500);
    await response.body?.cancel();
  });
});

describe("a schema migration that is killed in the middle", () => {
  it("leaves the old schema, and the next start completes it", async () => {
    const { session } = await escalated();
    await runInDurableObject(objectOf(session), (_, state) => {
      const storage = new MeteredStorage(state.storage);
      const tables = () =>
        state.storage.sql
          .exec<{ name: string }>("SELECT name FROM sqlite_master WHERE name LIKE 'm_%'")
          .toArray()
          .map((r) => r.name);
      const first = ["CREATE TABLE m_one (a INTEGER)"];
      const second = [
        "CREATE TABLE m_two (a INTEGER)",
        "INSERT INTO m_one VALUES (1)",
        "ALTER TABLE m_one ADD b INTEGER",
      ];
      migrate(storage, [first]);
      expect(() => migrate(storage, [first, [...second, "killed here"]])).toThrow();
      expect(tables().filter((name) => name.startsWith("m_"))).toEqual(["m_one"]);
      expect(state.storage.sql.exec("SELECT * FROM m_one").toArray()).toEqual([]);
      migrate(storage, [first, second]);
      migrate(storage, [first, second]);
      expect(tables().filter((name) => name.startsWith("m_"))).toEqual(["m_one", "m_two"]);
      expect(state.storage.sql.exec("SELECT * FROM m_one").toArray()).toEqual([{ a: 1, b: null }]);
      expect(() => migrate(storage, [first])).toThrow("newer");
    });
  });
});

describe("memory goes", () => {
  it("evicted between any two frames, a conversation goes on where it was", async () => {
    const { session, peer } = await escalated();
    const object = objectOf(session);
    const agent = await agentAt(session, "Anna");
    const acts: [Peer, Parameters<Peer["command"]>[0]][] = [
      [agent, { type: "ticket.claim", expected: null }],
      [peer, { type: "message.send", text: "are you there?" }],
      [agent, { type: "message.send", text: "yes" }],
      [agent, { type: "note.add", text: "note" }],
      [peer, { type: "contact.set", contact: "a@shop.example" }],
      [agent, { type: "ticket.resolve" }],
      [peer, { type: "ticket.confirm", solved: false }],
    ];
    for (const [who, frame] of acts) {
      await evictDurableObject(object);
      expect(await who.command(frame)).toMatchObject({ type: "command.acknowledged" });
    }
    const seqs = (await transcript(session)).map(({ seq }) => seq);
    expect(seqs).toEqual(seqs.map((_, i) => i + 1));
    expect(shown(peer).map(({ seq }) => seq)).toEqual(seqs);
    // Both streams to the agent, who was there all the time, each in order.
    const both = agent.frames
      .filter((f) => f.type === "message.created")
      .map((f) => f.message as { stream: string; seq: number });
    expect(both.filter((m) => m.stream === "internal").map((m) => m.seq)).toEqual([1, 2]);
  });

  it("a ping is answered without waking anybody", async () => {
    const { session, peer } = await escalated();
    const object = objectOf(session);
    // An alarm that falls due meanwhile would wake it as well.
    await object.reportTicket();
    await runInDurableObject(object, (_, { storage }) => storage.deleteAlarm());
    await evictDurableObject(object);
    const wakes = vi.spyOn(MeteredStorage.prototype, "get");
    peer.raw("ping");
    await eventually(() => expect(peer.texts).toContain("pong"));
    expect(wakes).not.toHaveBeenCalled();
    expect(await peer.say("now awake")).toMatchObject({ type: "command.acknowledged" });
    expect(wakes).toHaveBeenCalled();
  });
});

describe("frames come again, late, or in another order", () => {
  it("a month later: the old acknowledgement, no row; another text: a conflict", async () => {
    const session = await newConversation();
    const peer = await visitor(session);
    const first = await peer.say("hello", { clientId: "month-old-1" });
    const rows = await objectOf(session).rowsWritten();
    vi.setSystemTime(Date.now() + 29 * 24 * HOUR);
    const { type: _, ...again } = await peer.say("hello", { clientId: "month-old-1" });
    expect(again).toEqual({ clientId: "month-old-1", stream: "public", seq: 1, at: first.at });
    expect(await peer.say("other", { clientId: "month-old-1" })).toMatchObject({ code: "conflict" });
    expect(await objectOf(session).rowsWritten()).toEqual(rows);
  });

  it("out of order, they are stored as they arrive, each once, and everybody has the same list", async () => {
    const { session, peer } = await escalated();
    const other = await visitor(session);
    const frames = Array.from({ length: 12 }, (_, i) => ({ clientId: `reorder-${i}-x`, text: `text ${i}` }));
    const order = [5, 0, 5, 11, 3, 1, 0, 2, 4, 6, 11, 7, 8, 9, 10];
    for (const i of order) peer.raw(JSON.stringify({ type: "message.send", ...frames[i] }));
    await peer.until((f) => f.clientId === "reorder-10-x");
    const expected = [...new Set(order)].map((i) => `text ${i}`);
    const texts = (await transcript(session)).slice(2).map(({ body }) => body.text);
    expect(texts).toEqual(expected);
    expect(shown(other)).toEqual(shown(peer).slice(-12));
  });
});

describe("the server's clock jumps", () => {
  it.each([
    ["back an hour", -HOUR],
    ["forward a day", 24 * HOUR],
  ])("%s: seqs go on, the list keeps its order, the bucket does not shut", async (_, jump) => {
    const { session, peer } = await escalated();
    vi.setSystemTime(Date.now() + jump);
    for (let i = 0; i < 70; i++) expect(await peer.say(`m${i}`)).toMatchObject({ type: "command.acknowledged" });
    await runDurableObjectAlarm(objectOf(session));
    const all = await transcript(session);
    expect(all.map(({ seq }) => seq)).toEqual(all.map((__, i) => i + 1));
    expect(all.slice(2).map(({ body }) => body.text)).toEqual(Array.from({ length: 70 }, (__, i) => `m${i}`));
    expect(await objectOf(session).ticketState()).toMatchObject({ preview: { text: "m69" } });
  });

  it("a visitor's clock is never asked: there is no time in a frame, and one that is there changes nothing", async () => {
    const peer = await visitor(await newConversation());
    const decade = 10 * 365 * 24 * HOUR;
    for (const at of [Date.now() - decade, Date.now() + decade]) {
      const said = await peer.say(`at ${at}`, { at, now: at, clientTime: at });
      expect(Math.abs((said.at as number) - Date.now())).toBeLessThan(HOUR);
    }
  });
});

describe("others are away", () => {
  it("no Workspace and no knowledge base in mid-chat: messages are stored, and the question becomes a ticket", async () => {
    const session = await newConversation();
    const peer = await visitor(session);
    await peer.say("hello");
    // A minute later the snapshot is old, and another language asks for a file that nobody has loaded.
    vi.setSystemTime(Date.now() + 2 * 60_000);
    const away = () => Promise.reject(new Error("away"));
    Object.assign(bindings, { WORKSPACE: { getByName: () => ({ settings: away }) }, ASSETS: { fetch: away } });
    const context = { locale: "ru", timeZone: "", pageUrl: "", pageTitle: "", referrer: "" };
    expect(await peer.say("Как мне сменить пароль?", { context })).toMatchObject({
      type: "command.acknowledged",
      seq: 3,
    });
    await peer.until((f) => f.type === "conversation.changed" && JSON.stringify(f).includes('"received"'));
    expect(await peer.say("ещё одно")).toMatchObject({ type: "command.acknowledged", seq: 5 });
  });
});

describe("frames wait", () => {
  it("no more than so many: the sender of more is refused by id, and may send again", async () => {
    const session = await newConversation();
    const peer = await visitor(session);
    const open = gate();
    const send = (i: number) =>
      peer.raw(JSON.stringify({ type: "message.send", clientId: `waiting-${i}`, text: `m${i}` }));
    const extra = 25;
    for (let i = 0; i < FRAMES_WAITING_MAX + extra; i++) send(i);
    peer.raw(JSON.stringify({ type: "hello", have: { public: 0 }, epoch: null }));
    expect(await peer.until((f) => f.type === "error")).toEqual({ type: "error", code: "too_many" });
    const refused = peer.frames.filter((f) => f.type === "command.refused");
    expect(refused.map((f) => f.clientId)).toEqual(
      Array.from({ length: extra }, (_, i) => `waiting-${FRAMES_WAITING_MAX + i}`),
    );
    expect(peer.frames.filter((f) => f.type === "command.acknowledged")).toEqual([]);
    open();
    expect(await peer.until((f) => f.clientId === "waiting-0")).toMatchObject({ type: "command.acknowledged", seq: 1 });
    await peer.until((f) => f.clientId === `waiting-${FRAMES_WAITING_MAX - 1}`);
    expect(await peer.hello()).toMatchObject({ type: "welcome" });
  });

  it("a harness is asked at the named points, in their order", async () => {
    const { session, peer } = await escalated();
    const asked: string[] = [];
    bindings.CHAOS = {
      fetch: (url: string) => {
        asked.push(new URL(url).pathname);
        return Promise.resolve(new Response());
      },
    } as unknown as Fetcher;
    vi.setSystemTime(Date.now() + 5_000);
    await peer.say("one");
    const inTurn = () => asked.filter((point) => point !== "/alarm");
    await eventually(() => expect(inTurn()).toEqual(["/stored", "/before_upsert", "/upserted"]));
    await runDurableObjectAlarm(objectOf(session));
    expect(asked).toContain("/alarm");
    expect(inTurn()).toHaveLength(3);
  });
});
