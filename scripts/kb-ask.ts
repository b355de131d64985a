import type { Body, Explanation, Locale } from "../protocol/model.ts";
import { HELP_SITE } from "../protocol/model.ts";
import { respond } from "../worker/bot/respond.ts";
import { DEFAULT_THRESHOLDS } from "../worker/bot/thresholds.ts";
import { plainText } from "../worker/kb/plain-text.ts";
import type { CompiledSite } from "../worker/kb/source/compile.ts";
import { openInMemory } from "./kb-memory.ts";

/** Characters of an answer that a terminal shows. */
const SHOWN = 400;

const DECISIONS: Record<Explanation["decision"], string> = {
  answer: "answers",
  clarify: "asks back, and offers the articles below",
  escalate: "hands over to a person",
  small_talk: "says something polite; this is no question for the articles",
};
const REASONS: Record<NonNullable<Explanation["reason"]>, string> = {
  nothing_found: "no article is near enough",
  asked_for_human: "a person was asked for",
  said_no_twice: "two answers did not help",
  article_says_so: "the best article says escalate: true",
  kb_unavailable: "the knowledge base cannot be read",
};

/** The site to ask: the named one, or the only one. A text says what to do. */
export function siteToAsk<T extends { id: string }>(sites: readonly T[], wanted: string | undefined): T | string {
  const named = sites.filter(({ id }) => (wanted === undefined ? id !== HELP_SITE : id === wanted));
  const [only] = named.length > 0 || wanted !== undefined ? named : sites;
  if (only === undefined) return wanted === undefined ? "there is no site in it" : `there is no site ${wanted} in it`;
  return named.length > 1 ? `several sites: choose one with --site ${named.map(({ id }) => id).join(" | ")}` : only;
}

function said(body: Body): string {
  if (body.kind === "answer") return plainText(body.passage);
  return body.kind === "phrase" ? body.phrase.text : "";
}

const row = (name: string, text: string): string => `${name.padEnd(12)}${text}`;

/** What the bot would do with a question that begins a conversation, and why, in lines for a terminal. `locale`: of the visitor. */
export function askBot(site: CompiledSite, question: string, locale: Locale): string {
  const available = [...site.locales.keys()].sort();
  const chosen = available.find((one) => one === locale) ?? available[0] ?? locale;
  const kb = openInMemory(site, chosen);
  const { body, explanation } = respond({ text: question, locale, history: [] }, kb, DEFAULT_THRESHOLDS);
  const { confidence, answerThreshold, clarifyThreshold, hits, terms, unknownTerms, reason } = explanation;
  const text = said(body).replace(/\s*\n\s*/g, "\n            ");
  const article = body.kind === "answer" ? body.article : null;
  const asked = explanation.decision !== "small_talk" || hits.length > 0;
  const why = `confidence ${confidence.toFixed(2)}: from ${answerThreshold} on it answers, from ${clarifyThreshold} on it asks back`;
  return [
    row("Question", question),
    row("Site", `${site.id}, articles in ${chosen}${chosen === locale ? "" : ` (there are none in ${locale})`}`),
    row("The bot", DECISIONS[explanation.decision] + (reason === undefined ? "" : `: ${REASONS[reason]}`)),
    ...(asked ? [row("", why)] : []),
    ...(article === null ? [] : [row("Article", `${article.id}  ${article.title}`)]),
    row("Says", text.length > SHOWN ? `${text.slice(0, SHOWN)}…` : text),
    ...hits.map((hit, i) => row(i === 0 ? "Candidates" : "", `${hit.confidence.toFixed(2)}  ${hit.id}  ${hit.title}`)),
    ...(terms.length > 0 ? [row("Words", terms.join(" "))] : []),
    ...(unknownTerms.length > 0 ? [row("Unknown", `${unknownTerms.join(" ")} (in no article)`)] : []),
  ].join("\n");
}
