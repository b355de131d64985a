import { createExecutionContext, runInDurableObject, waitOnExecutionContext } from "cloudflare:test";
import { afterEach, describe, expect, it, vi } from "vitest";
import type { AgentsResponse, ConsoleState } from "../../protocol/api.ts";
import { createApp } from "../app.ts";
import type { Env } from "../env.ts";
import { conversation } from "../objects.ts";
import { eventually } from "../testing/eventually.ts";
import { fresh } from "../testing/fresh.ts";
import {
  agentOn,
  agentSocket,
  errorCode,
  escalated,
  mutate,
  Peer,
  request,
  SERVER,
  SHOP,
  signUp,
  upgrade,
} from "../testing/peer.ts";
import { bindings, mintSession } from "../testing/session.ts";

afterEach(async () => {
  vi.unstubAllGlobals();
  vi.restoreAllMocks();
  await fresh();
});

/** Some calls of every Inbox are answered by the test, the others by the Inbox. */
function inboxAnswers(calls: Record<string, () => Promise<unknown>>): void {
  const { INBOX } = bindings;
  const real = INBOX.getByName.bind(INBOX);
  vi.spyOn(INBOX, "getByName").mockImplementation((name) => {
    const stub = real(name);
    return new Proxy(stub, { get: (_, key) => calls[String(key)] ?? Reflect.get(stub, key) });
  });
}

const OWN = { Origin: SERVER, "X-Deskbell": "1" };

async function ids(cookie: string): Promise<Record<string, string>> {
  const response = await request("/v1/console/agents", { headers: { Cookie: cookie } });
  const { agents } = (await response.json()) as AgentsResponse;
  return Object.fromEntries(agents.map(({ name, id }) => [name, id]));
}

const remove = (id: string | undefined, cookie: string, headers: Record<string, string> = {}) =>
  request(`/v1/console/agents/${id}`, { method: "DELETE", headers: { ...OWN, Cookie: cookie, ...headers } });

describe("an agent who is removed", () => {
  it("is put out of the inbox and of every conversation, and does not come back", async () => {
    const [one, two] = [await escalated(), await escalated()];
    const { anna, boris } = await signUp();
    const list = await agentSocket("/v1/console/inbox/socket", boris);
    const open = [await agentOn(one.session.conversationId, boris), await agentOn(two.session.conversationId, boris)];
    const stays = await agentOn(one.session.conversationId, anna);
    const { Boris } = await ids(anna);
    expect((await remove(Boris, anna)).status).toBe(204);
    for (const peer of [list, ...open]) expect(await peer.untilClosed()).toMatchObject({ code: 4401 });
    expect(await stays.command({ type: "ticket.claim", expected: null })).toMatchObject({
      type: "command.acknowledged",
    });
    expect(await errorCode(await request("/v1/console/agents", { headers: { Cookie: boris } }))).toBe(
      "401 unauthorized",
    );
    const again = await mutate("/v1/console/sign-in", { name: "Boris", password: "another long one" });
    expect(await errorCode(again)).toBe("401 wrong_credentials");
    expect(await errorCode(await remove(Boris, anna))).toBe("404 not_found");
  });

  it.each([
    ["is removed", async (anna: string) => remove((await ids(anna)).Boris, anna), "404 not_found"],
    ["signs out", async (_: string, boris: string) => mutate("/v1/console/sign-out", {}, { Cookie: boris }), "204"],
  ])("and whom no shard has heard of is put out by asking again: %s (A31)", async (_, ask, afterwards) => {
    const { session } = await escalated();
    const { anna, boris } = await signUp();
    const admin = await ids(anna);
    const open = await agentOn(session.conversationId, boris);
    inboxAnswers({ endSessions: () => Promise.reject(Object.assign(new Error("busy"), { overloaded: true })) });
    expect(await errorCode(await ask(anna, boris))).toBe("503 unavailable");
    expect(open.closed).toBeNull();
    vi.restoreAllMocks();
    const again = () => (afterwards === "204" ? ask(anna, boris) : remove(admin.Boris, anna));
    expect((await again()).status).toBe(204);
    expect(await open.untilClosed()).toMatchObject({ code: 4401 });
    const last = await again();
    expect(afterwards === "204" ? String(last.status) : await errorCode(last)).toBe(afterwards);
  });

  it("is put out also when the admin hangs up", async () => {
    const { session } = await escalated();
    const { anna, boris } = await signUp();
    const { Boris } = await ids(anna);
    const open = await agentOn(session.conversationId, boris);
    const context = createExecutionContext();
    const init = { method: "DELETE", headers: { ...OWN, Cookie: anna } };
    const answer = createApp().fetch(new Request(`${SERVER}/v1/console/agents/${Boris}`, init), bindings, context);
    // The context is what outlives the request; work that it does not know is cut off with the client.
    const kept = vi.spyOn(context, "waitUntil");
    await eventually(() => expect(kept).toHaveBeenCalled());
    await waitOnExecutionContext(context);
    expect(await open.untilClosed()).toMatchObject({ code: 4401 });
    await (await answer).body?.cancel();
  });

  it("is removed by an admin of this console, and never by themselves", async () => {
    const { anna, boris } = await signUp();
    const { Anna, Boris } = await ids(anna);
    expect(await errorCode(await remove(Anna, boris))).toBe("403 forbidden");
    expect(await errorCode(await remove(Boris, boris))).toBe("403 forbidden");
    expect(await errorCode(await remove(Anna, anna))).toBe("409 wrong_state");
    for (const forged of [{ Origin: SHOP }, { "X-Deskbell": "" }, { "Sec-Fetch-Site": "cross-site" }]) {
      expect(await errorCode(await remove(Boris, anna, forged))).toBe("403 forbidden_origin");
    }
    for (const unknown of ["nobody", "a_0000000000000000", "__proto__"]) {
      expect(await errorCode(await remove(unknown, anna))).toBe("404 not_found");
    }
    expect(Object.keys(await ids(boris)).sort()).toEqual(["Anna", "Boris"]);
  });
});

it.each<[string, () => Promise<unknown>]>([
  ["hangs", () => new Promise(() => undefined)],
  ["fails", () => Promise.reject(new Error("down"))],
])("while the Inbox %s no socket to a conversation is left behind that it does not know of", async (_, watching) => {
  const { session } = await escalated();
  const { anna } = await signUp();
  vi.stubGlobal("scheduler", { wait: async () => undefined });
  inboxAnswers({ watching });
  const path = `/v1/console/conversations/${session.conversationId}/socket`;
  const refused = await upgrade(path, { Origin: SERVER, Cookie: anna, "Sec-WebSocket-Protocol": "deskbell.1" });
  expect(refused.headers.get("Retry-After")).toBe("5");
  expect(await errorCode(refused)).toBe("503 unavailable");
  const sockets = () =>
    runInDurableObject(conversation(bindings, session.conversationId), (_object, state) =>
      state.getWebSockets().filter((socket) => socket.readyState === WebSocket.OPEN),
    );
  // The visitor's own.
  await eventually(async () => expect(await sockets()).toHaveLength(1));
});

describe("with four shards", () => {
  const sharded = { ...bindings, INBOX_SHARDS: "4" };
  const ask = (path: string, init: RequestInit) =>
    createApp().fetch(new Request(`${SERVER}${path}`, init), sharded, createExecutionContext());
  const shard = async (number: number | string, cookie: string) => {
    const headers = { Origin: SERVER, Cookie: cookie, Upgrade: "websocket", "Sec-WebSocket-Protocol": "deskbell.1" };
    return ask(`/v1/console/inbox/socket?shard=${number}`, { headers });
  };

  it("a sign-out ends the sockets of each", async () => {
    const { anna } = await signUp();
    const lists = [];
    for (const number of [0, 1, 2, 3]) {
      const { webSocket, status } = await shard(number, anna);
      if (!webSocket) throw new Error(`shard ${number}: ${status}`);
      lists.push(new Peer(webSocket));
    }
    const headers = { ...OWN, Cookie: anna, "Content-Type": "application/json" };
    expect((await ask("/v1/console/sign-out", { method: "POST", headers, body: "{}" })).status).toBe(204);
    for (const list of lists) expect(await list.untilClosed()).toMatchObject({ code: 4401 });
  });

  it.each([
    ["once", 1, 204],
    ["for good", Number.POSITIVE_INFINITY, 503],
  ])("one that is deaf %s: the others hear all the same", async (_, times, status) => {
    const { anna } = await signUp();
    const heard: string[] = [];
    let left = times;
    const endSessions = (name: string) => async () => {
      if (name === "main:2" && left-- > 0) throw Object.assign(new Error("busy"), { overloaded: true });
      heard.push(name);
    };
    const INBOX = { getByName: (name: string) => ({ endSessions: endSessions(name) }) } as unknown as Env["INBOX"];
    const init = { method: "POST", headers: { ...OWN, Cookie: anna, "Content-Type": "application/json" }, body: "{}" };
    const asked = new Request(`${SERVER}/v1/console/sign-out`, init);
    expect((await createApp().fetch(asked, { ...sharded, INBOX }, createExecutionContext())).status).toBe(status);
    expect(heard.filter((name) => name !== "main:2")).toEqual(["main:0", "main:1", "main:3"]);
    expect(heard.includes("main:2")).toBe(status === 204);
    const gone = await request("/v1/console/agents", { headers: { Cookie: anna } });
    expect(await errorCode(gone)).toBe("401 unauthorized");
  });

  it("a console is told how many there are, and finds no fifth one", async () => {
    const { anna } = await signUp();
    const state = (await (await ask("/v1/console/state", { headers: { Cookie: anna } })).json()) as ConsoleState;
    expect(state.shards).toBe(4);
    for (const number of [4, -1, "x", "1x", "", "1.0", "١"]) {
      expect(await errorCode(await shard(number, anna))).toBe("404 not_found");
    }
    expect(await (await request("/v1/console/state")).json()).toMatchObject({ shards: 1 });
  });
});

it("conversation ids near a known one are nobody's", { timeout: 120_000 }, async () => {
  const { conversationId, token } = await mintSession();
  const alphabet = "0123456789abcdefghjkmnpqrstvwxyz";
  const headers = { Origin: SHOP, Authorization: `Bearer ${token}` };
  const bodies = new Set<string>();
  for (let position = 2; position < conversationId.length; position++) {
    for (const letter of alphabet) {
      const near = conversationId.slice(0, position) + letter + conversationId.slice(position + 1);
      if (near === conversationId) continue;
      const response = await request(`/v1/conversations/${near}/events`, { headers });
      expect(response.status).toBe(404);
      bodies.add(await response.text());
    }
  }
  expect(bodies.size).toBe(1);
  const socket = await upgrade(`/v1/conversations/${conversationId.slice(0, -1)}/socket`, {
    Origin: SHOP,
    "Sec-WebSocket-Protocol": `deskbell.1, t.${token}`,
  });
  expect(await errorCode(socket)).toBe("404 not_found");
});
