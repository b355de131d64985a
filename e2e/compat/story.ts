import { expect } from "@playwright/test";
import type { AgentClient } from "../../client/agent.ts";
import type { Environment } from "../../client/environment.ts";
import type { ConversationClient } from "../../client/types.ts";
import type { VisitorClient } from "../../client/visitor.ts";
import type { Message } from "../../protocol/model.ts";
import { type RawDesk, SHOP } from "./raw-desk.ts";
import type { ClientCore } from "./release.ts";

/** What a browser adds to requests, in Node: the page's origin, and for an agent the cookie. No jitter: back-off is at its least. */
function browserAt(origin: string, cookie?: string): Partial<Environment> {
  const headers = { Origin: origin, ...(cookie && { Cookie: cookie }) };
  return {
    random: () => 0,
    onWake: () => () => undefined,
    fetch: (url, init) => fetch(url, { ...init, headers: { ...(init.headers as Record<string, string>), ...headers } }),
    WebSocket: class extends WebSocket {
      constructor(url: string | URL, protocols: string | string[] = []) {
        // Node's own takes headers.
        super(url, { protocols, headers } as unknown as string[]);
      }
    },
  };
}

export function openVisitor({ visitorConversation }: ClientCore, desk: RawDesk): VisitorClient {
  const stored = new Map<string, string>();
  return visitorConversation({
    server: desk.server,
    site: "demo",
    storage: {
      getItem: (key) => stored.get(key) ?? null,
      setItem: (key, value) => void stored.set(key, value),
      removeItem: (key) => void stored.delete(key),
    },
    context: () => ({ locale: "en", timeZone: "Europe/Berlin", pageUrl: SHOP, pageTitle: "Shop", referrer: "" }),
    environment: browserAt(SHOP),
  });
}

export function openAgent({ agentConversation }: ClientCore, desk: RawDesk, cookie: string, conversationId: string) {
  return agentConversation({
    server: desk.server,
    conversationId,
    environment: browserAt(desk.server, cookie),
  });
}

/** Waits for what must come; the bound is for a hang, not a measure. */
export async function until(what: string, holds: () => boolean): Promise<void> {
  await expect.poll(holds, { message: what, timeout: 120_000, intervals: [20] }).toBe(true);
}

export const list = (client: ConversationClient): readonly Message[] => client.snapshot.messages.public;
export const said = (client: ConversationClient, text: string): boolean =>
  list(client).some((m) => m.body.kind === "text" && m.body.text === text);

/** Asks the bot, is answered from an article, asks for a human: a ticket with its number. Returns the conversation's id. */
export async function askAndEscalate(visitor: VisitorClient): Promise<string> {
  visitor.sendMessage("How do I reset my password?");
  await until("the bot answers", () => list(visitor).some((m) => m.body.kind === "answer"));
  visitor.sendMessage("I want to talk to a person", { choice: { of: 0, pick: "human" } });
  await until("the request has a number", () => typeof visitor.snapshot.conversation?.ticketNumber === "number");
  return visitor.snapshot.conversation?.id ?? "";
}

export async function takeOver(visitor: VisitorClient, agent: AgentClient): Promise<void> {
  agent.start();
  await until("the agent sees the ticket", () => agent.snapshot.ticket?.ticket?.status === "open");
  expect(await agent.claim(null)).toEqual({ kind: "acknowledged" });
  agent.sendMessage("Hello, Anna here");
  await until("the visitor reads the agent", () => said(visitor, "Hello, Anna here"));
  expect(visitor.snapshot.conversation?.agent).toEqual({ name: "Anna" });
}

/** Both write while nobody listens; `back` brings the server back. */
export async function overRestart(visitor: VisitorClient, agent: AgentClient, back: () => Promise<void>) {
  visitor.sendMessage("are you still there?");
  agent.sendMessage("one moment");
  await back();
  const both = [visitor, agent];
  for (const text of ["are you still there?", "one moment"]) {
    await until(`both have "${text}"`, () => both.every((client) => said(client, text)));
  }
  expect(visitor.snapshot.pending).toEqual([]);
}

/** A note, solved with a line, yes, five stars: and what each side then holds. */
export async function solve(visitor: VisitorClient, agent: AgentClient): Promise<void> {
  expect(await agent.addNote("SECRET-NOTE")).toEqual({ kind: "acknowledged" });
  expect(await agent.resolve("Sent a new link.")).toEqual({ kind: "acknowledged" });
  await until("the visitor reads what was done", () => {
    const view = visitor.snapshot.conversation;
    return view?.status === "solved" && view.closing?.summary === "Sent a new link.";
  });
  expect(await visitor.command({ type: "ticket.confirm", solved: true })).toEqual({ kind: "acknowledged" });
  expect(await visitor.command({ type: "rating.set", stars: 5, text: "quick" })).toEqual({ kind: "acknowledged" });
  await until("the agent sees it closed and rated", () => {
    const ticket = agent.snapshot.ticket?.ticket;
    return ticket?.status === "closed" && ticket.rating?.stars === 5;
  });
  expect(JSON.stringify(visitor.snapshot)).not.toContain("SECRET-NOTE");
  expect(agent.snapshot.messages.internal.some((m) => m.body.kind === "note")).toBe(true);
  sameList(visitor, agent);
}

/** Dense from 1, each once, and the same on both sides. */
export function sameList(visitor: ConversationClient, agent: ConversationClient): void {
  const shape = (client: ConversationClient) =>
    list(client).map((m) => ({ seq: m.seq, at: m.at, author: m.author, body: m.body }));
  expect(shape(visitor)).toEqual(shape(agent));
  expect(list(visitor).map((m) => m.seq)).toEqual(list(visitor).map((_, i) => i + 1));
}
