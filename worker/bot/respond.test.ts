import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { Author, Body, Locale, Spoken } from "../../protocol/model.ts";
import { article, ENGLISH, openSample } from "../kb/sample.fixture.ts";
import type { HistoryMessage } from "./dialogue.ts";
import { phrase } from "./phrases.ts";
import { type BotReply, respond } from "./respond.ts";

const kb = openSample(ENGLISH);

/** A conversation with the bot; remembers what was said. */
function talk(base: typeof kb | null = kb, locale: Locale = "en") {
  const history: HistoryMessage[] = [];
  const add = (author: Author, body: Body) => history.push({ seq: history.length + 1, author, body });
  return {
    add,
    say(text: string, pick?: string): BotReply {
      const reply = respond(
        { text, locale, history: history.slice(-20), ...(pick === undefined ? {} : { pick }) },
        base,
      );
      add({ kind: "visitor" }, { kind: "text", text, ...(pick === undefined ? {} : { pick }) });
      add({ kind: "bot" }, reply.body);
      return reply;
    },
  };
}
/** What the reply is, in one word or two. */
const gist = ({ body, escalate }: BotReply): string => {
  if (escalate !== null) return `escalate ${escalate}`;
  if (body.kind === "answer") return `answer ${body.article.id}`;
  return body.kind === "phrase" ? body.phrase.key : body.kind;
};
const picks = ({ body }: BotReply): string[] =>
  body.kind === "phrase" || body.kind === "answer" ? body.options.map((o) => o.pick) : [];

describe("a question", () => {
  it("is answered from the article that knows, with why", () => {
    const reply = talk().say("Hi! How do I cancel?");
    expect(reply.body).toEqual({
      kind: "answer",
      locale: "en",
      article: { id: "billing/cancel", title: "Cancel your subscription" },
      passage: [
        { t: "p", c: ["Open ", { t: "strong", c: ["Billing"] }, " and press ", { t: "strong", c: ["Cancel"] }, "."] },
      ],
      whole: true,
      actions: [{ label: "Cancel", event: "open-cancel" }],
      options: [
        { pick: "yes", label: "Yes, thanks" },
        { pick: "no", label: "No" },
      ],
    });
    expect(reply.explanation).toMatchObject({
      kbVersion: kb.version,
      decision: "answer",
      terms: ["cancel"],
      unknownTerms: [],
    });
    expect(reply.explanation.hits[0]).toMatchObject({ id: "billing/cancel", title: "Cancel your subscription" });
    expect(reply.explanation.confidence).toBe(reply.explanation.hits[0]?.confidence);
  });

  it("that nobody knows goes to a human, who reads why", () => {
    const reply = talk().say("do you sell penguins");
    expect(gist(reply)).toBe("escalate nothing_found");
    expect(reply.explanation).toMatchObject({ decision: "escalate", reason: "nothing_found" });
    expect(reply.explanation.unknownTerms).toContain("penguin");
  });

  it("between two articles is asked back, and the choice is answered", () => {
    const twins = openSample({
      "a/card": article("Pay by card", ["how do I pay by card"], "Card."),
      "a/bank": article("Pay by bank transfer", ["how do I pay by bank"], "Bank."),
      "a/other": article("Weather", ["rain"], "Rain."),
    });
    const chat = talk(twins);
    const reply = chat.say("how do I pay");
    expect(gist(reply)).toBe("clarify");
    expect(picks(reply).toSorted()).toEqual(["a/bank", "a/card", "none"]);
    const chosen = chat.say("Pay by bank transfer", "a/bank");
    expect(gist(chosen)).toBe("answer a/bank");
    expect(chosen.explanation.confidence).toBe(1);
  });

  it("about operators is a question, not a request for one", () => {
    expect(gist(talk().say("how do I add an operator to my team?"))).toBe("answer team/roles");
  });

  it("on a matter for people goes to them, asked or picked", () => {
    expect(gist(talk().say("I want to make a complaint"))).toBe("escalate article_says_so");
    expect(gist(talk().say("Complaints", "legal/complaint"))).toBe("escalate article_says_so");
  });

  it("goes to a human when the knowledge base is away or empty", () => {
    expect(gist(talk(null).say("how do I cancel"))).toBe("escalate kb_unavailable");
    expect(talk(null).say("how do I cancel").explanation.kbVersion).toBeNull();
    expect(gist(talk(openSample({})).say("how do I cancel"))).toBe("escalate nothing_found");
  });

  it("with a button of an older knowledge base is read as text", () => {
    expect(gist(talk().say("Cancel your subscription", "billing/gone"))).toBe("answer billing/cancel");
  });
});

describe("a wish for a human", () => {
  it("is granted in either language, with or without a knowledge base", () => {
    for (const text of ["I want a human", "позовите оператора"]) {
      for (const base of [kb, null]) expect(gist(talk(base).say(text))).toBe("escalate asked_for_human");
    }
    expect(gist(talk().say("Talk to a human", "human"))).toBe("escalate asked_for_human");
  });
});

describe("small talk", () => {
  it("is answered in the visitor's language", () => {
    const chat = talk(kb, "ru");
    expect(chat.say("привет").body).toMatchObject({ phrase: phrase("greeting", {}, "ru") });
    expect(gist(chat.say("how do I cancel"))).toBe("answer billing/cancel");
    expect(gist(chat.say("спасибо, помогло"))).toBe("glad");
    expect(gist(chat.say("спасибо"))).toBe("thanks");
    expect(gist(talk().say("ok"))).toBe("greeting");
    expect(gist(talk().say("are you a bot?"))).toBe("identity");
    chat.say("how do I cancel");
    expect(gist(chat.say("👍"))).toBe("glad");
  });

  it("asks what does not work instead of guessing by one common word", () => {
    const hours = openSample({ "a/hours": article("Часы работы", ["до скольки вы работаете"], "С 9 до 18.") }, "ru");
    expect(gist(talk(hours, "ru").say("не работает"))).toBe("unclear");
    expect(gist(talk(hours, "ru").say("до скольки вы работаете"))).toBe("answer a/hours");
  });

  it("answers nothing by one word of many", () => {
    const few = openSample({ "a/privacy": article("Where data is stored", ["do you sell my data"], "Never sold.") });
    expect(gist(talk(few).say("Do you sell purple elephants wholesale?"))).not.toBe("answer a/privacy");
    expect(gist(talk(few).say("do you sell my data"))).toBe("answer a/privacy");
  });

  it("does not ask for a contact that it has", () => {
    const input = { text: "human please", locale: "en", history: [] } as const;
    const said = (hasContact: boolean) => JSON.stringify(respond({ ...input, hasContact }, kb).body);
    expect(said(false)).toContain("phone number");
    expect(said(true)).not.toContain("phone number");
  });

  it("does not take a complaint for a verdict when nothing was said yet", () => {
    const broken = openSample({ "a/a": article("The app does not work", ["it is not working"], "Restart it.") });
    expect(gist(talk(broken).say("it is not working"))).toBe("answer a/a");
  });
});

describe("no", () => {
  it.each([
    ["No", "no"],
    ["that did not help", undefined],
    ["нет, не помогло", undefined],
  ])("%s once: other words, please; twice: a human", (text, pick) => {
    const chat = talk();
    chat.say("how do I cancel");
    const first = chat.say(text, pick);
    expect(gist(first)).toBe("rephrase");
    expect(picks(first)).toEqual(["human"]);
    expect(gist(chat.say("where is my invoice"))).toBe("answer billing/invoice");
    expect(gist(chat.say(text, pick))).toBe("escalate said_no_twice");
  });

  it("counts from the last success", () => {
    const chat = talk();
    chat.say("how do I cancel");
    chat.say("No", "no");
    chat.say("where is my invoice");
    expect(gist(chat.say("Yes, thanks", "yes"))).toBe("glad");
    chat.say("forgot my password");
    expect(gist(chat.say("No", "no"))).toBe("rephrase");
  });

  it("is forgotten when a human was there", () => {
    const chat = talk();
    chat.say("how do I cancel");
    chat.say("No", "no");
    chat.add({ kind: "system" }, { kind: "phrase", phrase: phrase("agent_returned_to_bot", {}, "en"), options: [] });
    chat.say("where is my invoice");
    expect(gist(chat.say("No", "no"))).toBe("rephrase");
  });

  it("is never followed by the same answer", () => {
    const chat = talk();
    expect(gist(chat.say("how do I cancel"))).toBe("answer billing/cancel");
    chat.say("No", "no");
    const again = chat.say("how can I cancel it?");
    expect(gist(again)).not.toBe("answer billing/cancel");
    expect(picks(again)).not.toContain("billing/cancel");
  });
});

describe("a message without words", () => {
  it("is asked for again, then given to a human", () => {
    for (const text of ["🙂", "???", "the of and", "\u200b", "\ud800", "asdfgh"]) {
      const chat = talk();
      expect(gist(chat.say(text))).toBe("unclear");
      expect(gist(chat.say(text))).toBe("escalate nothing_found");
    }
  });
});

describe("hostile input", () => {
  it.each([
    ["10 000 characters", "x".repeat(10_000)],
    ["1 000 terms", Array.from({ length: 1_000 }, (_, i) => `term${i}x`).join(" ")],
    ["3 000 terms that are known", "password invoice cancel ".repeat(1_000)],
    ["signs of expressions", "(a+)+$ .*[\\]{9999} (?:"],
    ["SQL", "'; DROP TABLE messages; -- %_"],
    ["lone surrogates", "\ud800\udfff invoice \udc00"],
    ["names of objects", "__proto__ constructor toString hasOwnProperty"],
    ["HTML", "<img src=x onerror=alert(1)> invoice"],
    ["marks on marks", `a${"\u0301".repeat(10_000)}`],
  ])("%s gets one honest reply in time", (_name, text) => {
    const start = performance.now();
    const { body, explanation } = talk().say(text);
    expect(performance.now() - start).toBeLessThan(2_000);
    expect(["answer", "phrase"]).toContain(body.kind);
    expect(explanation.terms.length).toBeLessThanOrEqual(50);
    expect(({} as { isAgent?: boolean }).isAgent).toBeUndefined();
  });

  it.each([
    ["already", "already "],
    ["уже", "нет, уже "],
  ])("after an answer, %s and a run of signs end in a reply", (_name, start) => {
    for (const piece of [".", "a", "a ", "no, "]) {
      const chat = talk();
      chat.say("How do I cancel?");
      expect(gist(chat.say(`${start}${piece.repeat(3_900 / piece.length)}?`))).not.toBe("");
      // What was said is read again at each turn.
      chat.say(`${start}${piece.repeat(380 / piece.length)}?`);
      expect(gist(chat.say("thanks"))).not.toBe("");
    }
  });

  it("of any kind gets a reply that says the same twice", () => {
    const piece = fc.oneof(
      fc.string({ unit: "binary", maxLength: 30 }),
      fc.constantFrom("no", "yes", "invoice", "cancel", "operator", "hi", "нет", "the"),
    );
    const move = fc.record({
      text: piece,
      pick: fc.constantFrom(undefined, undefined, "yes", "no", "none", "human", "billing/cancel", "__proto__"),
    });
    fc.assert(
      fc.property(fc.array(move, { maxLength: 6 }), (moves) => {
        const one = talk();
        const two = talk();
        for (const { text, pick } of moves) {
          const reply = one.say(text, pick);
          expect(two.say(text, pick)).toEqual(reply);
          expect(reply.explanation.decision === "escalate").toBe(reply.escalate !== null);
          if (gist(reply) === "clarify") expect(picks(reply).length).toBeGreaterThanOrEqual(3);
          expect(picks(reply).length).toBeLessThanOrEqual(4);
        }
      }),
      { numRuns: 25 },
    );
  });
});

describe("files without words", () => {
  const send = (history: HistoryMessage[], locale: Spoken = "en") =>
    respond({ text: "", filesOnly: true, locale, history }, kb);
  const sent = (reply: BotReply): HistoryMessage[] => [
    { seq: 1, author: { kind: "visitor" }, body: { kind: "text", text: "" } },
    { seq: 2, author: { kind: "bot" }, body: reply.body },
  ];

  it("are seen and not read: it says so, and offers words or a person", () => {
    const reply = send([]);
    expect(gist(reply)).toBe("data_file");
    expect(picks(reply)).toEqual(["human"]);
    expect(send([], "ru").body).toMatchObject({ phrase: { text: expect.stringContaining("вложение") } });
  });

  it("a second time in a row a person takes over", () => {
    expect(gist(send(sent(send([]))))).toBe("escalate nothing_found");
  });

  it("the question that comes after them is answered as any other", () => {
    const reply = respond({ text: "How do I cancel?", locale: "en", history: sent(send([])) }, kb);
    expect(gist(reply)).toBe("answer billing/cancel");
  });

  it("with no knowledge base at hand it is the same", () => {
    expect(gist(respond({ text: "", filesOnly: true, locale: "en", history: [] }, null))).toBe("data_file");
  });
});
