import { createExecutionContext, runInDurableObject } from "cloudflare:test";
import { type JWTPayload, SignJWT } from "jose";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import type { ConversationResponse, IdentityKeyResponse, MineResponse } from "../../protocol/api.ts";
import { BEGINNINGS_BURST, TOKEN_TTL_MS } from "../../protocol/limits.ts";
import type { SiteId } from "../../protocol/model.ts";
import { signToken } from "../access/tokens.ts";
import { createApp } from "../app.ts";
import type { Env } from "../env.ts";
import { conversation, visitor as visitorObject, workspace } from "../objects.ts";
import { fresh } from "../testing/fresh.ts";
import { agentOn, errorCode, mutate, Peer, request, SERVER, SHOP, signUp, upgrade, visitor } from "../testing/peer.ts";
import { bindings } from "../testing/session.ts";

const demo = "demo" as SiteId;
let key: string;

beforeEach(async () => {
  key = (await workspace(bindings).newIdentityKey("demo"))?.key ?? "";
  // The keys of the test before are still known to this isolate.
  vi.useFakeTimers({ toFake: ["Date"], now: Date.now() + (minutes += 2) * 60_000 });
});
let minutes = 0;

afterEach(async () => {
  vi.useRealTimers();
  await fresh();
});

type Claims = { sub?: string; aud?: string; iat?: number; exp?: number | undefined; name?: string; email?: string };
const seconds = () => Math.floor(Date.now() / 1000);

function sign(claims: Claims = {}, by = key, alg = "HS256"): Promise<string> {
  const all = { sub: "ada", aud: "demo", iat: seconds(), exp: seconds() + 300, ...claims } as JWTPayload;
  return new SignJWT(all).setProtectedHeader({ alg }).sign(new Uint8Array(Buffer.from(by, "base64url")));
}

const asked = (path: string, body: object, origin = SHOP) =>
  request(path, {
    method: "POST",
    headers: { Origin: origin, "Content-Type": "application/json" },
    body: JSON.stringify({ site: "demo", ...body }),
  });
const begin = (body: object, origin?: string) => asked("/v1/conversations", body, origin);
const mine = (identity: string, origin?: string) => asked("/v1/conversations/mine", { identity }, origin);

async function begun(body: object): Promise<ConversationResponse> {
  const response = await begin(body);
  if (response.status !== 201) throw new Error(await errorCode(response));
  return response.json();
}

async function theirs(identity: string): Promise<MineResponse["conversations"]> {
  const response = await mine(identity);
  if (response.status !== 200) throw new Error(await errorCode(response));
  expect(response.headers.get("Cache-Control")).toBe("no-store");
  return ((await response.json()) as MineResponse).conversations;
}

describe("a person with two devices", () => {
  it("has one conversation: what one says, the other sees", async () => {
    const [phone, laptop] = [await begun({ identity: await sign() }), await begun({ identity: await sign() })];
    expect(laptop.conversationId).toBe(phone.conversationId);
    const [one, two] = [await visitor(phone), await visitor(laptop)];
    await one.say("hello from the phone");
    expect(await two.until((f) => f.type === "message.created")).toMatchObject({ message: { seq: 1 } });
  });

  it("that begin at the same moment begin the same one", async () => {
    const identity = await sign();
    const all = await Promise.all(Array.from({ length: 8 }, () => begun({ identity })));
    expect(new Set(all.map((c) => c.conversationId)).size).toBe(1);
    expect(await theirs(identity)).toHaveLength(1);
  });

  it("begins anew when it wants to, but does not collect what nobody has written in", async () => {
    const identity = await sign();
    const first = await begun({ identity });
    expect((await begun({ identity, anew: true })).conversationId).toBe(first.conversationId);
    await (await visitor(first)).say("hello");
    const second = await begun({ identity, anew: true });
    expect(second.conversationId).not.toBe(first.conversationId);
    expect((await begun({ identity })).conversationId).toBe(second.conversationId);
    expect((await theirs(identity)).map((c) => c.conversationId)).toEqual([
      second.conversationId,
      first.conversationId,
    ]);
  });

  it("after it was closed, the next one is new; a closed one still stands in the list, with its state", async () => {
    const identity = await sign();
    const first = await begun({ identity });
    const peer = await visitor(first);
    await peer.say("a human please", { choice: { of: 0, pick: "human" } });
    await peer.until(
      (f) => typeof (f.conversation as { ticketNumber?: number } | undefined)?.ticketNumber === "number",
    );
    const { anna } = await signUp();
    const agent = await agentOn(first.conversationId, anna);
    await agent.command({ type: "ticket.claim", expected: null });
    await agent.command({ type: "ticket.resolve" });
    expect((await begun({ identity })).conversationId).toBe(first.conversationId);
    await peer.command({ type: "ticket.confirm", solved: true });
    const second = await begun({ identity });
    expect(second.conversationId).not.toBe(first.conversationId);
    expect(await theirs(identity)).toMatchObject([
      { conversationId: second.conversationId, request: null },
      { conversationId: first.conversationId, request: { status: "solved", subject: "a human please" } },
    ]);
  });

  it("opens each of its conversations with the token of the list", async () => {
    const identity = await sign();
    await begun({ identity });
    const [listed] = await theirs(identity);
    if (!listed) throw new Error("nothing listed");
    expect(await (await visitor(listed)).say("back again")).toMatchObject({ type: "command.acknowledged", seq: 1 });
  });

  it("one row for a conversation, none for looking", async () => {
    const identity = await sign();
    const object = visitorObject(bindings, demo, "ada");
    expect(await theirs(identity)).toEqual([]);
    expect(await object.rowsWritten()).toEqual({});
    await begun({ identity });
    await begun({ identity });
    expect((await object.rowsWritten()).visitor).toBe(1);
    await runInDurableObject(object, (_, state) => {
      const text = JSON.stringify(state.storage.sql.exec("SELECT * FROM conversations").toArray());
      expect(text).not.toContain("ada");
    });
  });
});

describe("who it is", () => {
  it("stands in the token and reaches the agent", async () => {
    const person = { id: "ada", name: "Ada Lovelace", email: "ada@shop.example" };
    const begunOne = await begun({ identity: await sign({ name: person.name, email: person.email }) });
    const { conversationId } = begunOne;
    const peer = await visitor(begunOne);
    await peer.say("a human please", { choice: { of: 0, pick: "human" } });
    const { anna } = await signUp();
    const agent = await agentOn(conversationId, anna);
    expect(agent.frames.find((f) => f.type === "welcome")).toMatchObject({ ticket: { person } });
  });

  it("is not renewed without a fresh identity; a token of nobody is", async () => {
    const person = { id: "ada", name: "", email: "" };
    const { conversationId } = await begun({ identity: await sign() });
    const renewed = async (part: { person?: typeof person }) => {
      const token = { conversationId, siteId: demo, ...part };
      const old = await signToken(bindings, token, Date.now() - 0.6 * TOKEN_TTL_MS);
      const headers = { Origin: SHOP, Authorization: `Bearer ${old.token}` };
      const response = await request(`/v1/conversations/${conversationId}/session`, { headers });
      expect(response.status).toBe(200);
      const body = (await response.json()) as Partial<ConversationResponse>;
      expect((body.expiresAt ?? 0) > old.expiresAt).toBe(body.token !== undefined);
      return body.token !== undefined;
    };
    expect(await renewed({ person })).toBe(false);
    expect(await renewed({})).toBe(true);
  });

  it("may ask so often only, and keeps nobody else from asking", async () => {
    const [identity, other] = [await sign(), await sign({ sub: "eve" })];
    const asks = Array.from({ length: BEGINNINGS_BURST + 2 }, (_, n) =>
      n % 2 === 0 ? begin({ identity }) : mine(identity),
    );
    const statuses = (await Promise.all(asks)).map((response) => response.status);
    expect(statuses.filter((status) => status === 429).length).toBe(2);
    for (const response of [await begin({ identity }), await mine(identity)]) {
      expect(Number(response.headers.get("Retry-After"))).toBeGreaterThan(0);
      expect(await errorCode(response)).toBe("429 too_many");
    }
    expect((await mine(other)).status).toBe(200);
    const LIMITER = { getByName: () => ({ limit: () => Promise.reject(new Error("down")) }) };
    const headers = { Origin: SHOP, "Content-Type": "application/json" };
    const asked = new Request(`${SERVER}/v1/conversations/mine`, {
      method: "POST",
      headers,
      body: JSON.stringify({ site: "demo", identity: other }),
    });
    const uncounted = { ...bindings, LIMITER } as unknown as Env;
    expect(await errorCode(await createApp().fetch(asked, uncounted, createExecutionContext()))).toBe(
      "503 unavailable",
    );
  });

  it("is believed from the signature alone, never from beside it", async () => {
    const forged = { person: { id: "boss", name: "The Boss", email: "" }, name: "The Boss", sub: "boss" };
    const signed = await begun({ identity: await sign(), ...forged });
    const anonymous = await begun(forged);
    const { anna } = await signUp();
    for (const [session, person] of [
      [signed, { id: "ada", name: "", email: "" }],
      [anonymous, null],
    ] as const) {
      const peer = await visitor(session);
      await peer.say("a human please", { choice: { of: 0, pick: "human" }, ...forged });
      const agent = await agentOn(session.conversationId, anna);
      expect(agent.frames.find((f) => f.type === "welcome")).toMatchObject({ ticket: { person } });
      expect(agent.texts.join()).not.toContain("Boss");
    }
  });

  it("however long the names are, the socket opens", async () => {
    const long = { sub: "ж".repeat(200), name: "😀".repeat(60), email: "ж".repeat(254) };
    const session = await begun({ identity: await sign(long) });
    const response = await upgrade(`/v1/conversations/${session.conversationId}/socket`, {
      Origin: SHOP,
      "User-Agent": "x".repeat(600),
      "Sec-WebSocket-Protocol": `deskbell.1, t.${session.token}`,
    });
    if (!response.webSocket) throw new Error(`${response.status}`);
    const peer = new Peer(response.webSocket);
    await peer.hello();
    expect(await peer.say("hello")).toMatchObject({ type: "command.acknowledged" });
    peer.raw('{"type":"read.set","seq":1}');
    peer.raw('{"type":"typing.set","on":true}');
    expect(await peer.say("still here")).toMatchObject({ type: "command.acknowledged" });
  });

  it("is nobody else: another person, and the same name at another site, see nothing", async () => {
    const identity = await sign();
    const { conversationId } = await begun({ identity });
    expect(await theirs(await sign({ sub: "eve" }))).toEqual([]);
    expect((await begun({ identity: await sign({ sub: "eve" }) })).conversationId).not.toBe(conversationId);
    const otherKey = (await workspace(bindings).newIdentityKey("other"))?.key ?? "";
    const atOther = await sign({ aud: "other" }, otherKey);
    const elsewhere = await asked(
      "/v1/conversations/mine",
      { site: "other", identity: atOther },
      "https://other.example",
    );
    expect(await elsewhere.json()).toEqual({ conversations: [] });
    expect((await begun({})).conversationId).not.toBe(conversationId);
  });
});

describe("what does not hold is refused, and nothing is made", () => {
  it.each<[string, () => Promise<string>]>([
    ["another key", () => sign({}, "x".repeat(43))],
    ["another site", () => sign({ aud: "other" })],
    ["expired", () => sign({ iat: seconds() - 900, exp: seconds() - 61 })],
    ["from the future", () => sign({ iat: seconds() + 90 })],
    ["for ever", () => sign({ exp: undefined })],
    ["nobody", () => sign({ sub: "" })],
    ["another algorithm", () => sign({}, key.repeat(2), "HS512")],
    ["no signature", async () => `${(await sign()).split(".").slice(0, 2).join(".")}.`],
    ["a conversation's token", async () => (await begun({})).token],
    ["garbage", async () => "a.b.c"],
  ])("%s", async (_, make) => {
    const identity = await make();
    expect(await errorCode(await begin({ identity }))).toBe("401 identity_refused");
    expect(await errorCode(await mine(identity))).toBe("401 identity_refused");
    expect(await visitorObject(bindings, demo, "ada").conversations()).toEqual([]);
  });

  it.each(["https://evil.example", "null", "https://other.example"])("from %s", async (origin) => {
    const identity = await sign();
    expect(await errorCode(await begin({ identity }, origin))).toBe("403 forbidden_origin");
    expect(await errorCode(await mine(identity, origin))).toBe("403 forbidden_origin");
  });

  it("too long, or of another shape", async () => {
    for (const identity of ["x".repeat(4_097), "", 7, null]) {
      expect(await errorCode(await begin({ identity }))).toBe("400 bad_request");
    }
    expect(await errorCode(await asked("/v1/conversations/mine", {}))).toBe("400 bad_request");
  });

  it("of a site without a key", async () => {
    const identity = await sign({ aud: "other" });
    const refused = await asked("/v1/conversations", { site: "other", identity }, "https://other.example");
    expect(await errorCode(refused)).toBe("401 identity_refused");
  });
});

describe("keys", () => {
  const down = {
    getByName: () => ({
      identityKeys: () => Promise.reject(new Error("down")),
      settings: () => Promise.reject(new Error("down")),
    }),
  } as unknown as Env["WORKSPACE"];
  const withoutWorkspace = (identity: string) =>
    createApp().fetch(
      new Request(`${SERVER}/v1/conversations`, {
        method: "POST",
        headers: { Origin: SHOP, "Content-Type": "application/json" },
        body: JSON.stringify({ site: "demo", identity }),
      }),
      { ...bindings, WORKSPACE: down },
      createExecutionContext(),
    );

  it("the one before the newest goes on being valid, the one before that does not", async () => {
    const { anna, boris } = await signUp();
    const path = "/v1/console/sites/demo/identity-key";
    const renew = async () => ((await (await mutate(path, {}, { Cookie: anna })).json()) as IdentityKeyResponse).key;
    const older = await sign();
    await renew();
    expect((await begin({ identity: older })).status).toBe(201);
    const newest = await renew();
    expect(await errorCode(await begin({ identity: older }))).toBe("401 identity_refused");
    expect((await begin({ identity: await sign({}, newest) })).status).toBe(201);
    const state = await request(path, { headers: { Cookie: anna } });
    expect(state.headers.get("Cache-Control")).toBe("no-store");
    const text = await state.text();
    expect(JSON.parse(text)).toEqual({ createdAt: expect.any(Number), publicKey: null });
    expect(text).not.toContain(newest);
    expect(await errorCode(await request(path, { headers: { Cookie: boris } }))).toBe("403 forbidden");
    expect(await errorCode(await mutate(path, {}, { Cookie: boris }))).toBe("403 forbidden");
    expect(await errorCode(await mutate(path, {}, { Cookie: anna, Origin: SHOP }))).toBe("403 forbidden_origin");
    const unknown = path.replace("demo", "nowhere");
    expect(await errorCode(await request(unknown, { headers: { Cookie: anna } }))).toBe("404 not_found");
    expect(await errorCode(await mutate(unknown, {}, { Cookie: anna }))).toBe("404 not_found");
  });

  it("with the Workspace down the last ones serve", async () => {
    expect((await begin({ identity: await sign() })).status).toBe(201);
    vi.setSystemTime(Date.now() + 61_000);
    expect((await withoutWorkspace(await sign())).status).toBe(201);
    expect(await errorCode(await withoutWorkspace(await sign({}, "x".repeat(43))))).toBe("401 identity_refused");
  });

  it("a conversation that runs goes on without anybody being asked who they are", async () => {
    const session = await begun({ identity: await sign() });
    const peer = await visitor(session);
    expect(await peer.say("hello")).toMatchObject({ type: "command.acknowledged" });
    expect(await conversation(bindings, session.conversationId).exists()).toBe(true);
  });
});
