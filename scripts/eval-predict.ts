import type { Locale } from "../protocol/model.ts";
import { withoutGreeting } from "../worker/bot/small-talk.ts";
import type { KnowledgeBase, StoredArticle } from "../worker/kb/knowledge-base.ts";
import { rank } from "../worker/kb/rank.ts";
import type { EvalQuery, Prediction } from "./eval-figures.ts";
import { answeredWith, asksOtherLanguages, firstReply } from "./first-reply.ts";

const CANDIDATES = 10;

/** What a file of questions calls the article: the id that it was imported with, else its own. */
export const evalId = (article: StoredArticle): string => article.source ?? article.id;

/**
 * The real bot's first reply to a question, how long it took (ms), and from which confidence on it would have answered. `others`: the
 * site's articles in its other languages.
 */
export function predict(
  query: EvalQuery,
  kb: KnowledgeBase,
  others: readonly KnowledgeBase[] = [],
): { prediction: Prediction; ms: number; answerThreshold: number } {
  const locale: Locale = kb.locale === "ru" ? "ru" : "en";
  const start = performance.now();
  const more = others.length > 0 && asksOtherLanguages(query.query, kb) ? others : [];
  const { body, explanation } = firstReply(query.query, kb, locale, more);
  const ms = performance.now() - start;
  const named = (id: string): string[] =>
    [kb, ...more]
      .flatMap(({ articles }) => articles.get(id) ?? [])
      .slice(0, 1)
      .map(evalId);
  const [answer = null] = named(answeredWith(body)?.id ?? "");
  const candidates = rank(kb, withoutGreeting(query.query))
    .hits.slice(0, CANDIDATES)
    .map((hit) => ({ id: evalId(hit.article), score: hit.score }));
  const options = body.kind === "phrase" ? body.options : [];
  const offered = answer === null ? options.flatMap(({ pick }) => named(pick)) : [];
  const { confidence, decision, answerThreshold } = explanation;
  return {
    prediction: { id: query.id, answer, candidates, confidence, decision, offered },
    ms,
    answerThreshold,
  };
}
