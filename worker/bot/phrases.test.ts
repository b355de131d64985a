import { expect, it } from "vitest";
import { LOCALES, type PhraseKey } from "../../protocol/model.ts";
import { option, phrase } from "./phrases.ts";

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
  "rephrase",
  "unclear",
  "identity",
  "reopened",
  "agent_joined",
  "agent_returned_to_bot",
  "resolved",
];

it("has every phrase in every language, with its parameters filled", () => {
  for (const locale of LOCALES) {
    for (const key of KEYS) {
      const { text, ...rest } = phrase(key, { name: "Ada", contact: "ada@a.example" }, locale);
      expect(rest).toEqual({ key, locale, params: { name: "Ada", contact: "ada@a.example" } });
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
