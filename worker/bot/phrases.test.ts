import { describe, expect, it } from "vitest";
import { type PhraseKey, SPOKEN, type Spoken } from "../../protocol/model.ts";
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
  "data_file",
  "rephrase",
  "unclear",
  "identity",
  "reopened",
  "agent_joined",
  "agent_returned_to_bot",
  "resolved",
];

/** Cyrillic in Russian only, Arabic in Arabic only; Latin nowhere in Arabic but in what was put in. */
function expectLettersOf(locale: Spoken, text: string): void {
  expect(/[а-я]/i.test(text)).toBe(locale === "ru");
  expect(/[\u0600-\u06ff]/.test(text)).toBe(locale === "ar");
  if (locale === "ar") expect(text.replaceAll(/\u2068[^\u2069]*\u2069/g, "")).not.toMatch(/[a-z,;?]/i);
  if (locale === "de") expect(text).not.toMatch(/\b(du|dich|dir|dein\w*|the|you|your)\b/i);
  if (locale === "es") expect(text).not.toMatch(/\b(tú|tus?|te|ti|the|you|your)\b/i);
  if (locale === "es") expect(text.match(/¿/g)?.length).toBe(text.match(/\?/g)?.length);
}

const PARAMS = { name: "Ada", contact: "ada@a.example", title: "T" };

it("has every phrase in every language, with its parameters filled", () => {
  for (const locale of SPOKEN) {
    for (const key of KEYS) {
      const { text, ...rest } = phrase(key, PARAMS, locale);
      expect(rest).toEqual({ key, locale, params: PARAMS });
      expect(text).not.toMatch(/[{}]/);
      expect(text).not.toMatch(/\bAI\b|oops|упс|тикет|\bВы\b(?<!^Вы)/i);
      expectLettersOf(locale, text);
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
  expect(SPOKEN.map((locale) => option("human", locale).label)).toEqual([
    "Talk to a human",
    "Позвать оператора",
    "Mit einem Menschen sprechen",
    "Hablar con una persona",
    "التحدث إلى موظف",
  ]);
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
  const all = (key: PhraseKey, locale: Spoken): string[] => {
    const said: string[] = [];
    for (let i = 0; i < 40; i++) {
      const next = newPhrase(key, params, locale, said);
      if (next === null) return said;
      said.push(next.text);
    }
    return said;
  };

  it("are all different, calm, and of their language", () => {
    for (const locale of SPOKEN) {
      for (const key of KEYS) {
        const texts = all(key, locale);
        expect(texts[0]).toBe(phrase(key, params, locale).text);
        expect(new Set(texts).size).toBe(texts.length);
        for (const text of texts) {
          expect(text).not.toMatch(/!|\u2014|\u2013|[{}]/);
          expectLettersOf(locale, text);
          expect(text.length).toBeLessThan(160);
        }
      }
    }
  });

  it("are as many in every language", () => {
    for (const key of KEYS.filter((one) => !one.startsWith("escalated_"))) {
      for (const locale of SPOKEN)
        expect([locale, key, all(key, locale).length]).toEqual([locale, key, all(key, "en").length]);
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
