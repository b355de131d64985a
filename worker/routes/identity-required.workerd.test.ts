import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import type { ConversationResponse, ReturnLinkResponse, ReturnResponse } from "../../protocol/api.ts";
import { ROUTES } from "../app.ts";
import { conversation } from "../objects.ts";
import { agentAt } from "../testing/direct.ts";
import { fresh } from "../testing/fresh.ts";
import {
  errorCode,
  escalated,
  mutate,
  newConversation,
  request,
  SERVER,
  SHOP,
  upgrade,
  visitor,
} from "../testing/peer.ts";
import { bindings } from "../testing/session.ts";
import { got, identityOf, joinedBy, newSecret, posted, requireIdentity, sessionOf } from "../testing/signed.ts";

let secret: string;
let minutes = 0;

beforeEach(async () => {
  secret = await newSecret();
  vi.useFakeTimers({ toFake: ["Date"], now: Date.now() + (minutes += 3) * 60_000 });
});
afterEach(async () => {
  vi.useRealTimers();
  await fresh();
});

/** As old as what isolates know of the settings may be. */
const aMinute = () => vi.setSystemTime(Date.now() + 60_001);
async function enforced(): Promise<void> {
  await requireIdentity(true);
  aMinute();
}
const begin = (body: object) => posted("/v1/conversations", { site: "demo", ...body });
async function linkOf({ conversationId, token }: ConversationResponse): Promise<string> {
  const response = await posted(`/v1/conversations/${conversationId}/return-link`, {}, token);
  const { url } = (await response.json()) as ReturnLinkResponse;
  return url.slice(url.indexOf("#") + 1);
}

/** What a token may still be good for where the site does not know who it is: to sign in, and to have what is theirs deleted. */
const STILL = new Set(["POST /v1/conversations/:id/identity", "DELETE /v1/conversations/:id"]);
const OF_A_CONVERSATION = ROUTES.filter((r) => r.access === "visitor" && r.path.startsWith("/v1/conversations/:id/"));

describe("a site whose visitors must be signed", () => {
  it("begins no anonymous conversation; a signed person's goes on as ever", async () => {
    await enforced();
    for (const body of [{}, { anew: true }]) expect(await errorCode(await begin(body))).toBe("401 identity_required");
    expect(await errorCode(await begin({ identity: "a.b.c" }))).toBe("401 identity_refused");
    const session = await sessionOf(await begin({ identity: await identityOf(secret) }));
    const peer = await visitor(session);
    expect(await peer.say("hello")).toMatchObject({ type: "command.acknowledged" });
    expect((await got(session, "session?request=1")).status).toBe(200);
    // The other site asks for nothing.
    expect((await newConversation("other", "https://other.example")).token).toBeTruthy();
  });

  it.each(OF_A_CONVERSATION.filter(({ method, path }) => !STILL.has(`${method} ${path}`)))(
    "$method $path refuses an anonymous token of before, and stores nothing",
    async ({ method, path }) => {
      const session = await newConversation();
      await (await visitor(session)).say("hello");
      await enforced();
      const before = await conversation(bindings, session.conversationId).rowsWritten();
      const address = path.replace(":id", session.conversationId).replace(":file", `f_${"0".repeat(26)}`);
      const credential = path.endsWith("/socket")
        ? { Upgrade: "websocket", "Sec-WebSocket-Protocol": `deskbell.1, t.${session.token}` }
        : { Authorization: `Bearer ${session.token}` };
      const headers = { Origin: SHOP, "Content-Type": "application/json", ...credential };
      const body = method === "POST" ? '{"type":"message.send","clientId":"12345678","text":"x"}' : null;
      const response = await request(address, { method, headers, body });
      expect(await errorCode(response)).toBe("401 identity_required");
      expect(await conversation(bindings, session.conversationId).rowsWritten()).toEqual(before);
    },
  );

  it("refuses the next word of a socket that is open, closes it with 4401, and lets nobody listen on", async () => {
    const session = await newConversation();
    const [peer, otherTab] = [await visitor(session), await visitor(session)];
    await peer.say("hello");
    await requireIdentity(true);
    // Known within a minute.
    expect(await peer.say("not known yet")).toMatchObject({ type: "command.acknowledged" });
    aMinute();
    expect(await peer.say("and now")).toMatchObject({ type: "command.refused", code: "identity_required" });
    expect(await peer.untilClosed()).toMatchObject({ code: 4401 });
    expect(await otherTab.untilClosed()).toMatchObject({ code: 4401 });
    const said = await conversation(bindings, session.conversationId).rowsWritten();
    expect(said.messages).toBe(4);
  });

  it.each<[string, object]>([
    ["contact.set", { contact: "ada@shop.example" }],
    ["ticket.confirm", { solved: true }],
    ["rating.set", { stars: 5, text: "" }],
    ["message.send", { text: "hello", choice: { of: 0, pick: "human" } }],
  ])("%s of a socket that is open stores nothing", async (type, fields) => {
    const { session, peer } = await escalated();
    await enforced();
    const { messages, state } = await conversation(bindings, session.conversationId).rowsWritten();
    expect(await peer.command({ type, ...fields })).toMatchObject({ code: "identity_required" });
    expect(await peer.untilClosed()).toMatchObject({ code: 4401 });
    expect(await conversation(bindings, session.conversationId).rowsWritten()).toMatchObject({ messages, state });
  });

  it("an agent's answer reaches no anonymous socket", async () => {
    const { session, peer } = await escalated();
    const agent = await agentAt(session, "Anna");
    await enforced();
    await agent.command({ type: "ticket.claim", expected: null });
    expect(await agent.say("for signed eyes only")).toMatchObject({ type: "command.acknowledged" });
    expect(await peer.untilClosed()).toMatchObject({ code: 4401 });
    expect(peer.texts.join()).not.toContain("signed eyes");
  });

  it("who has signed in takes along what was begun before", async () => {
    const { session } = await escalated();
    await enforced();
    const joined = await sessionOf(await joinedBy(session, await identityOf(secret)));
    expect(joined.conversationId).toBe(session.conversationId);
    expect(await (await visitor(joined)).say("me")).toMatchObject({ type: "command.acknowledged" });
  });

  it("is not entered by the return link of what nobody has signed for; a person's goes on, and names nobody", async () => {
    const { session: nobodys } = await escalated();
    const { session } = await escalated();
    const theirs = await sessionOf(await joinedBy(session, await identityOf(secret)));
    const [link, own] = [await linkOf(nobodys), await linkOf(theirs)];
    const old = (await (await mutate("/v1/return", { link })).json()) as ReturnResponse;
    await enforced();
    expect(await errorCode(await mutate("/v1/return", { link }))).toBe("401 identity_required");
    expect(await errorCode(await got(old, "session"))).toBe("401 identity_required");
    const byLink = (await (await mutate("/v1/return", { link: own })).json()) as ReturnResponse;
    const peer = await visitor(byLink, true, SERVER);
    expect(await peer.say("by my link")).toMatchObject({ type: "command.acknowledged" });
    // From there nothing new is begun without an identity.
    const anew = await request("/v1/conversations", {
      method: "POST",
      headers: { Origin: SERVER, "Content-Type": "application/json" },
      body: '{"site":"demo"}',
    });
    expect(await errorCode(anew)).toBe("401 identity_required");
    const socket = await upgrade(`/v1/conversations/${old.conversationId}/socket`, {
      Origin: SERVER,
      "Sec-WebSocket-Protocol": `deskbell.1, t.${old.token}`,
    });
    expect(await errorCode(socket)).toBe("401 identity_required");
  });

  it("switched off again, what was refused goes on", async () => {
    const session = await newConversation();
    await enforced();
    expect(await errorCode(await got(session, "session"))).toBe("401 identity_required");
    await requireIdentity(false);
    aMinute();
    expect((await got(session, "session")).status).toBe(200);
  });
});
