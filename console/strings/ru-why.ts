import type { Deed } from "../why-model.ts";
import type { why as english } from "./en-why.ts";
import { isolate } from "./isolate.ts";
import { reasons } from "./ru-words.ts";

const quoted = (title: string) => `«${isolate(title)}»`;
const near: Record<number, string> = { 2: "подходили две статьи", 3: "подходили три статьи" };

function sentence(deed: Deed): string {
  switch (deed.kind) {
    case "answered":
      return `Ответил: в статье ${quoted(deed.title)} был достаточно уверен.`;
    case "chosen":
      return `Показал статью ${quoted(deed.title)}: её выбрал посетитель.`;
    case "guided":
      return deed.begins
        ? `Начал диагностику по шагам: ${quoted(deed.title)}.`
        : `Продолжил диагностику по шагам: ${quoted(deed.title)}.`;
    case "asked_back": {
      const [first = ""] = deed.titles;
      if (deed.titles.length === 0) return "Уточнил: было неясно, о чём речь.";
      return `Уточнил: ${near[deed.titles.length] ?? `не был уверен в статье ${quoted(first)}`}.`;
    }
    case "passed_on": {
      const why = deed.reason === undefined ? "" : `: ${reasons[deed.reason]}`;
      const but = deed.nearest === null ? "" : `; ближе всего была ${quoted(deed.nearest)}`;
      return `Передал оператору${why}${but}.`;
    }
    case "fixed":
      return "Служебная фраза: вопроса не было, или он непонятен.";
  }
}

export const why: typeof english = {
  title: "Почему?",
  sentence,
  path: "Пройденные шаги",
  corrections: "Прочитал как",
  correctionKinds: { layout: "раскладка", translit: "транслит", typo: "опечатка" },
  confidence: "Уверенность",
  thresholds: "Пороги",
  thresholdsValue: (answer, clarify) => `отвечает от ${answer}, уточняет от ${clarify}`,
  terms: "Что искал",
  unknownTerms: "Незнакомые слова",
  none: "нет",
  hits: "Найденные статьи",
  article: "Статья",
  score: "Оценка",
  learned: "усвоено",
  likeness: "похожие вопросы",
  wordMatch: "общие слова",
  decision: "Решение",
  kbVersion: "База знаний",
  noKb: "не загрузилась",
};
