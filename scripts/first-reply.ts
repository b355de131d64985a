import type { ArticleRef } from "../protocol/article.ts";
import type { Body, Locale } from "../protocol/model.ts";
import { needsOtherLanguages } from "../worker/bot/languages.ts";
import { type BotReply, respond } from "../worker/bot/respond.ts";
import type { KnowledgeBase } from "../worker/kb/knowledge-base.ts";

/** Whether the bot looks at the site's other languages for this question too, as `others` of `firstReply`. */
export const asksOtherLanguages = (text: string, kb: KnowledgeBase | null): boolean =>
  kb !== null && needsOtherLanguages({ text }, null, kb);

/** What the bot says to a question that begins a conversation. `locale`: of the visitor; null stands for a base that cannot be read. */
export const firstReply = (
  text: string,
  kb: KnowledgeBase | null,
  locale: Locale,
  others: readonly KnowledgeBase[] = [],
): BotReply => respond({ text, locale, history: [], others }, kb);

/** The article that a message answers with: its words, or the first of its guided steps. */
export function answeredWith(body: Body): ArticleRef | null {
  if (body.kind === "answer") return body.article;
  if (body.kind !== "phrase" || body.phrase.key !== "guided_step") return null;
  const { article, title } = body.phrase.params;
  return article === undefined ? null : { id: article, title: title ?? article };
}
