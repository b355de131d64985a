import { describe, expect, it } from "vitest";
import type { Explanation } from "../protocol/model.ts";
import { en } from "./strings/en.ts";
import { ru } from "./strings/ru.ts";
import { deedOf } from "./why-model.ts";

const hit = (title: string, score: number) => ({ id: `a/${title}`, title, score, confidence: 0.5 });
const explained = (about: Partial<Explanation>): Explanation => ({
  kbVersion: "0123456789abcdef",
  decision: "answer",
  terms: [],
  unknownTerms: [],
  hits: [],
  confidence: 0.5,
  answerThreshold: 0.7,
  clarifyThreshold: 0.2,
  ...about,
});
const path = (...answers: string[]) => ({
  article: { id: "a/sync", title: "Sync" },
  steps: answers.map((answered) => ({ asked: "?", answered })),
});
const plain = (text: string) => text.replaceAll(/[\u2068\u2069]/g, "");
const said = (about: Partial<Explanation>) => {
  const deed = deedOf(explained(about));
  return [plain(en.why.sentence(deed)), plain(ru.why.sentence(deed))];
};

describe("why the bot did it, in one sentence", () => {
  it.each<[string, Partial<Explanation>, string, string]>([
    [
      "an answer",
      { hits: [hit("Pay", 3), hit("Cancel", 1)], confidence: 0.9 },
      "Answered: it was sure enough of “Pay”.",
      "Ответил: в статье «Pay» был достаточно уверен.",
    ],
    [
      "a choice",
      { hits: [hit("Pay", 1)], confidence: 1 },
      "Showed “Pay”: the visitor chose it.",
      "Показал статью «Pay»: её выбрал посетитель.",
    ],
    [
      "two that are near",
      { decision: "clarify", hits: [hit("Pay", 3), hit("Bank", 2), hit("Far", 0.3)] },
      "Asked back: two articles were near.",
      "Уточнил: подходили две статьи.",
    ],
    [
      "three that are near",
      { decision: "clarify", hits: [hit("A", 3), hit("B", 2), hit("C", 2), hit("D", 2)] },
      "Asked back: three articles were near.",
      "Уточнил: подходили три статьи.",
    ],
    [
      "one that is near",
      { decision: "clarify", hits: [hit("Pay", 3)] },
      "Asked back: it was not sure of “Pay”.",
      "Уточнил: не был уверен в статье «Pay».",
    ],
    [
      "no candidates",
      { decision: "clarify" },
      "Asked back: it was not clear what was meant.",
      "Уточнил: было неясно, о чём речь.",
    ],
    [
      "nothing found",
      { decision: "escalate", reason: "nothing_found", hits: [hit("Pay", 0.2)] },
      "Passed on to people: the bot found nothing; nearest was “Pay”.",
      "Передал оператору: бот ничего не нашёл; ближе всего была «Pay».",
    ],
    [
      "a wish for a person",
      { decision: "escalate", reason: "asked_for_human", hits: [hit("Pay", 0.2)] },
      "Passed on to people: asked for a person.",
      "Передал оператору: посетитель позвал оператора.",
    ],
    [
      "the first step",
      { hits: [hit("Sync", 1)], path: path() },
      "Began the guided steps of “Sync”.",
      "Начал диагностику по шагам: «Sync».",
    ],
    [
      "another step",
      { hits: [hit("Sync", 1)], confidence: 1, path: path("Orange") },
      "Went on with the guided steps of “Sync”.",
      "Продолжил диагностику по шагам: «Sync».",
    ],
    [
      "a step that is asked again",
      { decision: "clarify", hits: [hit("Privacy", 0.2), hit("Import", 0.1)], path: path("Orange") },
      "Went on with the guided steps of “Sync”.",
      "Продолжил диагностику по шагам: «Sync».",
    ],
    [
      "a greeting",
      { decision: "small_talk" },
      "A fixed phrase: there was no question in it, or none that could be understood.",
      "Служебная фраза: вопроса не было, или он непонятен.",
    ],
  ])("%s", (_name, about, english, russian) => {
    expect(said(about)).toEqual([english, russian]);
  });

  it("reads explanations of older and newer versions", () => {
    expect(deedOf(explained({}))).toEqual({ kind: "answered", title: "" });
    expect(deedOf(explained({ decision: "escalate" }))).toEqual({
      kind: "passed_on",
      reason: undefined,
      nearest: null,
    });
  });
});
