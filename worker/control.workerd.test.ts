import { createExecutionContext, evictDurableObject, runDurableObjectAlarm, runInDurableObject } from "cloudflare:test";
import { afterEach, expect, it } from "vitest";
import type { TicketSummary } from "../protocol/model.ts";
import { Control, control } from "./control.ts";
import { conversation, inbox } from "./objects.ts";
import { fresh } from "./testing/fresh.ts";
import { inboxPeer } from "./testing/inbox-peer.ts";
import { escalated, newConversation, visitor } from "./testing/peer.ts";
import { bindings } from "./testing/session.ts";

afterEach(() => fresh());
const stub = () => inbox(bindings, 0);

function ask(method: string, path: string, body?: unknown, env = { ...bindings, CONTROL_KEY: "k" }): Promise<Response> {
  const door = new Control(createExecutionContext(), env);
  const init = { method, headers: { Authorization: "Bearer k" }, ...(body ? { body: JSON.stringify(body) } : {}) };
  return door.fetch(new Request(`http://control${path}`, init));
}

async function firstPage(): Promise<TicketSummary[]> {
  const peer = await inboxPeer(stub(), "s1");
  peer.raw(JSON.stringify({ type: "inbox.list", view: "open", after: null }));
  const page = await peer.until((f) => f.type === "inbox.page");
  peer.close();
  return page.tickets as TicketSummary[];
}

it("is there for the key only", async () => {
  for (const path of ["/metrics", "/status"]) {
    expect((await ask("GET", path, undefined, { ...bindings, CONTROL_KEY: "other" })).status).toBe(404);
    expect((await ask("GET", path)).status).toBe(200);
  }
  expect((await ask("GET", "/rebuild")).status).toBe(404);
});

it("rebuilds a wiped inbox from the conversations, with the numbers that visitors know", async () => {
  const first = await escalated();
  const second = await escalated();
  const bot = await newConversation();
  const peer = await visitor(bot);
  await peer.say("hello");
  const before = await firstPage();
  expect(new Set(before.map((ticket) => ticket.number))).toEqual(new Set([1, 2]));
  await runInDurableObject(stub(), (_, state) => state.storage.deleteAll());
  await evictDurableObject(stub());
  expect(await firstPage()).toEqual([]);
  const ids = [first.session, second.session, bot].map(({ conversationId }) =>
    bindings.CONVERSATION.idFromName(conversationId).toString(),
  );
  const answer = await ask("POST", "/rebuild", { ids });
  expect(await answer.json()).toEqual({ told: 2, failed: 0 });
  expect(await firstPage()).toEqual(before);
  // Twice changes nothing, and the next ticket has a number of its own.
  expect(await (await ask("POST", "/rebuild", { ids })).json()).toEqual({ told: 2, failed: 0 });
  const third = await escalated();
  const state = await conversation(bindings, third.session.conversationId).requestState();
  expect([1, 2]).not.toContain(state?.number);
});

it("refuses a rebuild of what are no ids", async () => {
  for (const body of [
    undefined,
    { ids: "x" },
    { ids: ["x"] },
    { ids: Array.from({ length: 1_001 }, () => "a".repeat(64)) },
  ]) {
    expect((await ask("POST", "/rebuild", body)).status).toBe(400);
  }
  // Of the right form, but of no object of this class.
  expect(await (await ask("POST", "/rebuild", { ids: ["a".repeat(64)] })).json()).toEqual({ told: 0, failed: 1 });
});

it("finds rows that are behind by the hourly check, and puts them right", async () => {
  const { session } = await escalated();
  const [before] = await firstPage();
  await runInDurableObject(stub(), (_, state) => {
    state.storage.sql.exec(
      "UPDATE tickets SET version = 1, summary = json_set(summary, '$.subject', 'old', '$.version', 1)",
    );
  });
  expect((await firstPage())[0]?.subject).toBe("old");
  expect(await runDurableObjectAlarm(stub())).toBe(true);
  expect(await firstPage()).toEqual([before]);
  expect((await stub().metrics()).healed).toBe(1);
  // A row of another life of the data is replaced, although its version is the higher one.
  await runInDurableObject(stub(), (_, state) => {
    state.storage.sql.exec(
      "UPDATE tickets SET version = 999, generation = 'g0', summary = json_set(summary, '$.subject', 'lost')",
    );
  });
  await runDurableObjectAlarm(stub());
  expect(await firstPage()).toEqual([before]);
  expect((await stub().metrics()).healed).toBe(2);
  await runDurableObjectAlarm(stub());
  expect((await stub().metrics()).healed).toBe(2);
  expect(before?.conversationId).toBe(session.conversationId);
});

it("measures, and drains the sockets of every shard", async () => {
  const sharded = { ...bindings, CONTROL_KEY: "k", INBOX_SHARDS: "3" };
  const peers = [];
  for (let shard = 0; shard < 3; shard++) peers.push(await inboxPeer(inbox(sharded, shard), "s1"));
  const metrics = (await (await ask("GET", "/metrics", undefined, sharded)).json()) as Record<string, unknown>;
  expect(metrics).toMatchObject({ settingsVersion: 1, inboxes: [0, 1, 2].map((shard) => ({ shard, sockets: 1 })) });
  expect(metrics.openConversations).toBeTypeOf("number");
  expect((await ask("POST", "/drain", undefined, sharded)).status).toBe(200);
  control.draining = false;
  for (const peer of peers) expect((await peer.untilClosed()).code).toBe(1012);
});
