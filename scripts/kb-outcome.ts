import { LOCALES } from "../protocol/model.ts";
import type { KnowledgeBase } from "../worker/kb/knowledge-base.ts";
import { answeredWith, firstReply } from "./first-reply.ts";
import type { GoldenQuestion } from "./kb-golden.ts";

/** What the bot did with a question. `articles`: ids; `names` holds the ids that they were imported with, too. */
export type Outcome = {
  did: "answered" | "called a person" | "asked back" | "handed over" | "said something polite";
  articles: string[];
  names: ReadonlySet<string>;
  confidence: number;
};

/** kb null: there is none for this site and language. `others`: its articles in other languages, if the bot looks at them. */
export function outcomeOf(
  question: string,
  locale: string,
  kb: KnowledgeBase | null,
  others: readonly KnowledgeBase[] = [],
): Outcome {
  const visitor = LOCALES.find((one) => one === locale) ?? "en";
  const { body, explanation } = firstReply(question, kb, visitor, others);
  const { confidence, decision, reason, hits } = explanation;
  const articleOf = (id: string) => [kb, ...others].find((one) => one?.articles.has(id))?.articles.get(id);
  const outcome = (did: Outcome["did"], ids: readonly string[]): Outcome => {
    const articles = ids.flatMap((id) => articleOf(id) ?? []);
    const names = articles.flatMap(({ id, source }) => [id, source ?? id]);
    return { did, articles: articles.map(({ id }) => id), names: new Set(names), confidence };
  };
  const answer = answeredWith(body);
  if (answer !== null) return outcome("answered", [answer.id]);
  // An article that says so answers by calling somebody.
  if (reason === "article_says_so") {
    const best = hits.slice(0, 1);
    return outcome(
      "called a person",
      best.map(({ id }) => id),
    );
  }
  const picks = body.kind === "phrase" ? body.options.map(({ pick }) => pick) : [];
  if (decision === "clarify") return outcome("asked back", picks);
  return outcome(decision === "small_talk" ? "said something polite" : "handed over", []);
}

/** How good an outcome is for this question: 0 answered wrongly, 1 handed over or offered others, 2 offered the right one, 3 right. */
export function grade({ articles }: Pick<GoldenQuestion, "articles">, { did, names }: Outcome): 0 | 1 | 2 | 3 {
  const isAnswer = did === "answered" || did === "called a person";
  if (articles === null) return did === "answered" ? 0 : 3;
  if (articles.some((id) => names.has(id))) return isAnswer ? 3 : 2;
  return did === "answered" ? 0 : 1;
}

/** Whether what must come of a golden question has come. */
export const holds = (question: GoldenQuestion, outcome: Outcome): boolean =>
  grade(question, outcome) >= (question.articles === null || question.mustAnswer ? 3 : 2);

/** In words, for a line in a terminal. */
export function describe({ did, articles, confidence }: Outcome): string {
  const named = articles.length === 0 ? "" : ` ${articles.join(", ")}`;
  const about = did === "asked back" && articles.length > 0 ? `: ${articles.join(", ")}` : named;
  return `${did}${about} (${confidence.toFixed(2)})`;
}
