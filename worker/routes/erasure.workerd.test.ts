import { evictDurableObject, runDurableObjectAlarm, runInDurableObject } from "cloudflare:test";
import { SignJWT } from "jose";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import type {
  ConversationResponse,
  ErasureReceipt,
  ErasureResponse,
  MineResponse,
  ReturnLinkResponse,
} from "../../protocol/api.ts";
import type { SiteId } from "../../protocol/model.ts";
import type { TicketUpsert } from "../conversation/view.ts";
import { SWEEP_AFTER_MS } from "../inbox/forgotten.ts";
import { conversation, inbox, visitor as visitorObject, workspace } from "../objects.ts";
import { MeteredStorage } from "../storage/metered.ts";
import { eventually } from "../testing/eventually.ts";
import { fresh } from "../testing/fresh.ts";
import {
  agentOn,
  agentSocket,
  errorCode,
  escalated,
  mutate,
  newConversation,
  type Peer,
  request,
  SERVER,
  SHOP,
  signUp,
  upgrade,
  visitor,
} from "../testing/peer.ts";
import { bindings } from "../testing/session.ts";
import { storedBytes } from "../testing/stored-bytes.ts";

/** Words that no article, phrase or name has. */
const WORDS = ["zanzibarish", "quillonated", "brompton-blorp@shop.example"];
const { INBOX, VISITOR } = bindings;

afterEach(async () => {
  vi.restoreAllMocks();
  vi.useRealTimers();
  Object.assign(bindings, { INBOX, VISITOR });
  await fresh();
});

const objectOf = ({ conversationId }: ConversationResponse) => conversation(bindings, conversationId);
const desk = () => inbox(bindings, 0);
const withToken = ({ conversationId, token }: ConversationResponse, path = "", method = "GET", origin = SHOP) =>
  request(`/v1/conversations/${conversationId}${path}`, {
    method,
    headers: { Origin: origin, Authorization: `Bearer ${token}` },
  });
const erase = (session: ConversationResponse) => withToken(session, "", "DELETE");

async function receiptOf(response: Response): Promise<ErasureReceipt> {
  expect(response.headers.get("Cache-Control")).toBe("no-store");
  if (response.status !== 200) throw new Error(await errorCode(response));
  return response.json();
}

/** Escalated, answered, noted, with a contact; the ticket is known and its words are indexed. */
async function told(cookie: string): Promise<{ session: ConversationResponse; peer: Peer; agent: Peer }> {
  const { session, peer } = await escalated();
  await peer.say(`my ${WORDS[0]} is broken`);
  await peer.command({ type: "contact.set", contact: WORDS[2] });
  const agent = await agentOn(session.conversationId, cookie);
  await agent.command({ type: "ticket.claim", expected: null });
  await agent.command({ type: "note.add", text: `a ${WORDS[1]} visitor` });
  await agent.command({ type: "ticket.resolve", summary: `the ${WORDS[0]} was mended` });
  await objectOf(session).reportTicket();
  return { session, peer, agent };
}

const holds = (bytes: string) => WORDS.filter((word) => bytes.includes(word.split("@")[0] ?? word));

describe("a visitor who deletes everything", () => {
  it("gets a receipt; nothing that was said is stored anywhere, and everybody is told", async () => {
    const { anna } = await signUp();
    const { session, peer, agent } = await told(anna);
    const console_ = await agentSocket("/v1/console/inbox/socket", anna);
    console_.raw(JSON.stringify({ type: "inbox.search", query: WORDS[0] }));
    expect(((await console_.until((f) => f.type === "inbox.found")).tickets as unknown[]).length).toBe(1);
    expect(holds(await storedBytes(objectOf(session)))).toEqual(WORDS);
    expect(holds(await storedBytes(desk())).length).toBeGreaterThan(0);

    const before = Date.now();
    const receipt = await receiptOf(await erase(session));
    expect(receipt).toEqual({
      conversationId: session.conversationId,
      erasedAt: expect.any(Number),
      messages: expect.any(Number),
      files: 0,
      request: 1,
    });
    expect(receipt.erasedAt).toBeGreaterThanOrEqual(before);
    // Notes are not counted: visitors know nothing of them.
    expect(receipt.messages).toBe(peer.frames.filter((f) => f.type === "message.created").length);

    expect(await peer.untilClosed()).toEqual({ code: 4401, reason: "erased" });
    expect(await agent.untilClosed()).toEqual({ code: 4401, reason: "erased" });
    const removed = await console_.until((f) => f.type === "ticket.removed");
    expect(removed).toMatchObject({ conversationId: session.conversationId, counts: { open: 0 } });
    console_.raw(JSON.stringify({ type: "inbox.search", query: `${WORDS[0]} 1` }));
    const again = console_.frames.length;
    expect((await console_.until((f) => f.type === "inbox.found", again)).tickets).toEqual([]);

    const left = await storedBytes(objectOf(session));
    expect(holds(left)).toEqual([]);
    // One value, and no word in it that anybody has written.
    expect(left.split("\n")).toHaveLength(1);
    expect(left).not.toContain("Anna");
    expect(left).not.toContain("Test/1");
    vi.useFakeTimers({ toFake: ["Date"], now: Date.now() + SWEEP_AFTER_MS + 1_000 });
    // What is still to be swept outlives the instance.
    await evictDurableObject(desk());
    await runDurableObjectAlarm(desk());
    expect(holds(await storedBytes(desk()))).toEqual([]);
    expect(await storedBytes(desk())).not.toContain("Anna");
    expect(await runInDurableObject(desk(), (_, { storage }) => storage.getAlarm())).toBeNull();
  });

  it("gets the same receipt again, and everything else is not found for ever, with any token of before", async () => {
    const { anna } = await signUp();
    const { session } = await told(anna);
    const link = (await (await withToken(session, "/return-link", "POST")).json()) as ReturnLinkResponse;
    const receipt = await receiptOf(await erase(session));
    await evictDurableObject(objectOf(session));
    expect(await receiptOf(await erase(session))).toEqual(receipt);
    expect(await errorCode(await withToken(session, "/session"))).toBe("404 not_found");
    expect(await errorCode(await withToken(session, "/session?request=1"))).toBe("404 not_found");
    expect(await errorCode(await withToken(session, "/events?wait=0"))).toBe("404 not_found");
    const refused = await upgrade(`/v1/conversations/${session.conversationId}/socket`, {
      Origin: SHOP,
      "Sec-WebSocket-Protocol": `deskbell.1, t.${session.token}`,
    });
    expect(await errorCode(refused)).toBe("404 not_found");
    const frame = await request(`/v1/conversations/${session.conversationId}/frames`, {
      method: "POST",
      headers: { Origin: SHOP, Authorization: `Bearer ${session.token}`, "Content-Type": "application/json" },
      body: JSON.stringify({ type: "message.send", clientId: "after-it-1", text: "here I am again" }),
    });
    expect(await errorCode(frame)).toBe("404 not_found");
    const fragment = link.url.slice(link.url.indexOf("#") + 1);
    expect(await errorCode(await mutate("/v1/return", { link: fragment }))).toBe("404 not_found");
    const asAgent = { headers: { Cookie: anna } };
    const path = `/v1/console/conversations/${session.conversationId}/session`;
    expect(await errorCode(await request(path, asAgent))).toBe("404 not_found");
    expect(await objectOf(session).exists()).toBe(false);
    expect(await storedBytes(objectOf(session))).not.toContain("again");
  });

  it("where nobody has written leaves nothing, not even that", async () => {
    const session = await newConversation();
    expect(await receiptOf(await erase(session))).toMatchObject({ messages: 0, files: 0, request: null });
    expect(await storedBytes(objectOf(session))).toBe("");
    expect(await (await visitor(session)).say("still mine")).toMatchObject({ type: "command.acknowledged" });
  });

  it("with the token of another conversation, or from a foreign page, is refused", async () => {
    const [session, other] = [await newConversation(), await newConversation()];
    await (await visitor(session)).say("hello");
    const foreign = { ...session, token: other.token };
    expect(await errorCode(await erase(foreign))).toBe("404 not_found");
    expect(await errorCode(await withToken(session, "", "DELETE", "https://evil.example"))).toBe(
      "403 forbidden_origin",
    );
    expect(await objectOf(session).exists()).toBe(true);
  });

  it("again and again is refused for a while", async () => {
    // Nothing is refilled, however slow the machine is.
    vi.setSystemTime(Date.now());
    const session = await newConversation();
    await (await visitor(session)).say("hello");
    const answers = [];
    for (let i = 0; i < 6; i++) answers.push((await erase(session)).status);
    expect(answers).toEqual([200, 200, 200, 200, 200, 429]);
  });

  it("takes the files along", async () => {
    const session = await newConversation();
    const peer = await visitor(session);
    const sent = await request(`/v1/conversations/${session.conversationId}/files`, {
      method: "POST",
      headers: {
        Origin: SHOP,
        Authorization: `Bearer ${session.token}`,
        "Content-Type": "text/plain",
        "X-File-Name": `${WORDS[1]}.txt`,
      },
      body: `a ${WORDS[0]} file`,
    });
    expect(sent.status).toBe(201);
    const { id } = (await sent.json()) as { id: string };
    await peer.say("see the file", { files: [id] });
    expect(holds(await storedBytes(objectOf(session)))).toEqual(WORDS.slice(0, 2));
    expect(await receiptOf(await erase(session))).toMatchObject({ files: 1, messages: 2 });
    expect(holds(await storedBytes(objectOf(session)))).toEqual([]);
    expect((await withToken(session, `/files/${id}`)).ok).toBe(false);
  });
});

describe("a message that is on its way", () => {
  it("does not begin the conversation anew", async () => {
    const { session, peer } = await escalated();
    // The settings are old, and the Workspace takes its time: the turn waits for them.
    const settings = await workspace(bindings).settings();
    vi.useFakeTimers({ toFake: ["Date"], now: Date.now() + 120_000 });
    let [asked, open] = [false, false];
    const slow = async () => {
      asked = true;
      while (!open) await scheduler.wait(5);
      return settings;
    };
    vi.spyOn(bindings.WORKSPACE, "getByName").mockReturnValue({ settings: slow } as never);
    peer.raw(JSON.stringify({ type: "message.send", clientId: "on-its-way", text: "hello?" }));
    await eventually(() => expect(asked).toBe(true));
    expect(await objectOf(session).erase(session.conversationId, null)).toMatchObject({ kind: "erased" });
    open = true;
    await peer.untilClosed();
    await scheduler.wait(50);
    await evictDurableObject(objectOf(session));
    expect(await objectOf(session).phase()).toBe("erased");
    expect(await storedBytes(objectOf(session))).not.toContain("hello?");
  });

  it("to the inbox does not bring the ticket back; nor does a rebuild or a comparison", async () => {
    const { session } = await escalated();
    const late = (await objectOf(session).ticketState()) as TicketUpsert;
    await receiptOf(await erase(session));
    await desk().upsert({ ...late, version: late.version + 5, document: "late words" });
    expect(await desk().knows(session.conversationId)).toBe(false);
    await evictDurableObject(desk());
    await desk().upsert({ ...late, version: late.version + 5, number: null });
    expect(await desk().knows(session.conversationId)).toBe(false);
    expect(await objectOf(session).reportTicket()).toBe(false);
    expect(await objectOf(session).ticketState()).toBeNull();
    await runDurableObjectAlarm(desk());
    expect(await desk().knows(session.conversationId)).toBe(false);
    // The next ticket does not get the number of the erased one.
    const next = await escalated();
    expect(await objectOf(next.session).requestState()).toMatchObject({ number: 2 });
  });
});

describe("killed or cut off in the middle", () => {
  /** The Inbox does not answer; everything else does. */
  function deaf(): () => void {
    const real = INBOX.getByName.bind(INBOX);
    const spy = vi.spyOn(INBOX, "getByName").mockImplementation((name) => {
      const stub = real(name);
      const forget = () => Promise.reject(new Error("away"));
      return new Proxy(stub, { get: (_, key) => (key === "forget" ? forget : Reflect.get(stub, key)) });
    });
    return () => spy.mockRestore();
  }

  it("before the inbox has heard: nothing can be read any more, and the alarm goes on with it", async () => {
    const { session } = await escalated();
    const hears = deaf();
    expect(await errorCode(await erase(session))).toBe("503 unavailable");
    expect(await errorCode(await withToken(session, "/session"))).toBe("404 not_found");
    expect(await storedBytes(objectOf(session))).not.toContain("talk to a human");
    expect(await desk().knows(session.conversationId)).toBe(true);
    await evictDurableObject(objectOf(session));
    expect(await errorCode(await erase(session))).toBe("503 unavailable");
    hears();
    await evictDurableObject(objectOf(session));
    // The wake alone has set the alarm again.
    expect(await objectOf(session).phase()).toBe("erased");
    await runDurableObjectAlarm(objectOf(session));
    await eventually(async () => expect(await desk().knows(session.conversationId)).toBe(false));
    expect(await receiptOf(await erase(session))).toMatchObject({ request: 1 });
  });

  it("before the old pages were thrown away: asked again, it is done", async () => {
    const { session } = await escalated();
    const real = MeteredStorage.prototype.deleteAll;
    vi.spyOn(MeteredStorage.prototype, "deleteAll").mockImplementationOnce(() => {
      throw new Error("killed here");
    });
    expect(await errorCode(await erase(session))).toBe("503 unavailable");
    expect(await desk().knows(session.conversationId)).toBe(false);
    await evictDurableObject(objectOf(session));
    const purged = vi.spyOn(MeteredStorage.prototype, "deleteAll").mockImplementation(real);
    expect(await receiptOf(await erase(session))).toMatchObject({ request: 1 });
    // The one that was killed is the first.
    expect(purged).toHaveBeenCalledTimes(2);
    expect((await storedBytes(objectOf(session))).split("\n")).toHaveLength(1);
  });

  it("before the commit: nothing has happened", async () => {
    const { session, peer } = await escalated();
    vi.spyOn(MeteredStorage.prototype, "transaction").mockImplementationOnce(() => {
      throw new Error("database or disk is full");
    });
    expect((await erase(session)).status).toBe(500);
    vi.restoreAllMocks();
    expect(await objectOf(session).phase()).toBe("open");
    expect(await peer.say("still here")).toMatchObject({ type: "command.acknowledged" });
  });
});

describe("what erasure costs", () => {
  it("nothing for ever in the inbox: after a day no call can be late any more", async () => {
    const ids = () =>
      runInDurableObject(desk(), (_, { storage }) =>
        [...storage.sql.exec<{ id: string }>("SELECT id FROM forgotten")].map(({ id }) => id),
      );
    const first = await escalated();
    await receiptOf(await erase(first.session));
    vi.useFakeTimers({ toFake: ["Date"], now: Date.now() + 25 * 3_600_000 });
    await runDurableObjectAlarm(desk());
    const second = await escalated();
    await receiptOf(await erase(second.session));
    expect(await ids()).toEqual([second.session.conversationId]);
  });

  it("a handful of rows in the conversation, and one for the late in the inbox beside the ticket's own", async () => {
    const { session } = await escalated();
    const before = { own: await objectOf(session).rowsWritten(), inbox: await desk().rowsWritten() };
    await receiptOf(await erase(session));
    const after = { own: await objectOf(session).rowsWritten(), inbox: await desk().rowsWritten() };
    const sum = (rows: Record<string, number>) => Object.values(rows).reduce((a, b) => a + b, 0);
    console.log("rows, erased:", JSON.stringify(after.own), "inbox", JSON.stringify(after.inbox));
    expect(sum(after.own) - sum(before.own)).toBeLessThanOrEqual(7);
    const { search: _, ...inboxAfter } = after.inbox;
    const { search: __, ...inboxBefore } = before.inbox;
    expect(sum(inboxAfter) - sum(inboxBefore)).toBeLessThanOrEqual(7);
    await erase(session);
    expect(await objectOf(session).rowsWritten()).toEqual(after.own);
    expect(await desk().rowsWritten()).toEqual(after.inbox);
  });
});

describe("an admin", () => {
  const byAgent = (id: string, headers: Record<string, string>) =>
    request(`/v1/console/conversations/${id}`, {
      method: "DELETE",
      headers: { Origin: SERVER, "X-Deskbell": "1", "Sec-Fetch-Site": "same-origin", ...headers },
    });

  it("erases a conversation; an agent does not, nor a foreign page, nor anybody what there is not", async () => {
    const { anna, boris } = await signUp();
    const { session, peer } = await escalated();
    const id = session.conversationId;
    expect(await errorCode(await byAgent(id, {}))).toBe("401 unauthorized");
    expect(await errorCode(await byAgent(id, { Cookie: boris }))).toBe("403 forbidden");
    expect(await errorCode(await byAgent(id, { Cookie: anna, "X-Deskbell": "" }))).toBe("403 forbidden_origin");
    expect(await errorCode(await byAgent(id, { Cookie: anna, Origin: SHOP }))).toBe("403 forbidden_origin");
    const unknown = `c_0${"0".repeat(26)}`;
    expect(await errorCode(await byAgent(unknown, { Cookie: anna }))).toBe("404 not_found");
    expect(await errorCode(await byAgent("nonsense", { Cookie: anna }))).toBe("404 not_found");
    const receipt = await receiptOf(await byAgent(id, { Cookie: anna }));
    expect(receipt).toMatchObject({ conversationId: id, request: 1 });
    expect(await peer.untilClosed()).toMatchObject({ code: 4401 });
    expect(await receiptOf(await byAgent(id, { Cookie: anna }))).toEqual(receipt);
    expect(await desk().knows(session.conversationId)).toBe(false);
  });
});

describe("a signed person", () => {
  let key = "";
  let minutes = 0;
  beforeEach(async () => {
    key = (await workspace(bindings).newIdentityKey("demo"))?.key ?? "";
    // The keys of the test before are still known to this isolate.
    vi.useFakeTimers({ toFake: ["Date"], now: Date.now() + (minutes += 2) * 60_000 });
  });

  const demo = "demo" as SiteId;
  const seconds = () => Math.floor(Date.now() / 1000);
  const sign = (sub = "ada") =>
    new SignJWT({ sub, aud: "demo", iat: seconds(), exp: seconds() + 300, name: WORDS[1] })
      .setProtectedHeader({ alg: "HS256" })
      .sign(new Uint8Array(Buffer.from(key, "base64url")));
  async function ask<T>(path: string, body: object): Promise<T> {
    const response = await request(path, {
      method: "POST",
      headers: { Origin: SHOP, "Content-Type": "application/json" },
      body: JSON.stringify({ site: "demo", ...body }),
    });
    if (!response.ok) throw new Error(await errorCode(response));
    return response.json();
  }

  it("erases all that is theirs, and nobody else's; nothing is known of them any more", async () => {
    const identity = await sign();
    const first = await ask<ConversationResponse>("/v1/conversations", { identity });
    await (await visitor(first)).say(`first ${WORDS[0]}`, { choice: { of: 0, pick: "human" } });
    const second = await ask<ConversationResponse>("/v1/conversations", { identity, anew: true });
    await (await visitor(second)).say("second");
    const unwritten = await ask<ConversationResponse>("/v1/conversations", { identity, anew: true });
    const bobs = await ask<ConversationResponse>("/v1/conversations", { identity: await sign("bob") });
    await (await visitor(bobs)).say("mine");
    const result = await ask<ErasureResponse>("/v1/conversations/mine/erase", { identity });
    expect(result.left).toBe(0);
    expect(result.receipts.map((r) => r.conversationId).sort()).toEqual(
      [first.conversationId, second.conversationId].sort(),
    );
    for (const session of [first, second]) expect(holds(await storedBytes(objectOf(session)))).toEqual([]);
    expect(await storedBytes(visitorObject(bindings, demo, "ada"))).toBe("");
    expect(await objectOf(bobs).exists()).toBe(true);
    expect(unwritten.conversationId).not.toBe(second.conversationId);
    expect(await ask<ErasureResponse>("/v1/conversations/mine/erase", { identity })).toEqual({ receipts: [], left: 0 });
    expect(await ask<MineResponse>("/v1/conversations/mine", { identity })).toEqual({ conversations: [] });
    const anew = await ask<ConversationResponse>("/v1/conversations", { identity });
    expect([first, second, unwritten].map((s) => s.conversationId)).not.toContain(anew.conversationId);
  });

  it("erases one: it leaves their list, and the others stay", async () => {
    const identity = await sign();
    const first = await ask<ConversationResponse>("/v1/conversations", { identity });
    await (await visitor(first)).say("first");
    const second = await ask<ConversationResponse>("/v1/conversations", { identity, anew: true });
    await (await visitor(second)).say("second");
    await receiptOf(await erase(second));
    expect(await visitorObject(bindings, demo, "ada").conversations()).toEqual([first.conversationId]);
    expect((await ask<ConversationResponse>("/v1/conversations", { identity })).conversationId).toBe(
      first.conversationId,
    );
  });

  it("is told how many are left when some do not answer, and asks again", async () => {
    const identity = await sign();
    const first = await ask<ConversationResponse>("/v1/conversations", { identity });
    await (await visitor(first)).say("a human", { choice: { of: 0, pick: "human" } });
    const real = INBOX.getByName.bind(INBOX);
    vi.spyOn(INBOX, "getByName").mockImplementation((name) => {
      const stub = real(name);
      const forget = () => Promise.reject(new Error("away"));
      return new Proxy(stub, { get: (_, key) => (key === "forget" ? forget : Reflect.get(stub, key)) });
    });
    expect(await ask<ErasureResponse>("/v1/conversations/mine/erase", { identity })).toEqual({ receipts: [], left: 1 });
    vi.restoreAllMocks();
    expect(await ask<ErasureResponse>("/v1/conversations/mine/erase", { identity })).toMatchObject({
      receipts: [{ conversationId: first.conversationId }],
      left: 0,
    });
  });

  it("a person whose list still names an erased one begins another", async () => {
    const identity = await sign();
    const first = await ask<ConversationResponse>("/v1/conversations", { identity });
    await (await visitor(first)).say("first");
    await receiptOf(await erase(first));
    // As if the Visitor had been told late: it is in the list again.
    await visitorObject(bindings, demo, "ada").begin(first.conversationId, null);
    for (const anew of [false, true]) {
      const next = await ask<ConversationResponse>("/v1/conversations", { identity, anew });
      expect(next.conversationId).not.toBe(first.conversationId);
    }
  });
});
