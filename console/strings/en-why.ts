import type { Correction } from "../../protocol/model.ts";
import type { Deed } from "../why-model.ts";
import { reasons } from "./en-words.ts";
import { isolate } from "./isolate.ts";

const quoted = (title: string) => `“${isolate(title)}”`;
const near: Record<number, string> = { 2: "two articles were near", 3: "three articles were near" };

/** What the bot did and why, in one sentence. */
function sentence(deed: Deed): string {
  switch (deed.kind) {
    case "answered":
      return `Answered: it was sure enough of ${quoted(deed.title)}.`;
    case "chosen":
      return `Showed ${quoted(deed.title)}: the visitor chose it.`;
    case "guided":
      return deed.begins
        ? `Began the guided steps of ${quoted(deed.title)}.`
        : `Went on with the guided steps of ${quoted(deed.title)}.`;
    case "asked_back": {
      const [first = ""] = deed.titles;
      if (deed.titles.length === 0) return "Asked back: it was not clear what was meant.";
      return `Asked back: ${near[deed.titles.length] ?? `it was not sure of ${quoted(first)}`}.`;
    }
    case "passed_on": {
      const why = deed.reason === undefined ? "" : `: ${reasons[deed.reason]}`;
      const but = deed.nearest === null ? "" : `; nearest was ${quoted(deed.nearest)}`;
      return `Passed on to people${why}${but}.`;
    }
    case "fixed":
      return "A fixed phrase: there was no question in it, or none that could be understood.";
  }
}

export const why = {
  title: "Why?",
  sentence,
  path: "Guided steps",
  corrections: "Read as",
  correctionKinds: { layout: "keyboard layout", translit: "other alphabet", typo: "typing error" } satisfies Record<
    Correction["kind"],
    string
  >,
  confidence: "Confidence",
  thresholds: "Thresholds",
  thresholdsValue: (answer: string, clarify: string) => `answers from ${answer}, asks back from ${clarify}`,
  terms: "Words searched for",
  unknownTerms: "Unknown words",
  none: "none",
  hits: "Articles found",
  article: "Article",
  score: "Score",
  learned: "learned",
  likeness: "similar questions",
  wordMatch: "words in common",
  decision: "Decision",
  kbVersion: "Knowledge base",
  noKb: "could not be loaded",
};
