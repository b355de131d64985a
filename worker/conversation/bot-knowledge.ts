import type { Body } from "../../protocol/model.ts";
import { isWrittenIn, languageAskedFor, needsOtherLanguages } from "../bot/languages.ts";
import type { Env } from "../env.ts";
import type { KnowledgeBase } from "../kb/knowledge-base.ts";
import { knowledgeBase, knowledgeManifest, siteOf } from "../knowledge.ts";
import { errorText, log } from "../log.ts";

/** What the bot reads before a turn. `own`: in the visitor's language, null when it cannot be had; `others`: mostly none. */
export type BotKnowledge = { own: KnowledgeBase | null; others: readonly KnowledgeBase[] };

/** Each takes memory of the isolate; nobody writes in more languages at once. */
const OTHERS_MAX = 3;

type Said = { text: string; pick?: string | undefined };

/** `last`: what the bot said last. Never throws: without articles the question goes to a human. */
export async function botKnowledge(
  env: Env,
  site: string,
  locale: string,
  said: Said,
  last: Body | null,
): Promise<BotKnowledge> {
  const own = await knowledgeBase(env, site, locale);
  if (own === null || !needsOtherLanguages(said, last, own)) return { own, others: [] };
  const likely = (other: string): number => (mayAnswer(said, other) ? 0 : 1);
  const wanted = (await otherLocales(env, site, own.locale)).sort((a, b) => likely(a) - likely(b)).slice(0, OTHERS_MAX);
  const opened = await Promise.all(wanted.map((other) => knowledgeBase(env, site, other)));
  return { own, others: opened.filter((kb) => kb !== null) };
}

function mayAnswer({ text, pick }: Said, locale: string): boolean {
  const wish = languageAskedFor(text);
  return pick !== undefined || (wish === null ? isWrittenIn(text, locale) : locale.startsWith(wish));
}

async function otherLocales(env: Env, site: string, own: string): Promise<string[]> {
  try {
    const entry = siteOf(await knowledgeManifest(env), site);
    return Object.keys(entry?.locales ?? {}).filter((locale) => locale !== own);
  } catch (error) {
    log("error", "kb_unavailable", { site, error: errorText(error) });
    return [];
  }
}
