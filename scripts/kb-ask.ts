import type { Body, Correction, Explanation, Locale } from "../protocol/model.ts";
import { plainText } from "../worker/kb/plain-text.ts";
import type { CompiledSite } from "../worker/kb/source/compile.ts";
import { answeredWith, asksOtherLanguages, firstReply } from "./first-reply.ts";
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
  steps_did_not_help: "the guided steps did not help",
  kb_unavailable: "the knowledge base cannot be read",
  upset: "the visitor is upset",
  several_questions: "three or more questions at once",
  asked_again: "it was asked and answered before",
};

const CORRECTIONS: Record<Correction["kind"], string> = {
  layout: "typed on the other keyboard layout",
  translit: "written in the other alphabet",
  typo: "a typing error",
};

function said(body: Body): string {
  if (body.kind === "answer") return plainText(body.passage);
  return body.kind === "phrase" ? body.phrase.text : "";
}

const row = (name: string, text: string): string => `${name.padEnd(12)}${text}`;
/** Rows of which only the first is named. */
const rows = (name: string, texts: readonly string[]): string[] =>
  texts.map((text, i) => row(i === 0 ? name : "", text));
const two = (value: number): string => value.toFixed(2);

/** A candidate, and below it what each way of looking for it has contributed to its score. */
function candidate({ id, title, confidence, score, shares }: Explanation["hits"][number]): string[] {
  const line = `${two(confidence)}  ${id}  ${title}`;
  if (shares === undefined) return [line];
  const { learned, likeness, terms } = shares;
  return [
    line,
    `      score ${two(score)} = ${two(learned)} learned from the phrasings + ${two(likeness)} like one of them + ${two(terms)} words in common`,
  ];
}

/** What the bot would do with a question that begins a conversation, and why, in lines for a terminal. `locale`: of the visitor. */
export function askBot(site: CompiledSite, question: string, locale: Locale): string {
  const available = [...site.locales.keys()].sort();
  const chosen = available.find((one) => one === locale) ?? available[0] ?? locale;
  const kb = openInMemory(site, chosen);
  const rest = available.filter((one) => one !== chosen);
  const others = asksOtherLanguages(question, kb) ? rest.map((one) => openInMemory(site, one)) : [];
  const { body, explanation } = firstReply(question, kb, locale, others);
  const { confidence, answerThreshold, clarifyThreshold, hits, terms, unknownTerms, reason, corrections } = explanation;
  const text = said(body).replace(/\s*\n\s*/g, "\n            ");
  const article = answeredWith(body);
  const asked = explanation.decision !== "small_talk" || hits.length > 0;
  const why = `confidence ${two(confidence)}: from ${two(answerThreshold)} on it answers, from ${two(clarifyThreshold)} on it asks back`;
  const readAs = (corrections ?? []).map(({ from, to, kind }) => `"${from}" as "${to}": ${CORRECTIONS[kind]}`);
  const also = others.length > 0 ? `, and in ${rest.join(", ")}` : "";
  const choices = body.kind === "phrase" ? body.options.map(({ label }) => label) : [];
  return [
    row("Question", question),
    ...rows("Read", readAs),
    row("Site", `${site.id}, articles in ${chosen}${chosen === locale ? "" : ` (there are none in ${locale})`}${also}`),
    row("The bot", DECISIONS[explanation.decision] + (reason === undefined ? "" : `: ${REASONS[reason]}`)),
    ...(asked ? [row("", why)] : []),
    ...(article === null ? [] : [row("Article", `${article.id}  ${article.title}`)]),
    row("Says", text.length > SHOWN ? `${text.slice(0, SHOWN)}…` : text),
    ...rows("Buttons", choices),
    ...rows("Candidates", hits.flatMap(candidate)),
    ...(terms.length > 0 ? [row("Words", terms.join(" "))] : []),
    ...(unknownTerms.length > 0 ? [row("Unknown", `${unknownTerms.join(" ")} (in no article)`)] : []),
  ].join("\n");
}
