import { runInDurableObject } from "cloudflare:test";
import { env } from "cloudflare:workers";
import { afterEach, describe, expect, it } from "vitest";
import type { Env } from "../env.ts";
import { conversation, inbox } from "../objects.ts";
import { fresh } from "../testing/fresh.ts";
import { agentOn, newConversation, type Peer, signUp, visitor } from "../testing/peer.ts";

const bindings = env as unknown as Env;
const HUMAN = { choice: { of: 0, pick: "human" } };
const CONTEXT = {
  context: { locale: "en", timeZone: "Europe/Berlin", pageUrl: "https://shop.example/p", pageTitle: "P", referrer: "" },
};
const created = (peer: Peer) =>
  peer.frames
    .filter((f) => f.type === "message.created")
    .map((f) => f.message as { seq: number; author: { kind: string } });

afterEach(() => fresh());

describe("rows written (the bill)", () => {
  const sum = (rows: Record<string, number>) => Object.values(rows).reduce((a, b) => a + b, 0);

  it("bot only: 4 questions and 4 answers within 18 rows", async () => {
    const session = await newConversation();
    const peer = await visitor(session);
    for (const text of [
      "How do I reset my password?",
      "How do I cancel?",
      "Where is my invoice?",
      "Can I export my data?",
    ]) {
      await peer.say(text, CONTEXT);
    }
    const rows = await conversation(bindings, session.conversationId).rowsWritten();
    console.log("rows, bot only:", JSON.stringify(rows), sum(rows));
    expect(created(peer)).toHaveLength(8);
    expect(sum(rows)).toBeLessThanOrEqual(18);
  });

  it.each([
    [4, 65],
    [8, 80],
  ])(
    "escalated: 8 visitor messages, 5 bot answers, escalate, take over, %i agent messages, resolve within %i rows",
    async (replies, budget) => {
      const { anna } = await signUp();
      const stub = inbox(bindings, 0);
      const session = await newConversation();
      const object = conversation(bindings, session.conversationId);
      const peer = await visitor(session);
      // Minutes pass between the messages of real people: every upsert has gone and every alarm has run before the next one.
      const pause = async () => {
        await runInDurableObject(object, async (_, state) => {
          // The one for a solution that nobody answers stays for seven days.
          const soon = async () => ((await state.storage.getAlarm()) ?? Number.POSITIVE_INFINITY) < Date.now() + 60_000;
          for (let i = 0; i < 2_000 && (await soon()); i++) await scheduler.wait(50);
        });
      };
      for (const text of [
        "How do I reset my password?",
        "How do I cancel?",
        "Where is my invoice?",
        "Can I export my data?",
      ]) {
        await peer.say(text, CONTEXT);
      }
      await peer.say("a human please", HUMAN);
      await pause();
      const inboxBefore = sum(await stub.rowsWritten());
      const agent = await agentOn(session.conversationId, anna);
      await agent.command({ type: "ticket.claim", expected: null });
      await pause();
      for (let i = 0; i < replies; i++) {
        await agent.say(`answer ${i}`);
        await pause();
        if (i < 3) await peer.say(`and then ${i}`);
        if (i < 3) await pause();
      }
      await agent.command({ type: "ticket.resolve" });
      await pause();
      const rows = await object.rowsWritten();
      const inboxRows = await stub.rowsWritten();
      // Once per desk, not per conversation: the Inbox's own schema, its blocks of numbers, its hourly look. The search has a budget apart.
      const { schema: _, numbers: __, alarm: ___, search: ____, ...perTicket } = inboxRows;
      const total = sum(rows) + sum(perTicket);
      console.log("rows, escalated:", JSON.stringify(rows), "inbox", JSON.stringify(inboxRows), total, inboxBefore);
      expect(
        created(peer)
          .map((m) => m.author.kind)
          .filter((k) => k === "visitor"),
      ).toHaveLength(8);
      expect(created(peer).filter((m) => m.author.kind === "bot")).toHaveLength(5);
      expect(total).toBeLessThanOrEqual(budget);
    },
  );
});
