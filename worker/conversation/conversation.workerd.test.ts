import { evictDurableObject, runInDurableObject } from "cloudflare:test";
import { env } from "cloudflare:workers";
import { afterEach, describe, expect, it, vi } from "vitest";
import { MESSAGES_BURST, READS_BURST } from "../../protocol/limits.ts";
import type { Env } from "../env.ts";
import { conversation } from "../objects.ts";
import { directly, someone } from "../testing/direct.ts";
import { fresh } from "../testing/fresh.ts";
import {
  agentOn,
  agentSocket,
  errorCode,
  escalated,
  newConversation,
  type Peer,
  SHOP,
  signUp,
  upgrade,
  visitor,
} from "../testing/peer.ts";

const bindings = env as unknown as Env;
const HUMAN = { choice: { of: 0, pick: "human" } };
const CONTEXT = {
  context: { locale: "en", timeZone: "Europe/Berlin", pageUrl: "https://shop.example/p", pageTitle: "P", referrer: "" },
};

/** What the bot answers whatever the knowledge base holds. */
const GREETINGS = ["hello", "hi", "good morning", "good evening"];

afterEach(async () => {
  vi.useRealTimers();
  await fresh();
});

const view = (f: Record<string, unknown>) =>
  f.conversation as { ticketNumber: number | null; status: string; floor: string; agent: unknown };
const created = (peer: Peer) =>
  peer.frames
    .filter((f) => f.type === "message.created")
    .map((f) => f.message as { seq: number; author: { kind: string } });

describe("a visitor and the bot", () => {
  it("stores question and answer together, acknowledges, then broadcasts", async () => {
    const session = await newConversation();
    const peer = await visitor(session);
    const answer = await peer.say("How do I reset my password?", CONTEXT);
    expect(answer).toMatchObject({ type: "command.acknowledged", stream: "public", seq: 1 });
    const bot = await peer.until((f) => f.type === "message.created" && (f.message as { seq: number }).seq === 2);
    expect(bot.message).toMatchObject({
      author: { kind: "bot" },
      body: { kind: "answer", article: { id: "account/reset-password" } },
    });
    await peer.until((f) => f.type === "conversation.changed");
    expect(peer.frames.map((f) => f.type)).toEqual([
      "welcome",
      "command.acknowledged",
      "message.created",
      "message.created",
      "conversation.changed",
    ]);
  });

  it("answers a question in another language from the articles in that one", async () => {
    const peer = await visitor(await newConversation());
    await peer.say("Забыл пароль, что делать?", CONTEXT);
    await peer.say("And in English?", CONTEXT);
    await peer.until((f) => f.type === "message.created" && (f.message as { seq: number }).seq === 4);
    const answers = created(peer).filter((m) => m.author.kind === "bot");
    expect(answers).toMatchObject([
      { body: { kind: "answer", locale: "ru", article: { id: "account/reset-password" } } },
      { body: { kind: "answer", locale: "en", article: { id: "account/reset-password" } } },
    ]);
    expect(answers).toMatchObject([{ body: { options: [{ label: "Yes, thanks" }, { label: "No" }] } }, {}]);
  });

  it("keeps the order of messages that arrive while the knowledge base loads", async () => {
    const peer = await visitor(await newConversation());
    await Promise.all(GREETINGS.map((text) => peer.say(text)));
    const mine = created(peer).filter((m) => m.author.kind === "visitor") as unknown as { body: { text: string } }[];
    expect(mine.map((m) => m.body.text)).toEqual(GREETINGS);
    expect(created(peer).map((m) => m.seq)).toEqual([1, 2, 3, 4, 5, 6, 7, 8]);
  });

  it("stores nothing at all for one who only connects", async () => {
    const session = await newConversation();
    await visitor(session);
    await runInDurableObject(conversation(bindings, session.conversationId), (_, state) => {
      expect(state.storage.sql.databaseSize).toBeLessThanOrEqual(4096);
      expect(state.storage.sql.exec("SELECT name FROM sqlite_master WHERE name = 'messages'").toArray()).toEqual([]);
    });
  });

  it("acknowledges a repeat with the first one's seq, and shows it once", async () => {
    const session = await newConversation();
    const first = await visitor(session);
    const clientId = "same-client-id";
    expect(await first.say("hello there", { clientId })).toMatchObject({ seq: 1 });
    const second = await visitor(session);
    expect(await second.say("hello there", { clientId })).toMatchObject({ type: "command.acknowledged", seq: 1 });
    expect(await second.say("other", { clientId })).toMatchObject({ type: "command.refused", code: "conflict" });
    expect(created(first)).toHaveLength(2);
  });

  it("resumes after an eviction: what is missing and nothing else, and the same epoch", async () => {
    const session = await newConversation();
    const peer = await visitor(session);
    const { epoch } = await peer.hello();
    await peer.say("How do I cancel?");
    await evictDurableObject(conversation(bindings, session.conversationId));
    await peer.say("How do I get an invoice?");
    const again = await visitor(session, false);
    const welcome = await again.hello({ public: 2 }, epoch as string);
    expect(welcome).toMatchObject({ epoch, heads: { public: 4 } });
    const page = await again.until((f) => f.type === "messages.page");
    expect(page).toMatchObject({ from: 3, to: 4, more: false });
  });

  it("signals a gap instead of hiding it, and serves older messages on request", async () => {
    const session = await newConversation();
    const peer = await visitor(session);
    await peer.say("first");
    await runInDurableObject(conversation(bindings, session.conversationId), (_, state) => {
      const row = state.storage.sql.exec("SELECT * FROM messages WHERE seq = 1").one();
      for (let seq = 3; seq <= 450; seq++) {
        state.storage.sql.exec(
          "INSERT INTO messages VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
          0,
          seq,
          seq,
          "visitor",
          `id-${seq}-xxxx`,
          row.author ?? "",
          row.body ?? "",
          null,
        );
      }
    });
    await evictDurableObject(conversation(bindings, session.conversationId));
    const late = await visitor(session);
    await late.until((f) => f.type === "messages.page" && f.more === false);
    expect(late.frames.filter((f) => f.type === "messages.page")).toMatchObject([
      { from: 251, to: 350, more: true },
      { from: 351, to: 450, more: false },
    ]);
    late.raw(JSON.stringify({ type: "history.get", stream: "public", before: 251 }));
    expect(await late.until((f) => f.type === "messages.page" && f.from === 151)).toMatchObject({ to: 250 });
  });
});

describe("bad frames", () => {
  it.each([
    ["not JSON", "{"],
    ["an array", "[]"],
    ["null", "null"],
    ["binary", new ArrayBuffer(8)],
    ["deep nesting", "[".repeat(30_000)],
    ["no type", "{}"],
    ["a prototype", '{"__proto__":{"isAgent":true},"constructor":{"prototype":{"isAgent":true}}}'],
    ["an agent's command", '{"type":"ticket.claim","clientId":"12345678","expected":null}'],
  ])("%s: an error, nothing stored, the socket lives", async (_, data) => {
    const session = await newConversation();
    const peer = await visitor(session);
    peer.raw(data);
    await peer.until((f) => f.type === "error" || f.type === "command.refused");
    expect(({} as { isAgent?: boolean }).isAgent).toBeUndefined();
    expect(await peer.say("still here")).toMatchObject({ type: "command.acknowledged", seq: 1 });
  });

  it("the third closes the socket with 1008", async () => {
    const peer = await visitor(await newConversation());
    for (let i = 0; i < 3; i++) peer.raw("{");
    expect(await peer.untilClosed()).toMatchObject({ code: 1008 });
  });

  it("a frame over 64 KiB closes with 1009", async () => {
    const peer = await visitor(await newConversation());
    peer.raw(JSON.stringify({ type: "message.send", clientId: "12345678", text: "x".repeat(70_000) }));
    expect(await peer.untilClosed()).toMatchObject({ code: 1009 });
    expect(peer.frames.at(-1)).toMatchObject({ type: "error", code: "too_big" });
  });

  it("forged author, role, seq and time are ignored", async () => {
    const peer = await visitor(await newConversation());
    await peer.say("me", {
      author: { kind: "agent", name: "Boss" },
      role: "agent",
      seq: 99,
      at: 1,
      stream: "internal",
    });
    await peer.until((f) => f.type === "message.created");
    expect(created(peer)[0]).toMatchObject({ seq: 1, stream: "public", author: { kind: "visitor" } });
  });

  it("HTML, bidi and zero-width in every field stay text", async () => {
    const nasty = "<img src=x onerror=__pwned=1>\u202Egpj.exe\u200B😀";
    const session = await newConversation();
    const peer = await visitor(session);
    const context = { locale: "en", timeZone: nasty, pageUrl: nasty, pageTitle: nasty.repeat(60), referrer: nasty };
    await peer.say(nasty, { context, ...HUMAN });
    await peer.until((f) => f.type === "message.created");
    expect(created(peer)[0]).toMatchObject({ body: { text: nasty } });
    const { anna } = await signUp();
    const agent = await agentOn(session.conversationId, anna);
    const { ticket } = agent.frames[0] as unknown as { ticket: { context: { timeZone: string; pageTitle: string } } };
    expect(ticket.context.timeZone).toBe(nasty);
    expect([...ticket.context.pageTitle]).toHaveLength(500);
  });
});

describe("too much", () => {
  it("sockets: the visitor's own are refused with a reason that the page can read, the agent still gets in", async () => {
    const { anna } = await signUp();
    const { session } = await escalated();
    for (let i = 1; i < 24; i++) await visitor(session, false);
    const refused = await upgrade(`/v1/conversations/${session.conversationId}/socket`, {
      Origin: SHOP,
      "Sec-WebSocket-Protocol": `deskbell.1, t.${session.token}`,
    });
    expect(refused.headers.get("Access-Control-Allow-Origin")).toBe(SHOP);
    expect(refused.headers.get("Retry-After")).toBe("30");
    expect(await errorCode(refused)).toBe("429 too_many");
    await agentOn(session.conversationId, anna);
  });

  it("sockets: a question of the HTTP door gives way to one that comes", async () => {
    const session = await newConversation();
    const asking = await directly(session.conversationId, someone(), "http");
    for (let i = 1; i < 24; i++) await directly(session.conversationId, someone());
    await visitor(session);
    expect(await asking.untilClosed()).toMatchObject({ code: 1012 });
    await expect(directly(session.conversationId, someone())).rejects.toThrow("429");
  });

  it("messages: after a burst each is refused by its id, and nothing of it is stored", async () => {
    // Nothing is refilled, however slow the machine is.
    vi.setSystemTime(Date.now());
    const peer = await visitor(await newConversation());
    for (let i = 0; i < MESSAGES_BURST + 10; i++) {
      peer.raw(JSON.stringify({ type: "message.send", clientId: `flood-${i}-xx`, text: "thanks" }));
    }
    const last = await peer.say("thanks", { clientId: "flood-last" });
    expect(last).toMatchObject({ type: "command.refused", code: "too_many" });
    const stored = peer.frames.filter((f) => f.type === "command.acknowledged").length;
    expect(stored).toBe(MESSAGES_BURST);
  });

  it("hellos: the backlog is not sent without end", async () => {
    // Nothing is refilled, however slow the machine is.
    vi.setSystemTime(Date.now());
    const peer = await visitor(await newConversation());
    for (let i = 0; i < READS_BURST + 10; i++) peer.raw('{"type":"hello","have":{"public":0},"epoch":null}');
    await peer.until((f) => f.type === "error" && f.code === "too_many");
    expect(peer.frames.filter((f) => f.type === "welcome")).toHaveLength(READS_BURST);
  });

  it("frames behind the one that closed the socket are not obeyed", async () => {
    const session = await newConversation();
    const peer = await visitor(session);
    for (let i = 0; i < 3; i++) peer.raw("{");
    peer.raw(JSON.stringify({ type: "message.send", clientId: "late-frame", text: "too late" }));
    await peer.untilClosed();
    const again = await visitor(session, false);
    expect(await again.hello()).toMatchObject({ heads: { public: 0 } });
  });
});

describe("escalation and take-over", () => {
  it("reaches the console within a second, with number and context", async () => {
    const { anna } = await signUp();
    const list = await agentSocket("/v1/console/inbox/socket", anna);
    const { session, peer } = await escalated();
    const changed = await list.until((f) => f.type === "ticket.changed");
    expect(changed).toMatchObject({
      ticket: { conversationId: session.conversationId, number: 1, status: "open", reason: "asked_for_human" },
      counts: { open: 1, mine: 0, unassigned: 1 },
    });
    expect(view(peer.frames.filter((f) => f.type === "conversation.changed").at(-1) ?? {})).toMatchObject({
      status: "received",
      ticketNumber: 1,
      floor: "human",
    });
  });

  it("with a knowledge base that cannot be loaded, the question becomes a ticket that says so", async () => {
    const origin = "https://other.example";
    const peer = await visitor(await newConversation("other", origin), true, origin);
    await peer.say("How do I reset my password?");
    const bot = await peer.until((f) => f.type === "message.created" && (f.message as { seq: number }).seq === 2);
    expect(bot.message).toMatchObject({ body: { phrase: { key: "escalated_kb_unavailable" } } });
    await peer.until((f) => f.type === "conversation.changed" && view(f).status === "received");
  });

  it("handed back, the visitor sees no state of a request until the bot escalates again", async () => {
    const { anna } = await signUp();
    const { session, peer } = await escalated();
    const agent = await agentOn(session.conversationId, anna);
    await agent.command({ type: "ticket.claim", expected: null });
    await agent.command({ type: "floor.return" });
    await peer.until((f) => f.type === "conversation.changed" && view(f).floor === "bot" && view(f).status === null);
    await peer.say("How do I reset my password?");
    await peer.until(
      (f) => f.type === "message.created" && JSON.stringify(f.message).includes("account/reset-password"),
    );
    await peer.say("a human please");
    await peer.until(
      (f) => f.type === "conversation.changed" && view(f).status === "received" && view(f).ticketNumber === 1,
    );
  });

  it("two agents claim: one wins, the other is told who", async () => {
    const { anna, boris } = await signUp();
    const { session, peer } = await escalated();
    const [a, b] = await Promise.all([agentOn(session.conversationId, anna), agentOn(session.conversationId, boris)]);
    const answers = await Promise.all([a, b].map((p) => p.command({ type: "ticket.claim", expected: null })));
    expect(answers.map((f) => f.type).sort()).toEqual(["command.acknowledged", "command.refused"]);
    const loser = answers.find((f) => f.type === "command.refused");
    expect(loser).toMatchObject({ code: "taken", owner: { name: answers[0] === loser ? "Boris" : "Anna" } });
    await peer.until((f) => f.type === "conversation.changed" && view(f).status === "in_progress");
  });

  it("agent and visitor talk, the bot is silent, notes and explanations never reach the visitor", async () => {
    const { anna } = await signUp();
    const { session, peer } = await escalated();
    const agent = await agentOn(session.conversationId, anna);
    await agent.command({ type: "ticket.claim", expected: null });
    await agent.command({ type: "note.add", text: "SECRET-NOTE" });
    await agent.say("Hello, Anna here");
    await peer.until(
      (f) => f.type === "message.created" && (f.message as { author: { kind: string } }).author.kind === "agent",
    );
    await peer.say("How do I reset my password?");
    await agent.command({ type: "ticket.resolve" });
    await peer.until((f) => f.type === "conversation.changed" && view(f).status === "solved");
    expect(created(peer).map((m) => m.author.kind)).toEqual(["visitor", "bot", "system", "agent", "visitor", "system"]);

    const other = await visitor(session);
    await other.until((f) => f.type === "messages.page");
    other.raw(JSON.stringify({ type: "history.get", stream: "internal", before: 100 }));
    await other.say("ok?");
    for (const text of [...peer.texts, ...other.texts]) {
      expect(text).not.toMatch(/SECRET-NOTE|internal|explanation|kbVersion|confidence|expectedVersion/);
    }
    const seen = agent.frames.find((f) => f.type === "messages.page" && f.stream === "public") as
      | { messages: { explanation?: unknown }[] }
      | undefined;
    expect(seen?.messages[1]?.explanation).toMatchObject({ decision: "escalate", reason: "asked_for_human" });
  });

  it("an agent whose session has ended is put out with 4401", async () => {
    const { anna } = await signUp();
    const { session } = await escalated();
    const agent = await agentOn(session.conversationId, anna);
    await runInDurableObject(conversation(bindings, session.conversationId), (_, state) => {
      for (const socket of state.getWebSockets("agent")) {
        socket.serializeAttachment({ ...(socket.deserializeAttachment() as object), expiresAt: 1 });
      }
    });
    agent.raw(JSON.stringify({ type: "ticket.resolve", clientId: "12345678" }));
    expect(await agent.untilClosed()).toMatchObject({ code: 4401 });
  });
});
