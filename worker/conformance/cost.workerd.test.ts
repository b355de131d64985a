import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { ConversationResponse } from "../../protocol/api.ts";
import { POLL_WAIT_MS } from "../../protocol/limits.ts";
import { png, pngChunk } from "../files/pictures.fixture.ts";
import { fresh } from "../testing/fresh.ts";
import { Meter } from "../testing/meter.ts";
import { agentOn, newConversation, type Peer, request, SHOP, signUp, visitor } from "../testing/peer.ts";
import { upload } from "../testing/uploads.ts";
import { BUDGETS, type Budget } from "./budgets.ts";

/* Scripted conversations against budgets.ts. Minutes pass between the messages of people. */

let anna = "";
beforeAll(async () => {
  ({ anna } = await signUp());
});
afterAll(() => fresh());

const CONTEXT = { locale: "en", timeZone: "Europe/Berlin", pageUrl: `${SHOP}/p`, pageTitle: "P", referrer: "" };
const QUESTIONS = ["How do I reset my password?", "How do I cancel?", "Where is my invoice?", "Can I export my data?"];

async function hold(meter: Meter, budget: Budget): Promise<void> {
  const usage = await meter.total();
  const used = { ...usage, objectRequests: Math.ceil(usage.objectRequests * 100) / 100 };
  console.log(`cost, ${budget.name}:`, JSON.stringify(used), JSON.stringify(meter.causes));
  expect(used.rows, "rows").toBeLessThanOrEqual(budget.rows);
  expect(used.searchRows, "rows of the index of words").toBeLessThanOrEqual(budget.searchRows);
  expect(used.objectRequests, "requests of objects").toBeLessThanOrEqual(budget.objectRequests);
  expect(used.workerRequests, "requests of the worker").toBeLessThanOrEqual(budget.workerRequests);
  expect(used.wakeUps, "wake-ups").toBeLessThanOrEqual(budget.wakeUps);
}

/** As a person writes: typing is told, and what has come is marked as read. */
async function writes(peer: Peer, text: string, extra: object = {}): Promise<void> {
  peer.raw('{"type":"typing.set","on":true}');
  expect(await peer.say(text, extra)).toMatchObject({ type: "command.acknowledged" });
  const seen = peer.frames.findLast((f) => f.type === "message.created")?.message as { seq: number } | undefined;
  peer.raw(JSON.stringify({ type: "read.set", seq: seen?.seq ?? 0 }));
}

/** The conversation has begun, and the questions are answered. */
async function asked(questions = QUESTIONS): Promise<{ meter: Meter; session: ConversationResponse; peer: Peer }> {
  const session = await newConversation();
  const meter = await Meter.of(session.conversationId);
  // Counted by hand: it came before there was anything to watch.
  meter.usage.objectRequests += 1;
  meter.usage.wakeUps += 1;
  meter.usage.workerRequests += 1;
  const peer = await meter.step(() => visitor(session), 1);
  for (const text of questions) await meter.step(() => writes(peer, text, { context: CONTEXT }));
  return { meter, session, peer };
}

/** Escalated and taken; then both write in turn, the agent `count` times and once more than the visitor; then it is solved. */
async function answeredBy(count: number): Promise<Meter> {
  const { meter, session, peer } = await asked();
  await meter.step(() => writes(peer, "a human please", { choice: { of: 0, pick: "human" } }));
  const agent = await meter.step(() => agentOn(session.conversationId, anna), 1);
  await meter.step(() => agent.command({ type: "ticket.claim", expected: null }));
  for (let i = 0; i < count; i++) {
    await meter.step(() => writes(agent, `answer ${i}`));
    if (i < 3) await meter.step(() => writes(peer, `and then ${i}`));
  }
  await meter.step(() => agent.command({ type: "ticket.resolve" }));
  const said = peer.frames.flatMap((f) =>
    f.type === "message.created" ? [f.message as { author: { kind: string } }] : [],
  );
  const by = (kind: string) => said.filter((m) => m.author.kind === kind).length;
  expect([by("visitor"), by("bot"), by("agent")]).toEqual([8, 5, count]);
  return meter;
}

describe("what a conversation costs", () => {
  it(BUDGETS.searchOnly.name, async () => {
    // A meter watches all objects; the conversation that it is of never begins.
    const session = await newConversation();
    const meter = await Meter.of(session.conversationId);
    const paths = ["p", "pa", "pas", "pass", "passw"].map((q) => `/v1/sites/demo/search?lang=en&q=${q}`);
    const article = "/v1/sites/demo/articles/account/reset-password?lang=en";
    for (const path of [...paths, article, article, article]) {
      const response = await request(path, { headers: { Origin: SHOP } });
      expect(response.status).toBe(200);
      await response.body?.cancel();
      meter.usage.workerRequests += 1;
    }
    await hold(meter, BUDGETS.searchOnly);
  });

  it(BUDGETS.botOnly.name, async () => {
    const { meter, peer } = await asked();
    expect(peer.frames.filter((f) => f.type === "message.created")).toHaveLength(8);
    await hold(meter, BUDGETS.botOnly);
  });

  it(BUDGETS.withPicture.name, async () => {
    const { meter, session, peer } = await asked(QUESTIONS.slice(0, 3));
    const picture = png({ more: [pngChunk("IDAT", new Uint8Array(100_000))] });
    const file = await meter.step(() => upload(session, picture, "shot.png"), 1);
    await meter.step(() => writes(peer, QUESTIONS[3] ?? "", { context: CONTEXT, files: [file.id] }));
    expect(peer.frames.filter((f) => f.type === "message.created")).toHaveLength(8);
    await hold(meter, BUDGETS.withPicture);
  });

  it(BUDGETS.escalated.name, async () => hold(await answeredBy(4), BUDGETS.escalated));
  it(BUDGETS.escalatedLonger.name, async () => hold(await answeredBy(8), BUDGETS.escalatedLonger));

  it(BUDGETS.long.name, async () => {
    const { meter, session, peer } = await asked();
    await meter.step(() => writes(peer, "a human please", { choice: { of: 0, pick: "human" } }));
    const agent = await meter.step(() => agentOn(session.conversationId, anna), 1);
    await meter.step(() => agent.command({ type: "ticket.claim", expected: null }));
    for (let i = 5; i < 100; i++) {
      await meter.step(() => writes(agent, `answer ${i}`));
      await meter.step(() => writes(peer, `and then ${i}`));
    }
    for (let i = 0; i < 5; i++) await meter.step(() => writes(agent, `closing ${i}`));
    await meter.step(() => agent.command({ type: "ticket.resolve" }));
    await hold(meter, BUDGETS.long);
  });

  it(BUDGETS.botOnlyByHttp.name, async () => {
    const session = await newConversation();
    const meter = await Meter.of(session.conversationId);
    meter.usage.objectRequests += 1;
    meter.usage.wakeUps += 1;
    meter.usage.workerRequests += 1;
    const headers = { Origin: SHOP, Authorization: `Bearer ${session.token}`, "Content-Type": "application/json" };
    const ask = async (path: string, init: RequestInit = {}) => {
      const response = await request(`/v1/conversations/${session.conversationId}${path}`, { ...init, headers });
      expect(response.status).toBe(200);
      await response.body?.cancel();
    };
    const poll = (ms?: number) => meter.step(() => ask("/events?wait=0"), 1, ms);
    await poll();
    for (const [i, text] of QUESTIONS.entries()) {
      const frame = { type: "message.send", clientId: `question-${i}`, text, context: CONTEXT };
      await meter.step(() => ask("/frames", { method: "POST", body: JSON.stringify(frame) }), 1);
      // The question that waits is answered with the news, and asked anew.
      await poll(0);
    }
    for (let ms = 0; ms < 600_000; ms += POLL_WAIT_MS) await poll(POLL_WAIT_MS);
    await hold(meter, BUDGETS.botOnlyByHttp);
  });
});
