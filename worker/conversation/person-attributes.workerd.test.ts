import { evictDurableObject } from "cloudflare:test";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import type { ConversationResponse } from "../../protocol/api.ts";
import { ATTRIBUTES_MAX } from "../../protocol/limits.ts";
import type { SiteId } from "../../protocol/model.ts";
import { conversation, visitor as visitorObject } from "../objects.ts";
import { agentAt } from "../testing/direct.ts";
import { fresh } from "../testing/fresh.ts";
import { type Peer, visitor } from "../testing/peer.ts";
import { bindings } from "../testing/session.ts";
import { identityOf, newSecret, posted, sessionOf } from "../testing/signed.ts";

const demo = "demo" as SiteId;
let secret: string;
let minutes = 0;

beforeEach(async () => {
  secret = await newSecret();
  vi.useFakeTimers({ toFake: ["Date"], now: Date.now() + (minutes += 2) * 60_000 });
});
afterEach(async () => {
  vi.restoreAllMocks();
  vi.useRealTimers();
  await fresh();
});

const begun = async (claims: object): Promise<ConversationResponse> =>
  sessionOf(await posted("/v1/conversations", { site: "demo", identity: await identityOf(secret, claims) }));
const seen = (agent: Peer) =>
  (agent.frames.filter((f) => f.ticket !== undefined).at(-1)?.ticket as { person: { attributes?: unknown } | null })
    ?.person?.attributes;
const person = () => visitorObject(bindings, demo, "ada");
const object = ({ conversationId }: ConversationResponse) => conversation(bindings, conversationId);

describe("what a signed identity says beside name and e-mail", () => {
  it("reaches agents with the first message; before it the conversation holds nothing, and its token is short", async () => {
    const bare = await begun({});
    const most = Object.fromEntries(
      Array.from({ length: ATTRIBUTES_MAX }, (_, n) => [`attribute-${n}`, "ж".repeat(20)]),
    );
    const session = await begun(most);
    expect(session.conversationId).toBe(bare.conversationId);
    expect(session.token.length - bare.token.length).toBeLessThan(60);
    expect(await object(session).rowsWritten()).toEqual({});
    const peer = await visitor(session);
    expect(await object(session).rowsWritten()).toEqual({});
    await peer.say("hello");
    const agent = await agentAt(session, "Anna");
    expect(seen(agent)).toEqual(most);
    expect(peer.texts.join()).not.toContain("attribute-");
  });

  it("is one row of the person's when it changes, and one of the conversation with what is said next", async () => {
    const session = await begun({ plan: "free" });
    const peer = await visitor(session);
    await peer.say("hello");
    const before = await object(session).rowsWritten();
    const again = await visitor(await begun({ plan: "free" }));
    await again.say("hello again");
    expect((await object(session).rowsWritten()).state).toBe(before.state);
    const { visitor: one = 0 } = await person().rowsWritten();
    const later = await visitor(await begun({ plan: "pro" }));
    expect((await person().rowsWritten()).visitor).toBe(one + 1);
    const agent = await agentAt(session, "Anna");
    expect(seen(agent)).toEqual({ plan: "free" });
    await later.say("I have paid");
    await agent.until((f) => f.type === "ticket.changed");
    expect(seen(agent)).toEqual({ plan: "pro" });
    expect((await object(session).rowsWritten()).state).toBe((before.state ?? 0) + 1);
    // The older tab's token names the older ones: they do not come back, and its Visitor is asked once.
    const asked = vi.spyOn(bindings.VISITOR, "getByName");
    await peer.say("from the older tab");
    await peer.say("and again");
    expect(asked.mock.calls.length).toBeLessThanOrEqual(1);
    expect((await object(session).rowsWritten()).state).toBe((before.state ?? 0) + 1);
    const none = await visitor(await begun({}));
    await none.say("all gone");
    await agent.until((f) => f.type === "ticket.changed" && !JSON.stringify(f).includes("plan"));
    expect(await person().attributes()).toBeNull();
  });

  it("without any, the person's Visitor is never asked", async () => {
    const session = await begun({ name: "Ada" });
    const peer = await visitor(session);
    const attributes = vi.spyOn(bindings.VISITOR, "getByName");
    await peer.say("hello");
    expect(attributes).not.toHaveBeenCalled();
    expect((await person().rowsWritten()).visitor).toBe(1);
  });

  it("a message does not wait for it: unknown now, known with a later one", async () => {
    const session = await begun({ plan: "pro" });
    const peer = await visitor(session);
    const real = bindings.VISITOR.getByName.bind(bindings.VISITOR);
    const down = vi.spyOn(bindings.VISITOR, "getByName").mockImplementation((name) => {
      const stub = real(name);
      return new Proxy(stub, {
        get: (target, key) =>
          key === "attributes" ? () => Promise.reject(new Error("down")) : Reflect.get(target, key),
      });
    });
    expect(await peer.say("hello")).toMatchObject({ type: "command.acknowledged" });
    const agent = await agentAt(session, "Anna");
    expect(seen(agent)).toBeUndefined();
    down.mockRestore();
    vi.setSystemTime(Date.now() + 10_001);
    await peer.say("hello again");
    await agent.until((f) => f.type === "ticket.changed");
    expect(seen(agent)).toEqual({ plan: "pro" });
  });

  it("is kept over a wake of either object", async () => {
    const session = await begun({ plan: "pro" });
    const peer = await visitor(session);
    await evictDurableObject(person());
    await peer.say("hello");
    await evictDurableObject(object(session));
    expect(seen(await agentAt(session, "Anna"))).toEqual({ plan: "pro" });
  });
});
