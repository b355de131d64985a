import { runInDurableObject } from "cloudflare:test";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import type { ConversationResponse, MineResponse, ReturnLinkResponse, ReturnResponse } from "../../protocol/api.ts";
import type { SiteId } from "../../protocol/model.ts";
import { conversation, visitor as visitorObject } from "../objects.ts";
import { agentAt } from "../testing/direct.ts";
import { fresh } from "../testing/fresh.ts";
import {
  errorCode,
  escalated,
  mutate,
  newConversation,
  type Peer,
  request,
  SERVER,
  SHOP,
  upgrade,
  visitor,
} from "../testing/peer.ts";
import { bindings } from "../testing/session.ts";
import { got, identityOf, joinedBy, newSecret, posted, sessionOf } from "../testing/signed.ts";

const demo = "demo" as SiteId;
let secret: string;
let minutes = 0;

beforeEach(async () => {
  secret = await newSecret();
  // The keys of the test before are still known to this isolate.
  vi.useFakeTimers({ toFake: ["Date"], now: Date.now() + (minutes += 2) * 60_000 });
});
afterEach(async () => {
  vi.useRealTimers();
  await fresh();
});

const ada = (claims: object = {}) => identityOf(secret, claims);
const eve = () => identityOf(secret, { sub: "eve" });
const rows = async ({ conversationId }: ConversationResponse) => conversation(bindings, conversationId).rowsWritten();
const personSeen = (agent: Peer) =>
  (agent.frames.filter((f) => f.ticket !== undefined).at(-1)?.ticket as { person: unknown } | undefined)?.person;
async function listed(identity: string): Promise<string[]> {
  const response = await posted("/v1/conversations/mine", { site: "demo", identity });
  const { conversations }: MineResponse = await response.json();
  return conversations.map((c) => c.conversationId);
}
async function doors(session: ConversationResponse): Promise<string[]> {
  const { conversationId, token } = session;
  const socket = await upgrade(`/v1/conversations/${conversationId}/socket`, {
    Origin: SHOP,
    "Sec-WebSocket-Protocol": `deskbell.1, t.${token}`,
  });
  const frame = { type: "message.send", clientId: "from-the-old-token", text: "is anybody there?" };
  const answers = [
    socket,
    await got(session, "session"),
    await got(session, "session?request=1"),
    await got(session, "events"),
    await posted(`/v1/conversations/${conversationId}/frames`, frame, token),
    await posted(`/v1/conversations/${conversationId}/return-link`, {}, token),
    await got(session, `files/f_${"0".repeat(26)}`),
    await request(`/v1/conversations/${conversationId}`, {
      method: "DELETE",
      headers: { Origin: SHOP, Authorization: `Bearer ${token}` },
    }),
  ];
  return Promise.all(answers.map(async (answer) => (answer.status < 300 ? String(answer.status) : errorCode(answer))));
}

describe("what was begun anonymously", () => {
  it("becomes the person's who has signed: theirs on every device, seen by agents, with what was said", async () => {
    const { session } = await escalated();
    const agent = await agentAt(session, "Anna");
    const joined = await sessionOf(await joinedBy(session, await ada({ name: "Ada", plan: "pro" })));
    expect(joined.conversationId).toBe(session.conversationId);
    await agent.until((f) => JSON.stringify(f).includes('"type":"identified","person":"Ada"'));
    expect(personSeen(agent)).toEqual({ id: "ada", name: "Ada", email: "", attributes: { plan: "pro" } });
    expect(await listed(await ada())).toEqual([session.conversationId]);
    const elsewhere = await sessionOf(await posted("/v1/conversations", { site: "demo", identity: await ada() }));
    expect(elsewhere.conversationId).toBe(session.conversationId);
    for (const theirs of [joined, elsewhere]) {
      const peer = await visitor(theirs);
      await peer.until((f) => f.type === "messages.page" && f.from === 1);
      for (const text of peer.texts) expect(text).not.toContain("identified");
      expect(await peer.say("still me")).toMatchObject({ type: "command.acknowledged" });
    }
  });

  it("costs an entry and a state, a row at the person's, and nothing when it is asked again", async () => {
    const session = await newConversation();
    await (await visitor(session)).say("hello");
    const before = await rows(session);
    const identity = await ada();
    await sessionOf(await joinedBy(session, identity));
    await sessionOf(await joinedBy(session, identity));
    const after = await rows(session);
    expect((after.messages ?? 0) - (before.messages ?? 0)).toBe(1);
    expect((after.state ?? 0) - (before.state ?? 0)).toBe(1);
    expect((await visitorObject(bindings, demo, "ada").rowsWritten()).visitor).toBe(1);
  });

  it("is closed to the token of before: every open socket, and every door", async () => {
    const { session, peer } = await escalated();
    const secondTab = await visitor(session);
    const waiting = got(session, "events?wait=25000&public=2");
    const joined = await sessionOf(await joinedBy(session, await ada()));
    expect(await peer.untilClosed()).toMatchObject({ code: 4401 });
    expect(await secondTab.untilClosed()).toMatchObject({ code: 4401 });
    await (await waiting).body?.cancel();
    const told = [peer.texts.length, secondTab.texts.length];
    await (await visitor(joined)).say("this is private");
    expect(new Set(await doors(session))).toEqual(new Set(["401 unauthorized"]));
    // The next person at that browser has the token and an identity of their own.
    expect(await errorCode(await joinedBy(session, await eve()))).toBe("409 wrong_state");
    expect(await listed(await eve())).toEqual([]);
    expect([peer.texts.length, secondTab.texts.length]).toEqual(told);
    expect(JSON.stringify([peer.texts, secondTab.texts])).not.toContain("private");
    expect(await conversation(bindings, session.conversationId).requestState()).toMatchObject({ number: 1 });
  });

  it("may be asked again by the same person with the token of before: the answer may have been lost", async () => {
    const session = await newConversation();
    await (await visitor(session)).say("hello");
    const identity = await ada();
    const [one, two] = await Promise.all([joinedBy(session, identity), joinedBy(session, identity)]);
    for (const joined of [
      await sessionOf(one),
      await sessionOf(two),
      await sessionOf(await joinedBy(session, identity)),
    ]) {
      expect(joined.conversationId).toBe(session.conversationId);
      expect((await got(joined, "session")).status).toBe(200);
      // And with the token that names them.
      expect((await joinedBy(joined, identity)).status).toBe(200);
      expect(await errorCode(await joinedBy(joined, await eve()))).toBe("409 wrong_state");
    }
    expect(await listed(identity)).toEqual([session.conversationId]);
  });

  it("two who ask at once: it is one's, and the other is told", async () => {
    const session = await newConversation();
    await (await visitor(session)).say("hello");
    const answers = await Promise.all([joinedBy(session, await ada()), joinedBy(session, await eve())]);
    expect(answers.map(({ status }) => status).sort((a, b) => a - b)).toEqual([200, 409]);
    expect((await Promise.all([listed(await ada()), listed(await eve())])).flat()).toEqual([session.conversationId]);
  });

  it("where nobody has written there is nothing to join: the person's present one, and nothing is stored", async () => {
    const session = await newConversation();
    const joined = await sessionOf(await joinedBy(session, await ada()));
    expect(joined.conversationId).not.toBe(session.conversationId);
    expect(await listed(await ada())).toEqual([joined.conversationId]);
    for (const one of [session, joined]) {
      expect(await rows(one)).toEqual({});
      await runInDurableObject(conversation(bindings, one.conversationId), (_, state) => {
        expect(state.storage.sql.databaseSize).toBeLessThanOrEqual(4096);
      });
    }
    // What the next one writes with the token of before is nobody's, and not Ada's.
    await (await visitor(session)).say("who was here before?");
    expect(await listed(await ada())).toEqual([joined.conversationId]);
  });

  it("a message that waits for its turn while it is joined is not stored as nobody's", async () => {
    const session = await newConversation();
    const peer = await visitor(session);
    await peer.say("hello");
    const sent = Array.from({ length: 5 }, (_, n) => peer.say(`more ${n}`).catch(() => null));
    const joined = await sessionOf(await joinedBy(session, await ada()));
    const mine = await visitor(joined);
    await Promise.race([Promise.all(sent), peer.untilClosed()]);
    const head = ((await mine.hello()) as unknown as { heads: { public: number } }).heads.public;
    await expect(peer.untilClosed()).resolves.toMatchObject({ code: 4401 });
    expect(((await mine.hello()) as unknown as { heads: { public: number } }).heads.public).toBe(head);
  });
});

describe("it is refused", () => {
  it.each<[string, (good: string) => Promise<string>]>([
    ["without an identity that holds", async (good) => `${good}x`],
    ["with one of another key", () => identityOf("x".repeat(43))],
    ["with one of another site", () => ada({ aud: "other" })],
    [
      "with one that is over",
      () => ada({ iat: Math.floor(Date.now() / 1000) - 900, exp: Math.floor(Date.now() / 1000) - 61 }),
    ],
    ["with a conversation's token", async () => (await newConversation()).token],
  ])("%s", async (_, make) => {
    const session = await newConversation();
    await (await visitor(session)).say("hello");
    const before = await rows(session);
    expect(await errorCode(await joinedBy(session, await make(await ada())))).toBe("401 identity_refused");
    expect(await rows(session)).toEqual(before);
    expect((await got(session, "session")).status).toBe(200);
  });

  it("without the conversation's own token, from another page, or in another shape", async () => {
    const [session, other] = [await newConversation(), await newConversation()];
    const identity = await ada();
    const path = `/v1/conversations/${session.conversationId}/identity`;
    expect(await errorCode(await posted(path, { identity }))).toBe("401 unauthorized");
    expect(await errorCode(await posted(path, { identity }, `${session.token}x`))).toBe("401 unauthorized");
    expect(await errorCode(await posted(path, { identity }, other.token))).toBe("404 not_found");
    for (const body of [{}, { identity: "" }, { identity: 7 }, { identity: "x".repeat(4_097) }]) {
      expect(await errorCode(await posted(path, body, session.token))).toBe("400 bad_request");
    }
    const foreign = await request(path, {
      method: "POST",
      headers: {
        Origin: "https://evil.example",
        Authorization: `Bearer ${session.token}`,
        "Content-Type": "application/json",
      },
      body: JSON.stringify({ identity }),
    });
    expect(await errorCode(foreign)).toBe("403 forbidden_origin");
  });
});

describe("the return link of a joined conversation", () => {
  async function linked(): Promise<{ session: ConversationResponse; link: string; byLink: ReturnResponse }> {
    const { session } = await escalated();
    const { url } = (await (
      await posted(`/v1/conversations/${session.conversationId}/return-link`, {}, session.token)
    ).json()) as ReturnLinkResponse;
    const link = url.slice(url.indexOf("#") + 1);
    return { session, link, byLink: (await (await mutate("/v1/return", { link })).json()) as ReturnResponse };
  }

  it("goes on, names nobody, takes it from nobody, and ends what came by it when it is revoked", async () => {
    const { session, link, byLink } = await linked();
    // Who came by it does not make it theirs.
    expect(await errorCode(await joinedBy(byLink, await eve()))).toBe("409 wrong_state");
    const open = await visitor(byLink, true, SERVER);
    const joined = await sessionOf(await joinedBy(session, await ada()));
    const again = (await (await mutate("/v1/return", { link })).json()) as ReturnResponse;
    expect(await open.say("by the link")).toMatchObject({ type: "command.acknowledged" });
    const agent = await agentAt(session, "Anna");
    expect(personSeen(agent)).toMatchObject({ id: "ada" });
    for (const by of [byLink, again]) expect((await got(by, "session")).status).toBe(200);
    const headers = { Origin: SHOP, Authorization: `Bearer ${joined.token}` };
    const path = `/v1/conversations/${session.conversationId}/return-link`;
    expect((await request(path, { method: "DELETE", headers })).status).toBe(204);
    for (const by of [byLink, again]) expect(await errorCode(await got(by, "session"))).toBe("401 unauthorized");
    expect(await open.untilClosed()).toMatchObject({ code: 4401 });
    expect((await got(joined, "session")).status).toBe(200);
  });
});
