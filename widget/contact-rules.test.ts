import { describe, expect, test } from "vitest";
import type { ConversationView } from "../protocol/frames.ts";
import type { Author, Message, PhraseKey } from "../protocol/model.ts";
import { hasGoneOn, looksReachable } from "./contact-rules.ts";

describe("what reaches somebody", () => {
  test.each([
    "a@b.io",
    "jean.dupont+help@mail.example.org",
    "иван@почта.рф",
    "12345",
    "+7 (900) 123-45-67",
    "tel. 123 45",
  ])("%j", (contact) => expect(looksReachable(contact)).toBe(true));
  test.each(["abc", "a@b", "@b.io", "a@b.", "a@@b.io", "a b@c.io", "1234", "call me", ""])("%j does not", (contact) =>
    expect(looksReachable(contact)).toBe(false),
  );
});

function said(seq: number, author: Author, key?: PhraseKey): Message {
  const body: Message["body"] = key
    ? { kind: "phrase", phrase: { key, params: {}, locale: "en", text: key }, options: [] }
    : { kind: "text", text: `${seq}` };
  return { stream: "public", seq, at: 0, author, body };
}

const you: Author = { kind: "visitor" };
const bot: Author = { kind: "bot" };

function goneOn(list: Message[], agent: ConversationView["agent"] = null): boolean {
  return hasGoneOn({ conversation: { agent } as ConversationView, messages: { public: list, internal: [] } });
}

describe("the talk has gone on", () => {
  const handedOver = [said(1, you), said(2, bot, "escalated_nothing_found")];

  test("not right after the hand-over", () => expect(goneOn(handedOver)).toBe(false));
  test("when the visitor writes again", () => expect(goneOn([...handedOver, said(3, you)])).toBe(true));
  test("when an agent joins", () => expect(goneOn(handedOver, { name: "Anna" })).toBe(true));
  test("not after the next hand-over", () =>
    expect(goneOn([...handedOver, said(3, you), said(4, bot, "escalated_asked_for_human")])).toBe(false));
  test("when the hand-over is further up than what was loaded", () => expect(goneOn([said(300, you)])).toBe(true));
});
