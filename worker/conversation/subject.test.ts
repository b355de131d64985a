import { expect, it } from "vitest";
import type { Message, PhraseKey } from "../../protocol/model.ts";
import { phrase } from "../bot/phrases.ts";
import { subjectOf } from "./subject.ts";

/** A visitor's text and the phrase with which the bot answered it. */
function exchange(seq: number, text: string, key: PhraseKey): Message[] {
  const at = { stream: "public", at: 0 } as const;
  return [
    { ...at, seq, author: { kind: "visitor" }, body: { kind: "text", text } },
    {
      ...at,
      seq: seq + 1,
      author: { kind: "bot" },
      body: { kind: "phrase", phrase: phrase(key, {}, "en"), options: [] },
    },
  ];
}

it.each(["greeting", "thanks", "glad", "rephrase", "unclear", "identity"] as const)(
  "what was answered with %s is not what the ticket is about",
  (key) => {
    const history = [...exchange(1, "my invoice is wrong", "clarify"), ...exchange(3, "are you a bot?", key)];
    expect(subjectOf("a human please", undefined, "asked_for_human", history)).toBe("my invoice is wrong");
  },
);

it("is the message itself when the bot found nothing, or when nothing else was asked", () => {
  expect(subjectOf("purple elephants", undefined, "nothing_found", [])).toBe("purple elephants");
  expect(subjectOf("a human please", undefined, "asked_for_human", [])).toBe("a human please");
});
