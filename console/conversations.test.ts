import { beforeEach, expect, test } from "vitest";
import type { AgentClient } from "../client/agent.ts";
import type { PendingMessage, Snapshot } from "../client/types.ts";
import type { ConversationId } from "../protocol/model.ts";
import { Conversations } from "./conversations.ts";

const id = "c_1" as ConversationId;
const unsent: PendingMessage = { clientId: "x1234567", text: "hi", state: "pending", at: 0 };
let clients: ReturnType<typeof fakeClient>[] = [];

function fakeClient() {
  const listeners = new Set<() => void>();
  const client = {
    running: false,
    snapshot: { pending: [] as readonly PendingMessage[] } as Snapshot,
    subscribe(listener: () => void) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    start: () => void (client.running = true),
    stop: () => void (client.running = false),
    pend(pending: PendingMessage[]) {
      client.snapshot = { ...client.snapshot, pending };
      for (const listener of listeners) listener();
    },
  };
  return client;
}

function conversations(): Conversations {
  return new Conversations(() => {
    const client = fakeClient();
    clients.push(client);
    return client as unknown as AgentClient;
  });
}

beforeEach(() => {
  clients = [];
});

test("a conversation is connected while it is on screen", () => {
  const open = conversations();
  open.enter(id);
  expect(clients[0]?.running).toBe(true);
  open.leave(id);
  expect(clients[0]?.running).toBe(false);
  open.enter(id);
  expect(clients).toHaveLength(2);
});

test("one that is left with an unsent message stays connected until it is sent", () => {
  const open = conversations();
  open.enter(id);
  clients[0]?.pend([unsent]);
  open.leave(id);
  expect(clients[0]?.running).toBe(true);
  expect(open.unsent).toBe(true);
  clients[0]?.pend([]);
  expect(clients[0]?.running).toBe(false);
  expect(open.unsent).toBe(false);
});

test("coming back finds the unsent message, and its sending does not close what is looked at", () => {
  const open = conversations();
  open.enter(id);
  clients[0]?.pend([unsent]);
  open.leave(id);
  expect(open.enter(id).snapshot.value.pending).toEqual([unsent]);
  clients[0]?.pend([]);
  expect(clients[0]?.running).toBe(true);
  expect(clients).toHaveLength(1);
});

test("one that is left while a command runs stays connected until the answer", async () => {
  const open = conversations();
  const answer = Promise.withResolvers<string>();
  const result = open.enter(id).run(() => answer.promise);
  open.leave(id);
  expect(clients[0]?.running).toBe(true);
  answer.resolve("done");
  expect(await result).toBe("done");
  expect(clients[0]?.running).toBe(false);
});

test("signing out closes all", () => {
  const open = conversations();
  open.enter(id);
  clients[0]?.pend([unsent]);
  open.close();
  expect(clients[0]?.running).toBe(false);
  expect(open.unsent).toBe(false);
});
