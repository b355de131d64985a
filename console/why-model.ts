import type { EscalationReason, Explanation } from "../protocol/model.ts";

/** What the bot did, in terms of one sentence. Titles are the owner's texts. */
export type Deed =
  | { kind: "answered"; title: string }
  /** The visitor pressed a button that named the article. */
  | { kind: "chosen"; title: string }
  | { kind: "guided"; title: string; begins: boolean }
  | { kind: "asked_back"; titles: string[] }
  | { kind: "passed_on"; reason: EscalationReason | undefined; nearest: string | null }
  | { kind: "fixed" };

/** Articles that share of the best one's score and more were near enough to be offered. */
const NEAR = 0.4;
const NAMED_MAX = 3;

/** A visitor's choice is no guess: the bot notes it as the only candidate, and as certain. */
const isChoice = ({ hits, confidence }: Explanation): boolean => hits.length === 1 && confidence === 1;

export function deedOf(explanation: Explanation): Deed {
  const { decision, reason, hits, path } = explanation;
  const [best] = hits;
  switch (decision) {
    case "answer":
      if (path !== undefined) return { kind: "guided", title: path.article.title, begins: path.steps.length === 0 };
      return { kind: isChoice(explanation) ? "chosen" : "answered", title: best?.title ?? "" };
    case "clarify": {
      // Asked again which of a step's answers is meant: whatever articles were near to it were not offered.
      if (path !== undefined) return { kind: "guided", title: path.article.title, begins: false };
      const near = hits.filter(({ score }) => score >= NEAR * (best?.score ?? 0));
      return { kind: "asked_back", titles: near.slice(0, NAMED_MAX).map(({ title }) => title) };
    }
    case "escalate":
      return { kind: "passed_on", reason, nearest: reason === "nothing_found" ? (best?.title ?? null) : null };
    case "small_talk":
      return { kind: "fixed" };
  }
}
