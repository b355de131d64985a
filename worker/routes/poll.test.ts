import { describe, expect, it } from "vitest";
import type { ConversationEvent, ConversationView, InboxEvent } from "../../protocol/frames.ts";
import { POLL_WAIT_MS } from "../../protocol/limits.ts";
import type { ConversationId, Message } from "../../protocol/model.ts";
import { conversationPoll, inboxPoll } from "./poll.ts";

const view: ConversationView = {
  id: "c_0" as ConversationId,
  floor: "bot",
  status: null,
  ticketNumber: null,
  agent: null,
  hasContact: false,
  closing: null,
};
const welcome = (heads: { public: number; internal?: number }, more: object = {}): ConversationEvent => ({
  type: "welcome",
  epoch: "e1",
  now: 1,
  heads,
  conversation: view,
  read: { visitor: 0, agent: 0 },
  ...more,
});
const page = (stream: "public" | "internal", more: boolean): ConversationEvent => ({
  type: "messages.page",
  stream,
  from: 1,
  to: 2,
  messages: [],
  more,
});
const created: ConversationEvent = { type: "message.created", message: {} as Message };

describe("an answer to hello is whole", () => {
  it.each<[string, Record<string, string>, boolean, ConversationEvent[], boolean]>([
    ["nothing yet", {}, false, [], false],
    ["empty", {}, false, [welcome({ public: 0 })], true],
    ["a page is to come", {}, false, [welcome({ public: 2 })], false],
    ["one of two pages", {}, false, [welcome({ public: 2 }), page("public", true)], false],
    ["both", {}, false, [welcome({ public: 2 }), page("public", true), page("public", false)], true],
    ["all known", { public: "2", epoch: "e1" }, false, [welcome({ public: 2 })], true],
    ["known of another past", { public: "2", epoch: "e0" }, false, [welcome({ public: 2 })], false],
    ["without an epoch", { public: "2" }, false, [welcome({ public: 2 })], false],
    ["more than there is", { public: "9", epoch: "e1" }, false, [welcome({ public: 2 })], false],
    ["an agent's second stream", { public: "2", epoch: "e1" }, true, [welcome({ public: 2, internal: 1 })], false],
    [
      "both streams known",
      { public: "2", internal: "1", epoch: "e1" },
      true,
      [welcome({ public: 2, internal: 1 })],
      true,
    ],
    ["refused", {}, false, [{ type: "error", code: "too_many" }], true],
  ])("%s: %j", (_, query, agent, events, expected) => {
    expect(conversationPoll(query, agent).whole(events)).toBe(expected);
  });
});

describe("what is worth answering with", () => {
  const { state } = conversationPoll({}, false);
  const known = { public: "2", epoch: "e1", state: state([welcome({ public: 2 })]) };
  it.each<[string, Record<string, string>, ConversationEvent[], boolean]>([
    ["nothing new", known, [welcome({ public: 2 })], false],
    ["a page", known, [welcome({ public: 3 }), page("public", false)], true],
    ["a message meanwhile", known, [welcome({ public: 2 }), created], true],
    ["the first question", { public: "2", epoch: "e1" }, [welcome({ public: 2 })], true],
    ["another epoch", { ...known, epoch: "e0" }, [welcome({ public: 2 })], true],
    ["another view", known, [welcome({ public: 2 }, { conversation: { ...view, hasContact: true } })], true],
    ["read further", known, [welcome({ public: 2 }, { read: { visitor: 2, agent: 0 } })], true],
    ["another time", known, [welcome({ public: 2 }, { now: 99 })], false],
    [
      "somebody types",
      known,
      [welcome({ public: 2 }), { type: "typing.changed", who: { kind: "visitor" }, on: true }],
      true,
    ],
  ])("%s", (_, query, events, expected) => {
    expect(conversationPoll(query, false).news(events)).toBe(expected);
  });

  it("the state after a change is the one that the next welcome has: nothing is told twice", () => {
    const changed = { ...view, hasContact: true };
    const read = { visitor: 2, agent: 1 };
    const told = state([
      welcome({ public: 2 }),
      { type: "conversation.changed", conversation: changed },
      { type: "read.changed", read },
    ]);
    expect(told).toBe(state([welcome({ public: 3 }, { conversation: changed, read })]));
    expect(told).not.toBe(state([welcome({ public: 2 })]));
  });

  it("is asked for with what the caller has; a visitor never for the internal stream", () => {
    const query = { public: "3", internal: "2", epoch: "e1" };
    expect(conversationPoll(query, true).greeting).toEqual({
      type: "hello",
      have: { public: 3, internal: 2 },
      epoch: "e1",
    });
    expect(conversationPoll(query, false).greeting).toEqual({ type: "hello", have: { public: 3 }, epoch: "e1" });
  });
});

describe("the inbox", () => {
  const greeting = { type: "welcome", revision: "r1" } as InboxEvent;
  it("speaks first; news is another revision or an event", () => {
    const poll = inboxPoll({ state: "r1" });
    expect(poll.greeting).toBeNull();
    expect([poll.whole([]), poll.whole([greeting])]).toEqual([false, true]);
    expect(poll.news([greeting])).toBe(false);
    expect(poll.news([greeting, { type: "ticket.changed" } as InboxEvent])).toBe(true);
    expect(inboxPoll({ state: "r0" }).news([greeting])).toBe(true);
    expect(inboxPoll({}).news([greeting])).toBe(true);
    expect(poll.state([greeting])).toBe("r1");
    expect(poll.state([greeting, { type: "ticket.changed", revision: "r2" } as InboxEvent])).toBe("r2");
    expect(poll.state([greeting, { type: "ticket.changed" } as InboxEvent])).toBe("r1");
  });
});

describe("the query", () => {
  it("waits not at all unless asked, and never longer than a proxy lets it", () => {
    expect(inboxPoll({}).wait).toBe(0);
    expect(inboxPoll({ wait: "1500" }).wait).toBe(1500);
    expect(inboxPoll({ wait: "9e15" }).wait).toBe(POLL_WAIT_MS);
  });
  it.each([
    { public: "-1" },
    { public: "x" },
    { wait: "-5" },
    { wait: "soon" },
    { public: "1.5" },
    { state: "x".repeat(101) },
  ])("%j is refused, and the field is named", (query) => {
    const ask = () => conversationPoll(query as unknown as Record<string, string>, false);
    expect(ask).toThrow(expect.objectContaining({ code: "bad_request", field: Object.keys(query)[0] }));
  });
});
