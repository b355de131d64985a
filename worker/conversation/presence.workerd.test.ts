import { evictDurableObject } from "cloudflare:test";
import { env } from "cloudflare:workers";
import { afterEach, describe, expect, it, vi } from "vitest";
import type { ConversationResponse } from "../../protocol/api.ts";
import { SIGNS_BURST } from "../../protocol/limits.ts";
import type { Env } from "../env.ts";
import { conversation } from "../objects.ts";
import { agentAt, colleague, directly } from "../testing/direct.ts";
import { fresh } from "../testing/fresh.ts";
import { escalated, type Peer, visitor } from "../testing/peer.ts";

const bindings = env as unknown as Env;
afterEach(async () => {
  vi.useRealTimers();
  await fresh();
});

const signs = (peer: Peer) => peer.frames.filter((f) => f.type === "typing.changed");
const types = (peer: Peer, on = true) => peer.raw(JSON.stringify({ type: "typing.set", on }));
const reads = (peer: Peer, seq: number) => peer.raw(JSON.stringify({ type: "read.set", seq }));
const typing = (on: boolean) => (f: { type: string }) =>
  f.type === "typing.changed" && (f as { on?: boolean }).on === on;

/** A socket as the HTTP door opens it. */
async function throughHttp(session: ConversationResponse, name: string): Promise<Peer> {
  const peer = await directly(session.conversationId, colleague(name), "http");
  await peer.hello({ public: 0, internal: 0 });
  return peer;
}

async function desk() {
  const { session, peer } = await escalated();
  const tab = await visitor(session);
  const anna = await agentAt(session, "Anna");
  const boris = await agentAt(session, "Boris");
  const object = conversation(bindings, session.conversationId);
  return { session, peer, tab, anna, boris, object };
}

describe("typing", () => {
  it("of the visitor is seen by agents and not by the visitor's own tabs; of an agent by colleagues, and by the visitor whose agent it is", async () => {
    const { peer, tab, anna, boris } = await desk();
    types(peer);
    for (const agent of [anna, boris]) {
      expect(await agent.until(typing(true))).toMatchObject({ who: { kind: "visitor" }, on: true });
    }
    types(anna);
    const seen = await boris.until((f) => typing(true)(f) && (f.who as { kind: string }).kind === "agent");
    expect(seen.who).toEqual({ kind: "agent", name: "Anna", id: expect.stringMatching(/^a_/) });
    await Promise.all([peer, tab, anna].map((p) => p.hello()));
    expect(signs(peer)).toEqual([]);
    expect(signs(tab)).toEqual([]);
    expect(signs(anna)).toHaveLength(1);

    await anna.command({ type: "ticket.claim", expected: null });
    types(anna);
    expect((await peer.until(typing(true))).who).toEqual({ kind: "agent", name: "Anna" });
    types(boris);
    types(anna, false);
    await peer.until(typing(false));
    await peer.hello();
    expect(peer.texts.filter((text) => text.includes("Boris"))).toEqual([]);
  });

  it("is not seen by a visitor who has been given back to the bot", async () => {
    const { peer, anna, boris } = await desk();
    await anna.command({ type: "ticket.claim", expected: null });
    await anna.command({ type: "floor.return" });
    types(anna);
    await boris.until(typing(true));
    await peer.hello();
    expect(signs(peer)).toEqual([]);
  });

  it("ends when the socket goes, also after an eviction, and not while another tab types", async () => {
    const { peer, tab, anna, object } = await desk();
    types(peer);
    await anna.until(typing(true));
    types(tab);
    await anna.until((f) => typing(true)(f) && f !== signs(anna)[0]);
    await evictDurableObject(object);
    peer.close();
    await tab.hello();
    await anna.hello({ public: 0, internal: 0 });
    expect(signs(anna).map((f) => f.on)).toEqual([true, true]);
    tab.close();
    await anna.until(typing(false));
    expect(signs(anna).map((f) => f.on)).toEqual([true, true, false]);
  });

  it("does not wait for what waits, and too much of it is dropped without a word, while messages go on", async () => {
    const { peer, anna } = await desk();
    let open: () => void = () => undefined;
    const gate = new Promise<Response>((resolve) => {
      open = () => resolve(new Response());
    });
    bindings.CHAOS = { fetch: () => gate } as unknown as Fetcher;
    try {
      const said = peer.say("still being stored");
      types(peer);
      await anna.until(typing(true));
      expect(peer.frames.filter((f) => f.type === "command.acknowledged")).toHaveLength(1);
      open();
      await said;
    } finally {
      delete bindings.CHAOS;
    }
    // Nothing is refilled, however slow the machine is.
    vi.setSystemTime(Date.now());
    for (let i = 0; i < SIGNS_BURST * 3; i++) types(peer);
    expect(await peer.say("and goes on")).toMatchObject({ type: "command.acknowledged" });
    await anna.hello({ public: 0, internal: 0 });
    // A token or two more may have come in since.
    expect(signs(anna).length).toBeGreaterThanOrEqual(SIGNS_BURST);
    expect(signs(anna).length).toBeLessThanOrEqual(SIGNS_BURST + 5);
    expect(peer.frames.filter((f) => f.type === "error" || f.type === "command.refused")).toEqual([]);
  });

  it("before hello nobody is heard, and a faulty sign is a bad frame", async () => {
    const { session, anna } = await desk();
    const silent = await visitor(session, false);
    types(silent);
    reads(silent, 1);
    await silent.hello();
    silent.raw(JSON.stringify({ type: "typing.set", on: "yes" }));
    expect(await silent.until((f) => f.type === "error")).toMatchObject({ code: "bad_frame" });
    await anna.hello({ public: 0, internal: 0 });
    expect(signs(anna)).toEqual([]);
    expect(anna.frames.filter((f) => f.type === "read.changed")).toEqual([]);
  });
});

describe("reading", () => {
  it("is the furthest of each side, told when it moves, kept over an eviction, and never beyond the last message", async () => {
    const { session, peer, tab, anna, boris, object } = await desk();
    reads(peer, 1);
    for (const who of [peer, tab, anna, boris]) {
      expect(await who.until((f) => f.type === "read.changed")).toMatchObject({ read: { visitor: 1, agent: 0 } });
    }
    reads(tab, 1);
    reads(peer, 0);
    reads(anna, 9_999);
    const marks = (await tab.until((f) => f.type === "read.changed" && (f.read as { agent: number }).agent > 0)).read;
    expect(marks).toEqual({ visitor: 1, agent: 2 });
    expect(tab.frames.filter((f) => f.type === "read.changed")).toHaveLength(2);
    await evictDurableObject(object);
    const late = await visitor(session, false);
    expect(await late.hello()).toMatchObject({ read: marks });
  });
});

describe("who looks on", () => {
  it("is told to agents when a colleague comes and goes, by person and not by tab, also after an eviction", async () => {
    const { session, anna, boris, object, peer } = await desk();
    const names = (f: object | undefined) =>
      ((f as { viewers: unknown }).viewers as { name: string }[]).map(({ name }) => name);
    expect(names(anna.frames[0])).toEqual(["Anna"]);
    expect(names(boris.frames[0])).toEqual(["Anna", "Boris"]);
    expect(names(await anna.until((f) => f.type === "viewers.changed"))).toEqual(["Anna", "Boris"]);
    const second = await agentAt(session, "Boris");
    await evictDurableObject(object);
    boris.close();
    second.close();
    expect(names(await anna.until((f) => f.type === "viewers.changed" && names(f).length === 1))).toEqual(["Anna"]);
    expect(anna.frames.filter((f) => f.type === "viewers.changed")).toHaveLength(2);
    await peer.hello();
    for (const text of peer.texts) expect(text).not.toContain("viewers");
  });

  it("counts whom the other door serves, and says nothing of their coming and going", async () => {
    const { session, anna, boris } = await desk();
    await anna.until((f) => f.type === "viewers.changed");
    const told = () => [...anna.frames, ...boris.frames].filter((f) => f.type === "viewers.changed").length;
    const before = told();
    const carl = await throughHttp(session, "Carl");
    expect(carl.frames[0]).toMatchObject({ viewers: [{ name: "Anna" }, { name: "Boris" }, { name: "Carl" }] });
    types(carl);
    await anna.until(typing(true));
    carl.close();
    await Promise.all([anna, boris].map((p) => p.hello({ public: 0, internal: 0 })));
    expect(told()).toBe(before);
    expect(signs(anna).map((f) => f.on)).toEqual([true]);
    // Its typing was said through a socket that has gone: the end of it is told all the same.
    const again = await throughHttp(session, "Carl");
    types(again, false);
    await anna.until(typing(false));
  });
});

it("none of it writes a row or raises a version", async () => {
  const { session, peer, anna, boris, object } = await desk();
  await anna.command({ type: "ticket.claim", expected: null });
  await object.reportTicket();
  const [rows, state] = [await object.rowsWritten(), await object.ticketState()];
  for (const who of [peer, anna, boris]) {
    types(who);
    reads(who, 2);
    types(who, false);
  }
  const extra = await visitor(session);
  extra.close();
  boris.close();
  await Promise.all([anna, peer].map((p) => p.hello()));
  expect(signs(peer).map((f) => f.on)).toEqual([true, false]);
  expect(await object.rowsWritten()).toEqual(rows);
  expect(await object.ticketState()).toMatchObject({ version: state?.version });
});
