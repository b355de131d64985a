import { evictDurableObject, runDurableObjectAlarm, runInDurableObject } from "cloudflare:test";
import { afterEach, expect, it, vi } from "vitest";
import { SESSION_TTL_MS } from "../../protocol/limits.ts";
import type { ConversationId } from "../../protocol/model.ts";
import { ATTACHMENT_HEADER, encodeAttachment } from "../conversation/attachment.ts";
import { newConversationId } from "../conversation/id.ts";
import { conversation, inbox } from "../objects.ts";
import { MeteredStorage } from "../storage/metered.ts";
import { eventually } from "../testing/eventually.ts";
import { fresh } from "../testing/fresh.ts";
import { agentAnna, inboxPeer } from "../testing/inbox-peer.ts";
import { escalated, Peer } from "../testing/peer.ts";
import { bindings } from "../testing/session.ts";
import { Watches } from "./watches.ts";

afterEach(async () => {
  vi.restoreAllMocks();
  await fresh();
});
const stub = () => inbox(bindings, 0);
const watchRows = async () => (await stub().rowsWritten()).watches ?? 0;

/** A socket straight to a conversation, as the route opens it for an agent's session. */
async function agentPeer(
  conversationId: ConversationId,
  session: string,
  stub = conversation(bindings, conversationId),
): Promise<Peer> {
  const attachment = encodeAttachment({
    conversationId,
    peer: { role: "agent", agent: agentAnna, session },
    expiresAt: Date.now() + 3_600_000,
    ready: false,
    strikes: 0,
  });
  const headers = { Upgrade: "websocket", [ATTACHMENT_HEADER]: attachment };
  const response = await stub.fetch(new Request("https://c/", { headers }));
  if (!response.webSocket) throw new Error(`no upgrade: ${response.status}`);
  return new Peer(response.webSocket);
}

/** Where the Inbox may have remembered a watch when the session ends. */
const PLACES: [string, (id: ConversationId) => Promise<unknown>][] = [
  ["in its socket", async (id) => [await inboxPeer(stub(), "s1"), await stub().watching("s1", id)]],
  ["in a row, without a socket", async (id) => stub().watching("s1", id)],
  [
    "in a row, beside a request of the HTTP door",
    async (id) => [await inboxPeer(stub(), "s1", { door: "http" }), await stub().watching("s1", id)],
  ],
  [
    "in a row, when its socket has no room",
    async (id) => {
      const peer = await inboxPeer(stub(), "s1");
      for (let n = 0; n < 40; n++) await stub().watching("s1", newConversationId(0));
      await stub().watching("s1", id);
      return peer;
    },
  ],
  [
    "in a row, when its socket went",
    async (id) => {
      const peer = await inboxPeer(stub(), "s1");
      await stub().watching("s1", id);
      peer.close();
      await peer.untilClosed();
    },
  ],
  [
    "in its other socket, when one went",
    async (id) => {
      const peer = await inboxPeer(stub(), "s1");
      await stub().watching("s1", id);
      const other = await inboxPeer(stub(), "s1");
      peer.close();
      await peer.untilClosed();
      return other;
    },
  ],
  [
    "through a sleep",
    async (id) => {
      const peer = await inboxPeer(stub(), "s1");
      await stub().watching("s1", id);
      await evictDurableObject(stub());
      return peer;
    },
  ],
];

it.each(PLACES)("closes a session's conversations, remembered %s (A31)", async (_, remember) => {
  const { session } = await escalated();
  const id = session.conversationId;
  const ended = await agentPeer(id, "s1");
  const other = await agentPeer(id, "s2");
  await remember(id);
  await stub().endSessions(["s1"]);
  expect((await ended.untilClosed()).code).toBe(4401);
  await other.hello({ public: 0, internal: 0 });
  expect(other.closed).toBeNull();
  await runInDurableObject(stub(), (_object, state) => {
    expect(state.storage.sql.exec("SELECT 1 FROM watches").toArray()).toEqual([]);
  });
});

it("closes what a session opens while it is being ended", async () => {
  const { session } = await escalated();
  await stub().endSessions(["s1"]);
  const late = await agentPeer(session.conversationId, "s1");
  await stub().watching("s1", session.conversationId);
  expect((await late.untilClosed()).code).toBe(4401);
});

it.each(["is watched", "is being opened"])(
  "tells a conversation that did not hear again, through a sleep: it %s (A31)",
  async (when) => {
    // Not another test's: an instance remembers who has ended.
    const ended = `session ${when}`;
    const { session } = await escalated();
    const id = session.conversationId;
    const { CONVERSATION } = bindings;
    const real = CONVERSATION.getByName.bind(CONVERSATION);
    const deaf = { endSessions: vi.fn(() => Promise.reject(new Error("busy"))) };
    vi.spyOn(CONVERSATION, "getByName").mockImplementation((name) =>
      name === id ? (deaf as unknown as ReturnType<typeof real>) : real(name),
    );
    if (when === "is being opened") await stub().endSessions([ended]);
    const open = await agentPeer(id, ended, real(id));
    await stub().watching(ended, id);
    if (when === "is watched") await stub().endSessions([ended]);
    await eventually(() => expect(deaf.endSessions).toHaveBeenCalledTimes(1));
    await evictDurableObject(stub());
    await eventually(async () => {
      expect(await runInDurableObject(stub(), (_object, state) => state.storage.getAlarm())).not.toBeNull();
    });
    await runDurableObjectAlarm(stub());
    expect(deaf.endSessions).toHaveBeenCalledTimes(2);
    expect(open.closed).toBeNull();
    vi.restoreAllMocks();
    await runDurableObjectAlarm(stub());
    expect((await open.untilClosed()).code).toBe(4401);
    await runInDurableObject(stub(), (_object, state) => {
      expect(state.storage.sql.exec("SELECT 1 FROM watches").toArray()).toEqual([]);
    });
  },
);

it("keeps what was opened again, however long ago it was opened first", async () => {
  await runInDurableObject(stub(), (_object, state) => {
    const watches = new Watches(new MeteredStorage(state.storage), () => []);
    const ids = Array.from({ length: 1_501 }, () => newConversationId(0));
    const [first, second] = ids as [ConversationId, ConversationId];
    watches.add("s1", ids.slice(0, 1_000), 1);
    watches.add("s1", [first], 2);
    watches.add("s1", ids.slice(1_000), 3);
    watches.end("s1", 4);
    const kept = watches.untold(5);
    expect(kept.size).toBe(1_000);
    expect(kept.has(first)).toBe(true);
    expect(kept.has(second)).toBe(false);
  });
});

it("writes a row for what is new only, nothing while a socket has room, and forgets what is too old", async () => {
  const ids = Array.from({ length: 3 }, () => newConversationId(0));
  const peer = await inboxPeer(stub(), "s1");
  for (const id of [...ids, ...ids]) await stub().watching("s1", id);
  expect(await watchRows()).toBe(0);
  await stub().watching("s2", newConversationId(0));
  expect(await watchRows()).toBe(1);
  const [id] = ids;
  if (id) for (let n = 0; n < 5; n++) await stub().watching("s3", id);
  expect(await watchRows()).toBe(2);
  await runInDurableObject(stub(), (_object, state) => {
    state.storage.sql.exec("UPDATE watches SET at = ? WHERE session = 's2'", Date.now() - SESSION_TTL_MS - 1);
  });
  await stub().watching("s3", newConversationId(0));
  await runInDurableObject(stub(), (_object, state) => {
    expect(state.storage.sql.exec("SELECT session FROM watches").toArray()).toEqual([{ session: "s3" }]);
  });
  peer.close();
});
