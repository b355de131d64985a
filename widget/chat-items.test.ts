import { describe, expect, test } from "vitest";
import type { PendingMessage } from "../client/types.ts";
import type { ConversationView } from "../protocol/frames.ts";
import type { AgentId, Author, Message } from "../protocol/model.ts";
import { itemsOf, offersHuman } from "./chat-items.ts";

const you: Author = { kind: "visitor" };
const bot: Author = { kind: "bot" };
const agent = (name: string): Author => ({ kind: "agent", id: "a_1" as AgentId, name });

function message(seq: number, author: Author, at = 0): Message {
  const own = author.kind === "visitor" && { clientId: `client-${seq}` };
  return { stream: "public", seq, at, author, body: { kind: "text", text: `${seq}` }, ...own };
}

function items(list: Message[], pending: PendingMessage[] = [], floor: ConversationView["floor"] = "bot", agent = 0) {
  const conversation = { floor } as ConversationView;
  const read = { visitor: 0, agent };
  return itemsOf({ messages: { public: list, internal: [] }, pending, conversation, read });
}

const waiting: PendingMessage = { clientId: "client-2", text: "x", state: "pending", at: 0 };

test("a message keeps its key when it is stored", () => {
  expect(items([], [waiting])[0]?.key).toBe(items([message(2, you)])[0]?.key);
});

describe("the visitor's last message says how far it came", () => {
  const marks = (...given: Parameters<typeof items>) => items(...given).map((i) => i.mark);
  const list = [message(1, you), message(2, { kind: "system" }), message(3, you)];

  test("stored, then seen by an agent", () => {
    expect(marks(list, [], "human", 2)).toEqual(["", "", "sent"]);
    expect(marks(list, [], "human", 3)).toEqual(["", "", "read"]);
  });

  test("what the bot and the system say after it is no answer of a person", () => {
    const after = [message(4, bot), message(5, { kind: "system" })];
    expect(marks([...list, ...after], [], "human", 3)).toEqual(["", "", "read", "", ""]);
  });

  test("not once it was answered, nor under one that waits, nor to the bot", () => {
    expect(marks([...list, message(4, agent("A"))], [], "human", 3)).toEqual(["", "", "", ""]);
    expect(marks(list, [waiting], "human", 3)).toEqual(["", "", "", ""]);
    expect(marks(list)).toEqual(["", "", ""]);
  });
});

describe("who speaks is said", () => {
  test("when somebody else begins", () => {
    const list = [message(1, you), message(2, bot), message(3, bot), message(4, agent("A")), message(5, agent("B"))];
    expect(items(list).map((i) => i.headed)).toEqual([true, true, false, true, true]);
  });

  test("after a pause", () => {
    expect(items([message(1, bot), message(2, bot, 11 * 60_000)]).map((i) => i.headed)).toEqual([true, true]);
  });

  test("not for the system", () => {
    expect(items([message(1, { kind: "system" })])[0]?.headed).toBe(false);
  });
});

test("the first message of each day says which day it is", () => {
  const at = (day: number, hour: number) => new Date(2026, 10, day, hour).getTime();
  const list = [
    message(1, you, at(20, 9)),
    message(2, bot, at(20, 23)),
    message(3, you, at(21, 0)),
    message(4, bot, at(23, 1)),
  ];
  expect(items(list).map((i) => i.newDay)).toEqual([true, false, true, true]);
});

describe("buttons count", () => {
  const live = (...args: Parameters<typeof items>) => items(...args).flatMap((i) => (i.live ? i.key : []));

  test("under the bot's last message only", () => {
    expect(live([message(1, bot), message(2, you), message(3, bot)])).toEqual(["3"]);
  });

  test("not once the visitor has answered, stored or not", () => {
    expect(live([message(1, bot), message(2, you)])).toEqual([]);
    expect(live([message(1, bot)], [waiting])).toEqual([]);
  });

  test("again when the answer failed", () => {
    expect(live([message(1, bot)], [{ ...waiting, state: "failed" }])).toEqual(["1"]);
  });

  test("not once a human has the floor", () => {
    expect(live([message(1, bot)], [], "human")).toEqual([]);
  });
});

describe("the way to a human among the bot's buttons", () => {
  const offering = (pick: string): Message => ({
    ...message(2, bot),
    body: {
      kind: "phrase",
      phrase: { key: "clarify", params: {}, locale: "en", text: "?" },
      options: [{ pick, label: pick }],
    },
  });
  const offers = (list: Message[], pending: PendingMessage[] = []): boolean =>
    offersHuman({
      messages: { public: list, internal: [] },
      pending,
      conversation: { floor: "bot" } as ConversationView,
    });

  test("is there while it can be pressed", () => {
    expect(offers([message(1, you), offering("human")])).toBe(true);
    expect(offers([message(1, you), offering("none")])).toBe(false);
    expect(offers([offering("human"), message(3, you), message(4, bot)])).toBe(false);
    expect(offers([message(1, you), offering("human")], [waiting])).toBe(false);
    expect(offers([])).toBe(false);
  });
});
