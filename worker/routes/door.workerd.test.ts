import { createExecutionContext, evictDurableObject, runInDurableObject } from "cloudflare:test";
import { afterEach, describe, expect, it } from "vitest";
import type { ConversationResponse, EventsResponse, FramesResponse } from "../../protocol/api.ts";
import { createApp } from "../app.ts";
import type { Env } from "../env.ts";
import { conversation, inbox } from "../objects.ts";
import { fresh } from "../testing/fresh.ts";
import { errorCode, escalated, mutate, request, SERVER, SHOP, signUp, visitor } from "../testing/peer.ts";
import { bindings, mintSession } from "../testing/session.ts";

afterEach(() => fresh());

type Told = Omit<EventsResponse, "events"> & { events: (Record<string, unknown> & { type: string })[] };
type Query = Record<string, string | number>;

const search = (query: Query) => new URLSearchParams(query as Record<string, string>).toString();
const bearer = (token: string) => ({ Origin: SHOP, Authorization: `Bearer ${token}` });
const types = ({ events }: Told) => events.map((e) => e.type);

function poll({ conversationId, token }: ConversationResponse, query: Query, init: RequestInit = {}) {
  return request(`/v1/conversations/${conversationId}/events?${search(query)}`, { headers: bearer(token), ...init });
}

async function told(response: Response | Promise<Response>): Promise<Told> {
  const answer = await response;
  if (answer.status !== 200) throw new Error(await errorCode(answer));
  expect(answer.headers.get("Cache-Control")).toBe("no-store");
  return answer.json();
}

function post({ conversationId, token }: ConversationResponse, body: BodyInit, headers: Record<string, string> = {}) {
  return request(`/v1/conversations/${conversationId}/frames`, {
    method: "POST",
    headers: { ...bearer(token), "Content-Type": "application/json", ...headers },
    body,
  });
}

async function say(session: ConversationResponse, text: string, clientId = crypto.randomUUID()) {
  const response = await post(session, JSON.stringify({ type: "message.send", clientId, text }));
  return ((await response.json()) as FramesResponse).events;
}

/** What a caller knows after everything has come: to ask on with. */
async function caughtUp(session: ConversationResponse): Promise<Query> {
  const { events, state } = await told(poll(session, {}));
  const { epoch, heads } = events[0] as unknown as { epoch: string; heads: { public: number } };
  return { public: heads.public, epoch, state };
}

/** Sockets that an object holds. */
const sockets = (session: ConversationResponse) =>
  runInDurableObject(conversation(bindings, session.conversationId), (_, state) => state.getWebSockets().length);

async function until(holds: () => Promise<boolean>): Promise<void> {
  for (let i = 0; i < 10_000; i++) {
    if (await holds()) return;
    await scheduler.wait(10);
  }
  throw new Error("it never came to that");
}

describe("news over HTTP", () => {
  it("the first question is answered at once, with everything; so is one after something was missed", async () => {
    const session = await mintSession();
    expect(types(await told(poll(session, { wait: 25_000 })))).toEqual(["welcome"]);
    const known = await caughtUp(session);
    expect(await say(session, "hello")).toMatchObject([{ type: "command.acknowledged", seq: 1 }]);
    const missed = await told(poll(session, { ...known, wait: 25_000 }));
    expect(types(missed)).toEqual(["welcome", "messages.page"]);
    expect(missed.events[1]).toMatchObject({ from: 1, more: false });
  });

  it("waits, and ends with the next message and what came along with it", async () => {
    const session = await mintSession();
    await say(session, "hello");
    const known = await caughtUp(session);
    const waiting = told(poll(session, { ...known, wait: 25_000 }));
    await until(async () => (await sockets(session)) === 1);
    await say(session, "how do I reset my password?");
    const news = await waiting;
    expect(types(news).slice(0, 3)).toEqual(["welcome", "message.created", "message.created"]);
    // Asked on with its state, nothing is told a second time.
    const seq = Math.max(...news.events.map((e) => (e.message as { seq: number } | undefined)?.seq ?? 0));
    const next = await told(poll(session, { ...known, public: seq, state: news.state, wait: 0 }));
    expect(types(next)).toEqual(["welcome"]);
    expect(next.state).toBe(news.state);
  });

  it("the object may sleep meanwhile", async () => {
    const session = await mintSession();
    await say(session, "hello");
    const waiting = told(poll(session, { ...(await caughtUp(session)), wait: 25_000 }));
    await until(async () => (await sockets(session)) === 1);
    await evictDurableObject(conversation(bindings, session.conversationId));
    await say(session, "still there?");
    expect(types(await waiting)).toContain("message.created");
  });

  it("another state than the caller's is answered at once, a change while it waits too", async () => {
    const { session, peer } = await escalated();
    const known = await caughtUp(session);
    const early = await told(poll(session, { ...known, state: "of yesterday", wait: 25_000 }));
    expect(types(early)).toEqual(["welcome"]);
    expect(early.state).toBe(known.state);
    const waiting = told(poll(session, { ...known, wait: 25_000 }));
    await until(async () => (await sockets(session)) === 2);
    await peer.command({ type: "contact.set", contact: "ada@shop.example" });
    const changed = await waiting;
    expect(types(changed)).toContain("conversation.changed");
    expect(changed.state).not.toBe(known.state);
    expect((await caughtUp(session)).state).toBe(changed.state);
  });

  it("without news it ends with the time that was asked for", async () => {
    const session = await mintSession();
    const known = await caughtUp(session);
    for (const wait of [0, 50]) {
      const nothing = await told(poll(session, { ...known, wait }));
      expect(types(nothing)).toEqual(["welcome"]);
      expect(nothing.state).toBe(known.state);
    }
  });

  it("another epoch is answered at once: the caller's list is of another past", async () => {
    const session = await mintSession();
    await say(session, "hello");
    const known = await caughtUp(session);
    expect(types(await told(poll(session, { ...known, epoch: "e", wait: 25_000 })))).toEqual([
      "welcome",
      "messages.page",
    ]);
  });

  it("a poll that is cancelled, or over, leaves no socket behind", async () => {
    const session = await mintSession();
    await say(session, "hello");
    const known = await caughtUp(session);
    await until(async () => (await sockets(session)) === 0);
    const gone = new AbortController();
    const waiting = poll(session, { ...known, wait: 25_000 }, { signal: gone.signal }).catch(() => null);
    await until(async () => (await sockets(session)) === 1);
    gone.abort();
    await waiting;
    await until(async () => (await sockets(session)) === 0);
  });

  it("a restart is 503 with a time to come back", async () => {
    const session = await mintSession();
    await say(session, "hello");
    const waiting = poll(session, { ...(await caughtUp(session)), wait: 25_000 });
    await until(async () => (await sockets(session)) === 1);
    await conversation(bindings, session.conversationId).drain();
    const refused = await waiting;
    expect(refused.headers.get("Retry-After")).toBeTruthy();
    expect(await errorCode(refused)).toBe("503 unavailable");
  });

  it("more sockets than one may have: the object's own refusal", async () => {
    const session = await mintSession();
    const peers = await Promise.all(Array.from({ length: 24 }, () => visitor(session, false)));
    for (const refused of [await poll(session, {}), await post(session, '{"type":"read.set","seq":1}')]) {
      expect(refused.headers.get("Retry-After")).toBe("30");
      expect(refused.headers.get("Access-Control-Allow-Origin")).toBe(SHOP);
      expect(await errorCode(refused)).toBe("429 too_many");
    }
    for (const peer of peers) peer.close();
  });

  it.each(["public=-1", "public=x", "wait=-1", "wait=soon"])("%s is refused", async (query) => {
    const { conversationId, token } = await mintSession();
    const response = await request(`/v1/conversations/${conversationId}/events?${query}`, { headers: bearer(token) });
    expect(await errorCode(response)).toBe("400 bad_request");
  });
});

describe("commands over HTTP", () => {
  it("once stored, however often they are sent, over whichever door", async () => {
    const session = await mintSession();
    const [first] = await say(session, "hello", "same-client-id");
    expect(await say(session, "hello", "same-client-id")).toEqual([first]);
    const peer = await visitor(session);
    expect(await peer.say("hello", { clientId: "same-client-id" })).toEqual(first);
    expect(await say(session, "other", "same-client-id")).toMatchObject([
      { type: "command.refused", code: "conflict" },
    ]);
  });

  it("older messages are one page; a sign has no answer, and is heard", async () => {
    const { session, peer } = await escalated();
    const older = await post(session, '{"type":"history.get","stream":"public","before":2}');
    expect(await older.json()).toMatchObject({ events: [{ type: "messages.page", from: 1, to: 1 }] });
    const sign = await post(session, '{"type":"read.set","seq":2}');
    expect(await sign.json()).toEqual({ events: [] });
    expect(await peer.until((f) => f.type === "read.changed")).toMatchObject({ read: { visitor: 2 } });
  });

  it("a visitor does not learn that there is another stream", async () => {
    const { session } = await escalated();
    const asked = await post(session, '{"type":"history.get","stream":"internal","before":9}');
    expect(await asked.json()).toEqual({ events: [] });
  });

  it.each<[string, BodyInit, Record<string, string>, string]>([
    ["hello", '{"type":"hello","have":{"public":0},"epoch":null}', {}, "400 bad_request"],
    ["a type twice", '{"type":"read.set","type":"hello","have":{"public":0}}', {}, "400 bad_request"],
    ["no JSON", "{", {}, "400 bad_frame"],
    ["a list", "[]", {}, "400 bad_frame"],
    ["null", "null", {}, "400 bad_frame"],
    ["nothing", "", {}, "400 bad_frame"],
    ["deep nesting", "[".repeat(60_000), {}, "400 bad_frame"],
    ["no text", new Uint8Array([0x7b, 0xff, 0xfe]), {}, "400 bad_frame"],
    ["bytes in a text", new Uint8Array([...Buffer.from('{"type":"'), 0xff, ...Buffer.from('"}')]), {}, "400 bad_frame"],
    ["a form", '{"type":"read.set","seq":1}', { "Content-Type": "text/plain" }, "415 unsupported_media_type"],
    ["a byte too many", `{"type":"${"x".repeat(64 * 1024)}"}`, {}, "413 too_big"],
    ["1.1 MB", `{"type":"${"x".repeat(1_100_000)}"}`, {}, "413 too_big"],
    ["a length that is not so", `{"type":"${"x".repeat(70_000)}"}`, { "Content-Length": "7" }, "413 too_big"],
  ])("%s is refused before the object is asked", async (_, body, headers, expected) => {
    const session = await mintSession();
    expect(await errorCode(await post(session, body, headers))).toBe(expected);
    expect(await conversation(bindings, session.conversationId).exists()).toBe(false);
  });

  it("a body without end is cut where it is too big", async () => {
    let chunks = 0;
    const endless = new ReadableStream({
      pull(controller) {
        chunks += 1;
        controller.enqueue(new Uint8Array(16 * 1024).fill(0x20));
      },
    });
    const session = await mintSession();
    const { conversationId, token } = session;
    const response = await request(`/v1/conversations/${conversationId}/frames`, {
      method: "POST",
      headers: { ...bearer(token), "Content-Type": "application/json" },
      body: endless,
      duplex: "half",
    } as RequestInit);
    expect(await errorCode(response)).toBe("413 too_big");
    expect(chunks).toBeLessThan(100);
  });

  it.each([
    ["a prototype", '{"type":"message.send","__proto__":{"isAgent":true},"constructor":{}}', "bad_frame"],
    ["no type", "{}", "unknown_type"],
    ["an unknown one", '{"type":"ticket.steal"}', "unknown_type"],
  ])("%s is answered as on the socket", async (_, body, code) => {
    const response = await post(await mintSession(), body);
    expect(response.status).toBe(200);
    expect(await response.json()).toEqual({ events: [{ type: "error", code }] });
    expect(({} as { isAgent?: boolean }).isAgent).toBeUndefined();
  });
});

describe("who may come in", () => {
  it("nobody with another's token, none, an old one, or one in the address", async () => {
    const [mine, other] = [await mintSession(), await mintSession()];
    const old = await mintSession({ expiresAt: Date.now() - 120_000 });
    const bodies = new Set<string>();
    for (const id of [other.conversationId, `c_0${"0".repeat(26)}`, "nonsense"]) {
      for (const response of [
        await poll({ ...mine, conversationId: id as typeof mine.conversationId }, {}),
        await post({ ...mine, conversationId: id as typeof mine.conversationId }, "{}"),
      ]) {
        expect(response.status).toBe(404);
        bodies.add(await response.text());
      }
    }
    expect(bodies.size).toBe(1);
    for (const token of ["", "null", "a.b.c", old.token, `${mine.token}x`]) {
      expect(await errorCode(await poll({ ...mine, token }, {}))).toBe("401 unauthorized");
      expect(await errorCode(await post({ ...mine, token }, "{}"))).toBe("401 unauthorized");
    }
    const path = `/v1/conversations/${mine.conversationId}/events`;
    for (const query of [`token=${mine.token}`, `t=${mine.token}`, `access_token=${mine.token}`]) {
      expect(await errorCode(await request(`${path}?${query}`, { headers: { Origin: SHOP } }))).toBe(
        "401 unauthorized",
      );
    }
    expect(await conversation(bindings, other.conversationId).exists()).toBe(false);
  });

  it.each([
    "https://evil.example",
    "null",
    "https://shop.example.evil.com",
    "https://shopXexample",
    "https://other.example",
  ])("nobody from %s", async (origin) => {
    const session = await mintSession();
    const headers = { ...bearer(session.token), Origin: origin };
    expect(await errorCode(await poll(session, {}, { headers }))).toBe("403 forbidden_origin");
    expect(await errorCode(await post(session, "{}", { Origin: origin }))).toBe("403 forbidden_origin");
  });

  it("a listed page may ask by preflight, another gets no leave; nothing is for everybody", async () => {
    const { conversationId } = await mintSession();
    for (const [origin, expected] of [
      [SHOP, SHOP],
      ["https://evil.example", null],
    ] as const) {
      for (const path of [`${conversationId}/events`, `${conversationId}/frames`, "mine"]) {
        const headers = { Origin: origin, "Access-Control-Request-Method": "POST" };
        const response = await request(`/v1/conversations/${path}`, { method: "OPTIONS", headers });
        expect(response.headers.get("Access-Control-Allow-Origin")).toBe(expected);
        expect(response.headers.get("Access-Control-Allow-Headers")).toBe("Authorization, Content-Type, X-File-Name");
        expect(response.headers.get("Vary")).toContain("Origin");
        expect(response.headers.has("Access-Control-Allow-Credentials")).toBe(false);
      }
    }
  });

  it("who is put out while waiting is put out at once", async () => {
    const expiring = await mintSession({ expiresAt: Date.now() - 30_000 });
    // Within the tolerance between two clocks: let in, and put out by the object.
    expect(await errorCode(await poll(expiring, {}))).toBe("401 unauthorized");
    expect(await errorCode(await post(expiring, '{"type":"message.send","clientId":"late-one","text":"x"}'))).toBe(
      "401 unauthorized",
    );
  });
});

describe("agents", () => {
  const own = (cookie: string, more: Record<string, string> = {}) => ({ headers: { Cookie: cookie, ...more } });
  const path = ({ conversationId }: ConversationResponse, what: string) =>
    `/v1/console/conversations/${conversationId}/${what}`;

  it("read both streams, wait, speak, and are put out with their session", async () => {
    const { session } = await escalated();
    const { anna, boris } = await signUp();
    const first = await told(request(path(session, "events"), own(boris)));
    expect(first.events[0]).toMatchObject({ type: "welcome", ticket: { id: session.conversationId } });
    const claim = { type: "ticket.claim", clientId: "claim-over-http", expected: null };
    const claimed = await mutate(path(session, "frames"), claim, { Cookie: anna });
    expect(await claimed.json()).toMatchObject({ events: [{ type: "command.acknowledged" }] });
    const note = { type: "note.add", clientId: "note-over-http", text: "of ours" };
    await (await mutate(path(session, "frames"), note, { Cookie: anna })).text();
    const { events, state } = await told(request(path(session, "events"), own(boris)));
    const streams = events.filter((e) => e.type === "messages.page").map((e) => e.stream);
    expect(streams).toEqual(["public", "internal"]);
    const { epoch, heads } = events[0] as unknown as { epoch: string; heads: { public: number; internal: number } };
    const query = search({ ...heads, epoch, state, wait: 25_000 });
    const before = await sockets(session);
    const waiting = request(`${path(session, "events")}?${query}`, own(boris));
    await until(async () => (await sockets(session)) > before);
    const agents = (await (await request("/v1/console/agents", own(anna))).json()) as {
      agents: { id: string; name: string }[];
    };
    const id = agents.agents.find((a) => a.name === "Boris")?.id;
    const headers = { Cookie: anna, Origin: SERVER, "X-Deskbell": "1" };
    expect((await request(`/v1/console/agents/${id}`, { method: "DELETE", headers })).status).toBe(204);
    expect(await errorCode(await waiting)).toBe("401 unauthorized");
    expect(await errorCode(await request(path(session, "events"), own(boris)))).toBe("401 unauthorized");
  });

  it("come from this server's own pages only", async () => {
    const { session } = await escalated();
    const { anna } = await signUp();
    for (const foreign of [{ Origin: SHOP }, { Origin: "null" }, { "Sec-Fetch-Site": "cross-site" }]) {
      for (const address of [path(session, "events"), "/v1/console/inbox/events"]) {
        expect(await errorCode(await request(address, own(anna, foreign)))).toBe("403 forbidden_origin");
      }
    }
    for (const forged of [{ Origin: SHOP }, { "X-Deskbell": "" }, { "Sec-Fetch-Site": "cross-site" }]) {
      for (const address of [path(session, "frames"), "/v1/console/inbox/frames"]) {
        expect(await errorCode(await mutate(address, {}, { Cookie: anna, ...forged }))).toBe("403 forbidden_origin");
      }
    }
    expect(
      (await told(request(path(session, "events"), own(anna, { "Sec-Fetch-Site": "same-origin" })))).state,
    ).toBeTruthy();
  });

  it("see the inbox, wait for its news, list and search it", async () => {
    const { anna } = await signUp();
    const first = await told(request("/v1/console/inbox/events", own(anna)));
    expect(first.events).toMatchObject([{ type: "welcome", counts: { open: 0 }, revision: first.state }]);
    const query = search({ state: first.state, wait: 25_000 });
    const waiting = told(request(`/v1/console/inbox/events?${query}`, own(anna)));
    await until(async () => (await inbox(bindings, 0).metrics()).sockets === 1);
    const { session } = await escalated();
    expect(types(await waiting)).toContain("ticket.changed");
    const later = await told(
      request(`/v1/console/inbox/events?${search({ state: first.state, wait: 25_000 })}`, own(anna)),
    );
    expect(later.state).not.toBe(first.state);
    const frames = (frame: object) => mutate("/v1/console/inbox/frames", frame, { Cookie: anna });
    expect(await (await frames({ type: "inbox.list", view: "open", after: null })).json()).toMatchObject({
      events: [{ type: "inbox.page", tickets: [{ conversationId: session.conversationId }] }],
    });
    expect(await (await frames({ type: "inbox.search", query: "human" })).json()).toMatchObject({
      events: [{ type: "inbox.found", query: "human" }],
    });
    expect(await (await frames({ type: "nonsense" })).json()).toMatchObject({ events: [{ type: "error" }] });
  });

  it.each(["1", "-1", "x", "00x", "999", "1.0", ""])("there is no shard %j", async (shard) => {
    const { anna } = await signUp();
    const { status } = await request(`/v1/console/inbox/events?shard=${shard}`, own(anna));
    expect(status).toBe(404);
    const posted = await mutate(`/v1/console/inbox/frames?shard=${shard}`, {}, { Cookie: anna });
    expect(await errorCode(posted)).toBe("404 not_found");
  });
});

describe("an object that cannot answer", () => {
  const ask = async (broken: Partial<Env>, path: string, init: RequestInit) =>
    createApp().fetch(new Request(`${SERVER}${path}`, init), { ...bindings, ...broken }, createExecutionContext());
  const failing = (error: object) =>
    ({
      getByName: () => new Proxy({}, { get: () => () => Promise.reject(Object.assign(new Error("broken"), error)) }),
    }) as unknown as Env["CONVERSATION"];

  it.each([
    ["overloaded", { overloaded: true }, "503 unavailable", "5"],
    ["moved", { retryable: true }, "503 unavailable", "1"],
    ["broken", {}, "500 internal", null],
  ])("because it is %s", async (_, error, expected, retryAfter) => {
    const { conversationId, token } = await mintSession();
    const headers = { ...bearer(token), "Content-Type": "application/json" };
    const base = `/v1/conversations/${conversationId}`;
    for (const [path, init] of [
      [`${base}/events`, { headers }],
      [`${base}/frames`, { method: "POST", headers, body: "{}" }],
      [`${base}/session?request=1`, { headers }],
      [`${base}/return-link`, { method: "POST", headers }],
    ] as const) {
      const response = await ask({ CONVERSATION: failing(error) }, path, init);
      expect(response.headers.get("Retry-After")).toBe(retryAfter);
      expect(await errorCode(response)).toBe(expected);
    }
  });
});
