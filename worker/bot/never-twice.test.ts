import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { Body, Locale } from "../../protocol/model.ts";
import { plainText } from "../kb/plain-text.ts";
import { type HistoryMessage, wordsOf } from "./dialogue.ts";
import { ENGLISH_DIALOGUES } from "./dialogues-en.fixture.ts";
import { RUSSIAN_DIALOGUES } from "./dialogues-ru.fixture.ts";
import { phrase } from "./phrases.ts";
import { BOT_MEMORY, type BotReply, respond } from "./respond.ts";
import { ENGLISH_SHOP, RUSSIAN_SHOP } from "./shop.fixture.ts";

const BASES = { en: ENGLISH_SHOP, ru: RUSSIAN_SHOP };
const LINES = [...ENGLISH_DIALOGUES, ...RUSSIAN_DIALOGUES].flatMap(([, ...lines]) => lines.map(([said]) => said));

/** A conversation with the bot in which an agent hands back whatever the bot gives away. */
class Conversation {
  readonly said: string[] = [];
  readonly #history: HistoryMessage[] = [];
  readonly #locale: Locale;

  constructor(locale: Locale) {
    this.#locale = locale;
  }

  #add(author: HistoryMessage["author"], body: Body): void {
    this.#history.push({ seq: this.#history.length + 1, author, body });
  }

  say(text: string, pick?: string): BotReply {
    const locale = this.#locale;
    const chosen = pick === undefined ? {} : { pick };
    const others = [BASES[locale === "en" ? "ru" : "en"]];
    const input = { text, locale, others, history: this.#history.slice(-BOT_MEMORY), ...chosen };
    const reply = respond(input, BASES[locale]);
    this.#add({ kind: "visitor" }, { kind: "text", text, ...chosen });
    this.#add({ kind: "bot" }, reply.body);
    this.said.push(wordsOf(reply.body));
    if (reply.escalate !== null) {
      const returned = phrase("agent_returned_to_bot", {}, locale);
      this.#add({ kind: "system" }, { kind: "phrase", phrase: returned, options: [] });
    }
    return reply;
  }

  /** A button of any earlier message. */
  press(n: number): void {
    const options = this.#history.flatMap(({ body }) => ("options" in body ? body.options : []));
    const option = options[n % Math.max(1, options.length)];
    if (option !== undefined) this.say(option.label, option.pick);
  }

  play(moves: readonly (string | number)[]): this {
    for (const move of moves) {
      if (typeof move === "number") this.press(move);
      else this.say(move);
    }
    return this;
  }
}

const locale = fc.constantFrom<Locale>("en", "ru");
const hostile = fc.oneof(
  fc.string({ unit: "binary", maxLength: 40 }),
  fc.constantFrom(
    "",
    " ",
    "the of and",
    "и в на",
    "🙂🙂🙂",
    "\ud800",
    "\udfff invoice \ud800",
    "__proto__",
    "constructor toString hasOwnProperty",
    "!!!!!!",
    "???",
    "a".repeat(10_000),
    "счёт ".repeat(2_000),
    "? ".repeat(5_000),
    "how do I pay? ".repeat(700),
    "no ".repeat(3_000),
    `${"1".repeat(300)}@`,
  ),
);
const move = fc.oneof(
  { weight: 5, arbitrary: fc.constantFrom(...LINES) },
  { weight: 4, arbitrary: fc.nat(60) },
  { weight: 1, arbitrary: hostile },
);

describe("the bot", () => {
  it("says nothing twice in a conversation, whatever is said to it", () => {
    fc.assert(
      fc.property(locale, fc.array(move, { minLength: 10, maxLength: 40 }), (language, moves) => {
        const { said } = new Conversation(language).play(moves);
        expect(new Set(said).size).toBe(said.length);
      }),
      { numRuns: 40 },
    );
  });

  it.each([
    "hi",
    "thanks",
    "who are you",
    "???",
    "no",
    "yes",
    "where is my invoice",
    "how do I pay",
    "human please",
    "you stupid bot",
    "A-104233",
    "jane@mail.example",
    "привет",
    "спасибо",
    "кто вы",
    "нет",
    "да",
    "как оплатить",
    "на английском?",
    "позовите оператора",
  ])("says nothing twice to fifty times %s", (text) => {
    for (const language of ["en", "ru"] as const) {
      const { said } = new Conversation(language).play(Array.from({ length: 50 }, () => text));
      expect(new Set(said).size).toBe(said.length);
    }
  });

  it("answers whatever it gets, once, and in bounds", () => {
    fc.assert(
      fc.property(locale, fc.array(hostile, { minLength: 1, maxLength: 3 }), (language, texts) => {
        const conversation = new Conversation(language);
        for (const text of texts) {
          const { body, escalate, explanation } = conversation.say(text);
          expect(explanation.decision === "escalate").toBe(escalate !== null);
          expect(wordsOf(body)).not.toBe("");
          if (!("options" in body)) throw new Error(`a ${body.kind} is no reply`);
          expect(body.options.length).toBeLessThanOrEqual(4);
          expect(new Set(body.options.map(({ pick }) => pick)).size).toBe(body.options.length);
        }
      }),
      { numRuns: 60 },
    );
    expect(({} as { isAgent?: boolean }).isAgent).toBeUndefined();
  });

  it("does not make a ticket of thanks, nor of many successes", () => {
    const conversation = new Conversation("en");
    for (let i = 0; i < 12; i++) expect(conversation.say("thanks").escalate).toBeNull();
    for (let i = 0; i < 12; i++) expect(conversation.say("Yes, thanks", "yes").escalate).toBeNull();
  });

  it.each(["en", "ru"] as const)("does not answer 500 words with a wall of text (%s)", (language) => {
    const story = LINES.filter((line) => !line.startsWith("["))
      .join(". ")
      .replaceAll(/human|person|someone|оператор\S*|человек\S*/gi, "");
    const text = Array.from({ length: 3 }, () => story)
      .join(" ")
      .split(" ")
      .slice(0, 500)
      .join(" ");
    const { body, escalate } = new Conversation(language).say(text);
    const shown = body.kind === "answer" ? plainText(body.passage) : wordsOf(body);
    expect(shown.length).toBeLessThan(2_500);
    expect(escalate !== null || ("options" in body && body.options.length > 0)).toBe(true);
  });
});
