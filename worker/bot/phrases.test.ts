import { describe, expect, it } from "vitest";
import { LOCALES, type Locale, type PhraseKey } from "../../protocol/model.ts";
import { newPhrase, option, phrase } from "./phrases.ts";

const KEYS: PhraseKey[] = [
  "greeting",
  "thanks",
  "glad",
  "clarify",
  "escalated_nothing_found",
  "escalated_asked_for_human",
  "escalated_said_no",
  "escalated_article",
  "escalated_kb_unavailable",
  "escalated_upset",
  "escalated_several",
  "escalated_again",
  "two_questions",
  "half_known",
  "above",
  "data_number",
  "data_email",
  "data_phone",
  "rephrase",
  "unclear",
  "identity",
  "reopened",
  "agent_joined",
  "agent_returned_to_bot",
  "resolved",
];

const PARAMS = { name: "Ada", contact: "ada@a.example", title: "T" };

it("has every phrase in every language, with its parameters filled", () => {
  for (const locale of LOCALES) {
    for (const key of KEYS) {
      const { text, ...rest } = phrase(key, PARAMS, locale);
      expect(rest).toEqual({ key, locale, params: PARAMS });
      expect(text).not.toMatch(/[{}]/);
      expect(text).not.toMatch(/\bAI\b|oops|упс|тикет|\bВы\b(?<!^Вы)/i);
      expect(/[а-я]/i.test(text)).toBe(locale === "ru");
    }
  }
});

it("puts parameters in as they are, once, and lets unknown ones stand", () => {
  expect(phrase("agent_joined", { name: "<b>{name}$&</b>" }, "en").text).toBe(
    "<b>{name}$&</b> has joined and will help you from here.",
  );
  expect(phrase("agent_joined", {}, "en").text).toContain("{name}");
  expect(phrase("agent_joined", JSON.parse('{"__proto__":"x"}') as Record<string, string>, "ru").text).toContain(
    "{name}",
  );
});

it("labels buttons", () => {
  expect(option("none", "ru")).toEqual({ pick: "none", label: "Ничего из этого" });
  expect(option("yes", "en")).toEqual({ pick: "yes", label: "Yes, thanks" });
});

it("an escalation says when agents answer, then asks for a contact nobody has", () => {
  const when = "Agents answer tomorrow from 9:00 (Moscow).";
  const said = (params: Record<string, string>) => phrase("escalated_asked_for_human", params, "en").text;
  const plain = said({ contact: "known" });
  expect(said({ when, contact: "known" })).toBe(`${plain} ${when}`);
  expect(said({ when })).toMatch(/\(Moscow\)\. If you have to leave, add an e-mail/);
  expect(phrase("greeting", { when }, "en").text).not.toContain(when);
});

describe("wordings", () => {
  const params = { name: "Ada", contact: "known", title: "T", first: "F", text: "x" };
  const all = (key: PhraseKey, locale: Locale): string[] => {
    const said: string[] = [];
    for (let i = 0; i < 40; i++) {
      const next = newPhrase(key, params, locale, said);
      if (next === null) return said;
      said.push(next.text);
    }
    return said;
  };

  it("are all different, calm, and of their language", () => {
    for (const locale of LOCALES) {
      for (const key of KEYS) {
        const texts = all(key, locale);
        expect(texts[0]).toBe(phrase(key, params, locale).text);
        expect(new Set(texts).size).toBe(texts.length);
        for (const text of texts) {
          expect(text).not.toMatch(/!|\u2014|\u2013|[{}]/);
          expect(/[а-я]/i.test(text)).toBe(locale === "ru");
          expect(text.length).toBeLessThan(160);
        }
      }
    }
  });

  it("of an escalation never run out, whatever follows them", () => {
    expect(all("escalated_asked_for_human", "ru")).toHaveLength(40);
    const first = phrase("escalated_upset", { when: "Agents answer tomorrow." }, "en").text;
    expect(newPhrase("escalated_upset", { contact: "known" }, "en", [first])?.text).not.toContain(
      first.split(".")[0] ?? "",
    );
  });

  it("of thanks are enough for a long friendship", () => {
    expect(all("thanks", "en").length).toBeGreaterThanOrEqual(12);
    expect(all("glad", "ru").length).toBeGreaterThanOrEqual(12);
  });
});
