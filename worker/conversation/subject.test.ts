import { expect, it } from "vitest";
import type { Body, Message, PhraseKey } from "../../protocol/model.ts";
import { phrase } from "../bot/phrases.ts";
import { subjectOf } from "./subject.ts";

const words = (text: string) => ({ kind: "text", text }) as const;

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
    expect(subjectOf(words("a human please"), "asked_for_human", history)).toBe("my invoice is wrong");
  },
);

it("is the question before a choice that was typed by its place in the list", () => {
  const [asked, offered] = exchange(1, "my invoice is wrong", "clarify");
  if (asked === undefined || offered?.body.kind !== "phrase") throw new Error("no list");
  const options = ["billing/invoice", "billing/refund"].map((pick) => ({ pick, label: pick }));
  const list = { ...offered, body: { ...offered.body, options } };
  const history = [asked, list, ...exchange(3, "the second one", "above")];
  expect(subjectOf(words("a human please"), "asked_for_human", history)).toBe("my invoice is wrong");
  const unlisted = [asked, offered, ...exchange(3, "the second one", "above")];
  expect(subjectOf(words("a human please"), "asked_for_human", unlisted)).toBe("the second one");
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
  expect(subjectOf({ kind: "text", text: "Still there", pick: "a/sync#human" }, "article_says_so", history, path)).toBe(
    expected,
  );
  expect(subjectOf(words("still there!"), "article_says_so", history, path)).toBe(expected);
  // Something else meanwhile: that is what it is about, and what was tried before is no secret.
  expect(subjectOf(words("purple elephants"), "nothing_found", history, path)).toBe(
    "purple elephants (Orange → Still there)",
  );
});

it("is the message itself when the bot found nothing, or when nothing else was asked", () => {
  expect(subjectOf(words("purple elephants"), "nothing_found", [])).toBe("purple elephants");
  expect(subjectOf(words("a human please"), "asked_for_human", [])).toBe("a human please");
});

it("is the request itself if that says what about, and never a mere no", () => {
  const history = exchange(1, "my invoice is wrong", "clarify");
  const asked = "I want to talk to a human about my order";
  expect(subjectOf(words(asked), "asked_for_human", history)).toBe(asked);
  expect(subjectOf(words("none of these"), "nothing_found", history)).toBe("my invoice is wrong");
  expect(subjectOf({ kind: "text", text: "None of these", pick: "none" }, "nothing_found", history)).toBe(
    "my invoice is wrong",
  );
  expect(subjectOf(words("this is useless"), "upset", history)).toBe("my invoice is wrong");
  expect(subjectOf(words("where the hell is my damn parcel"), "upset", history)).toContain("parcel");
});

it("is the name of the file where only files were sent, and the question where there was one", () => {
  const file = { id: `f_${"0".repeat(26)}`, name: "screenshot.png", type: "image/png", size: 7 } as const;
  const [sent, answered] = exchange(1, "", "data_file");
  if (sent?.body.kind !== "text" || answered === undefined) throw new Error("no file");
  const history = [{ ...sent, body: { ...sent.body, files: [file] } }, answered];
  expect(subjectOf(words("a human please"), "asked_for_human", history)).toBe("screenshot.png");
  const again = { kind: "text", text: "", files: [{ ...file, name: "second.png" }, file] } as Body & { kind: "text" };
  expect(subjectOf(again, "nothing_found", history)).toBe("second.png, screenshot.png");
  const asked = [...exchange(1, "my invoice is wrong", "clarify"), ...history];
  expect(subjectOf(again, "nothing_found", asked)).toBe("my invoice is wrong");
});
