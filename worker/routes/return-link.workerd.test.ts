import { evictDurableObject, listDurableObjectIds, runInDurableObject } from "cloudflare:test";
import { env } from "cloudflare:workers";
import { afterEach, describe, expect, it, vi } from "vitest";
import type { ConversationResponse, ReturnLinkResponse, ReturnResponse } from "../../protocol/api.ts";
import type { Env } from "../env.ts";
import { conversation } from "../objects.ts";
import { fresh } from "../testing/fresh.ts";
import {
  agentOn,
  errorCode,
  escalated,
  mutate,
  newConversation,
  type Peer,
  request,
  SERVER,
  SHOP,
  signUp,
  visitor,
} from "../testing/peer.ts";

const bindings = env as unknown as Env;
const ID = `c_0${"0".repeat(26)}`;

afterEach(async () => {
  vi.restoreAllMocks();
  vi.useRealTimers();
  await fresh();
});

const asVisitor = ({ conversationId, token }: ConversationResponse, method = "POST", origin = SHOP) =>
  request(`/v1/conversations/${conversationId}/return-link`, {
    method,
    headers: { Origin: origin, Authorization: `Bearer ${token}` },
  });
const exchange = (link: unknown, headers: Record<string, string> = {}) => mutate("/v1/return", { link }, headers);

/** The address, and what stands behind its #. */
async function linkOf(response: Response): Promise<{ url: string; fragment: string; secret: string }> {
  expect(response.status).toBe(200);
  expect(response.headers.get("Cache-Control")).toBe("no-store");
  const { url } = (await response.json()) as ReturnLinkResponse;
  const fragment = url.slice(url.indexOf("#") + 1);
  return { url, fragment, secret: fragment.split(".")[1] ?? "" };
}

async function numbered(): Promise<{ session: ConversationResponse; peer: Peer; fragment: string; secret: string }> {
  const made = await escalated();
  return { ...made, ...(await linkOf(await asVisitor(made.session))) };
}

describe("a return link", () => {
  it("has at least 128 random bits in its fragment, is the same until revoked, and costs one row", async () => {
    const { session } = await escalated();
    const object = conversation(bindings, session.conversationId);
    const { url, secret } = await linkOf(await asVisitor(session));
    expect(url).toMatch(new RegExp(`^${SERVER}/r#${session.conversationId}\\.[0-9a-z]+$`));
    expect(secret.length * 5).toBeGreaterThanOrEqual(128);
    expect((await linkOf(await asVisitor(session))).url).toBe(url);
    expect((await object.rowsWritten()).return_link).toBe(1);
    expect((await asVisitor(session, "DELETE")).status).toBe(204);
    expect((await asVisitor(session, "DELETE")).status).toBe(204);
    expect((await linkOf(await asVisitor(session))).url).not.toBe(url);
    expect((await object.rowsWritten()).return_link).toBe(3);
  });

  it("opens its conversation on another device", async () => {
    const { session, fragment } = await numbered();
    const response = await exchange(fragment);
    expect(response.headers.get("Cache-Control")).toBe("no-store");
    expect(response.headers.get("Access-Control-Allow-Origin")).toBeNull();
    const back = (await response.json()) as ReturnResponse;
    expect(back).toMatchObject({ conversationId: session.conversationId, site: "demo" });
    expect(back.expiresAt).toBeGreaterThan(Date.now());
    const peer = await visitor(back, true, SERVER);
    await peer.until((f) => f.type === "messages.page" && f.to === 2);
    expect(await peer.say("me again")).toMatchObject({ type: "command.acknowledged", seq: 3 });
  });

  it("there is none without a ticket number, and asking writes nothing", async () => {
    const untouched = await newConversation();
    expect(await errorCode(await asVisitor(untouched))).toBe("409 wrong_state");
    expect((await asVisitor(untouched, "DELETE")).status).toBe(204);
    const talking = await newConversation();
    await (await visitor(talking)).say("hello");
    expect(await errorCode(await asVisitor(talking))).toBe("409 wrong_state");
    expect(await conversation(bindings, untouched.conversationId).rowsWritten()).toEqual({});
    await runInDurableObject(conversation(bindings, untouched.conversationId), (_, state) => {
      expect(state.storage.sql.databaseSize).toBeLessThanOrEqual(4096);
    });
  });

  it("may be asked for from a listed page by preflight, and is not made and revoked without end", async () => {
    const { session } = await escalated();
    const asked = await request(`/v1/conversations/${session.conversationId}/return-link`, {
      method: "OPTIONS",
      headers: { Origin: SHOP, "Access-Control-Request-Method": "DELETE" },
    });
    expect(asked.headers.get("Access-Control-Allow-Methods")).toContain("DELETE");
    expect(asked.headers.get("Access-Control-Allow-Origin")).toBe(SHOP);
    const object = conversation(bindings, session.conversationId);
    // Nothing is refilled, however slow the machine is.
    vi.setSystemTime(Date.now());
    const revoked: boolean[] = [];
    for (let i = 0; i < 10; i++) {
      await object.returnSecret();
      revoked.push(await object.revokeReturnLink());
    }
    expect(revoked).toContain(false);
    expect((await asVisitor(session, "DELETE")).status).toBe(429);
  });

  it("agents make the same one, and revoke it", async () => {
    const { session, fragment } = await numbered();
    const { anna } = await signUp();
    const path = `/v1/console/conversations/${session.conversationId}/return-link`;
    expect((await linkOf(await mutate(path, {}, { Cookie: anna }))).fragment).toBe(fragment);
    const headers = { Cookie: anna, Origin: SERVER, "X-Deskbell": "1" };
    expect((await request(path, { method: "DELETE", headers })).status).toBe(204);
    expect(await errorCode(await exchange(fragment))).toBe("404 not_found");
    for (const id of [ID, "nonsense", (await newConversation()).conversationId]) {
      const unknown = mutate(`/v1/console/conversations/${id}/return-link`, {}, { Cookie: anna });
      expect(await errorCode(await unknown)).toBe("404 not_found");
    }
    for (const forged of [{ Origin: SHOP }, { "X-Deskbell": "" }, { "Sec-Fetch-Site": "cross-site" }]) {
      const response = await mutate(path, {}, { Cookie: anna, ...forged });
      expect(await errorCode(response)).toBe("403 forbidden_origin");
    }
  });

  it("a visitor makes none for another's conversation", async () => {
    const { session } = await escalated();
    const { token } = await newConversation();
    for (const method of ["POST", "DELETE"]) {
      expect(await errorCode(await asVisitor({ ...session, token }, method))).toBe("404 not_found");
      expect(await errorCode(await asVisitor(session, method, "https://evil.example"))).toBe("403 forbidden_origin");
    }
  });
});

describe("a link that does not hold is 404, all with the same body", () => {
  it("altered, cut, revoked, of another conversation, or never one", async () => {
    const one = await numbered();
    const two = await numbered();
    const first = one.secret.startsWith("0") ? "1" : "0";
    await asVisitor(two.session, "DELETE");
    const wrong = [
      `${one.session.conversationId}.${first}${one.secret.slice(1)}`,
      `${one.session.conversationId}.${one.secret.slice(1)}`,
      `${one.session.conversationId}.`,
      one.session.conversationId,
      `${one.fragment}.x`,
      `${one.fragment}0`,
      one.fragment.toUpperCase(),
      `${one.session.conversationId}.${two.secret}`,
      two.fragment,
      `${two.session.conversationId}.${one.secret}`,
      `${ID}.${one.secret}`,
      "",
      ".",
      "x".repeat(10_000),
      7,
      null,
    ];
    const bodies = new Set<string>();
    for (const link of wrong) {
      const response = await exchange(link);
      expect(response.status, String(link)).toBe(404);
      bodies.add(await response.text());
    }
    expect(bodies.size).toBe(1);
    expect((await exchange(one.fragment)).status).toBe(200);
  });

  it("of a site that is gone", async () => {
    const { session, fragment } = await numbered();
    await runInDurableObject(conversation(bindings, session.conversationId), (_, state) => {
      const stored = state.storage.kv.get<{ siteId: string }>("state");
      if (stored) state.storage.kv.put("state", { ...stored, siteId: "gone" });
    });
    await evictDurableObject(conversation(bindings, session.conversationId));
    expect(await errorCode(await exchange(fragment))).toBe("404 not_found");
  });

  it("junk makes no object", async () => {
    const { secret } = await numbered();
    const count = async () => (await listDurableObjectIds(bindings.CONVERSATION)).length;
    const before = await count();
    for (let i = 0; i < 5; i++) await (await exchange(`c_0${String(i).repeat(26)}.${secret}`)).text();
    expect(await count()).toBe(before);
  });

  it.each([
    ["another page", { Origin: SHOP }, "403 forbidden_origin"],
    ["no page", { Origin: "null" }, "403 forbidden_origin"],
    ["a form", { "Content-Type": "text/plain" }, "415 unsupported_media_type"],
  ])("and from %s it is not even read", async (_, headers, expected) => {
    const { fragment } = await numbered();
    expect(await errorCode(await exchange(fragment, headers))).toBe(expected);
  });
});

it("the secret is in no log and in no frame", async () => {
  const lines: string[] = [];
  for (const method of ["log", "info", "warn", "error"] as const) {
    vi.spyOn(console, method).mockImplementation((...args: unknown[]) => void lines.push(args.join(" ")));
  }
  const { session, peer, fragment, secret } = await numbered();
  await (await exchange(fragment)).text();
  await (await exchange(`${ID}.${secret}`)).text();
  const { anna } = await signUp();
  const agent = await agentOn(session.conversationId, anna);
  await agent.command({ type: "ticket.claim", expected: null });
  await peer.say("more");
  await peer.hello();
  expect([...lines, ...peer.texts, ...agent.texts].filter((text) => text.includes(secret))).toEqual([]);
  expect(peer.texts.length + agent.texts.length).toBeGreaterThan(5);
});

describe("the session route with ?request=1", () => {
  const ask = async ({ conversationId, token }: ConversationResponse, query = "?request=1") => {
    const headers = { Origin: SHOP, Authorization: `Bearer ${token}` };
    return (await request(`/v1/conversations/${conversationId}/session${query}`, { headers })).json();
  };

  it("says how the request stands; null without one; nothing unless asked; no rows", async () => {
    const untouched = await newConversation();
    expect(await ask(untouched)).toMatchObject({ request: null });
    expect(await conversation(bindings, untouched.conversationId).rowsWritten()).toEqual({});
    const { session, peer } = await escalated();
    const object = conversation(bindings, session.conversationId);
    const before = await object.rowsWritten();
    expect(await ask(session)).toMatchObject({
      request: {
        number: 1,
        status: "received",
        subject: "I would like to talk to a human",
        updatedAt: expect.any(Number),
      },
    });
    expect(await ask(session, "")).not.toHaveProperty("request");
    expect(await object.rowsWritten()).toEqual(before);
    await peer.say("more");
  });
});
