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

it("is the question before a choice that was typed by its place in the list", () => {
  const [asked, offered] = exchange(1, "my invoice is wrong", "clarify");
  if (asked === undefined || offered?.body.kind !== "phrase") throw new Error("no list");
  const options = ["billing/invoice", "billing/refund"].map((pick) => ({ pick, label: pick }));
  const list = { ...offered, body: { ...offered.body, options } };
  const history = [asked, list, ...exchange(3, "the second one", "above")];
  expect(subjectOf("a human please", undefined, "asked_for_human", history)).toBe("my invoice is wrong");
  const unlisted = [asked, offered, ...exchange(3, "the second one", "above")];
  expect(subjectOf("a human please", undefined, "asked_for_human", unlisted)).toBe("the second one");
});

it("is the question before the guided steps, with the answers that were chosen, pressed or typed", () => {
  const step = (seq: number, text: string, ...labels: string[]): Message => ({
    stream: "public",
    at: 0,
    seq,
    author: { kind: "bot" },
    body: {
      kind: "phrase",
      phrase: phrase("guided_step", { text, article: "a/sync", title: "Sync" }, "en"),
      options: labels.map((label) => ({ pick: `a/sync#${label.toLowerCase()}`, label })),
    },
  });
  const typed = (seq: number, text: string): Message => ({
    stream: "public",
    at: 0,
    seq,
    author: { kind: "visitor" },
    body: { kind: "text", text },
  });
  const history = [
    typed(1, "my hours are gone"),
    step(2, "Which cloud?", "Orange", "Red"),
    typed(3, "orange"),
    step(4, "Still?", "Still there"),
  ];
  const path = {
    article: { id: "a/sync", title: "Sync" },
    steps: [
      { asked: "Which cloud?", answered: "Orange" },
      { asked: "Still?", answered: "Still there" },
    ],
  };
  const expected = "my hours are gone (Orange → Still there)";
  expect(subjectOf("Still there", "a/sync#human", "article_says_so", history, path)).toBe(expected);
  expect(subjectOf("still there!", undefined, "article_says_so", history, path)).toBe(expected);
  // Something else meanwhile: that is what it is about, and what was tried before is no secret.
  expect(subjectOf("purple elephants", undefined, "nothing_found", history, path)).toBe(
    "purple elephants (Orange → Still there)",
  );
});

it("is the message itself when the bot found nothing, or when nothing else was asked", () => {
  expect(subjectOf("purple elephants", undefined, "nothing_found", [])).toBe("purple elephants");
  expect(subjectOf("a human please", undefined, "asked_for_human", [])).toBe("a human please");
});

it("is the request itself if that says what about, and never a mere no", () => {
  const history = exchange(1, "my invoice is wrong", "clarify");
  const asked = "I want to talk to a human about my order";
  expect(subjectOf(asked, undefined, "asked_for_human", history)).toBe(asked);
  expect(subjectOf("none of these", undefined, "nothing_found", history)).toBe("my invoice is wrong");
  expect(subjectOf("None of these", "none", "nothing_found", history)).toBe("my invoice is wrong");
  expect(subjectOf("this is useless", undefined, "upset", history)).toBe("my invoice is wrong");
  expect(subjectOf("where the hell is my damn parcel", undefined, "upset", history)).toContain("parcel");
});
