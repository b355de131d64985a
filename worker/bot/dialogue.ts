import type { ArticleRef } from "../../protocol/article.ts";
import type { Body, Message, PhraseKey } from "../../protocol/model.ts";
import { leansOnEarlier } from "./follow-up.ts";
import { isStep } from "./guided-body.ts";
import { keyOf, OFFERS, offersArticles } from "./offers.ts";
import { smallTalk } from "./small-talk.ts";
import { temper } from "./temper.ts";
import { typedNumber } from "./typed-number.ts";

export type HistoryMessage = Pick<Message, "seq" | "author" | "body">;

/** What the bot remembers of the conversation: everything since the last success, or since a human had the floor. */
export type Dialogue = {
  /** What the bot said last, if that was its turn. */
  last: Body | null;
  /** Times that the visitor has refused what the bot offered. */
  refusals: number;
  /** Articles that were refused. */
  declined: ReadonlySet<string>;
  /** Questions that were answered, or for which articles were offered. */
  asked: readonly string[];
  /** Angry messages. */
  outbursts: number;
  /** What a question that names no topic is about; a success does not end it. "" and null: nothing yet. */
  topic: { question: string; shown: ArticleRef | null };
};

const FRESH: Dialogue = {
  last: null,
  refusals: 0,
  declined: new Set(),
  asked: [],
  outbursts: 0,
  topic: { question: "", shown: null },
};

const AWAITS: ReadonlySet<PhraseKey | null> = new Set([...OFFERS, "rephrase", "unclear", "above"] as const);

/** Article ids that a bot message offers. */
function offered(body: Body | null): string[] {
  if (body?.kind === "answer") return [body.article.id];
  if (body?.kind !== "phrase" || !OFFERS.has(body.phrase.key)) return [];
  return body.options.map((option) => option.pick).filter((pick) => pick.includes("/"));
}

/** Whether a "no" refers to what the bot said: otherwise "it does not work" is a question like any other. */
const awaitsVerdict = (body: Body | null): boolean =>
  !isStep(body) && (body?.kind === "answer" || AWAITS.has(keyOf(body)));

/**
 * «Уже переустанавливал»: the advice was followed before, and is no question however the verb goes on. Every word begins with a blank, so
 * there is one way only to cut a text into words: with more, a message of 400 signs took seconds.
 */
const DONE_ALREADY =
  /^\s*(?:(?:no|yes|but|i|i['\u2019]ve|i have|нет|да|но|я|это|так)[\s,]+)*(?:already|уже)(?:\s+[^\s?]+){1,3}\s*$/i;

export type Verdict = "yes" | "no" | null;

/** What a visitor's message says about the bot's last one. */
export function verdict(text: string, pick: string | undefined, last: Body | null): Verdict {
  if (pick !== undefined) return pick === "yes" ? "yes" : pick === "no" || pick === "none" ? "no" : null;
  if (!awaitsVerdict(last)) return null;
  const talk = smallTalk(text);
  if (talk === "no" || DONE_ALREADY.test(text)) return "no";
  return talk === "yes" && (last?.kind === "answer" || keyOf(last) === "above") ? "yes" : null;
}

export function refuse(dialogue: Dialogue): Dialogue {
  return {
    ...dialogue,
    refusals: dialogue.refusals + 1,
    declined: new Set([...dialogue.declined, ...offered(dialogue.last)]),
  };
}

/** After a success: what was refused is forgotten, what it was about is not. */
const succeeded = ({ topic, outbursts }: Dialogue): Dialogue => ({ ...FRESH, topic, outbursts });

/** The bot has answered `said` (a visitor's text or button) with `body`. */
function answered(dialogue: Dialogue, said: Extract<Body, { kind: "text" }> | null, body: Body): Dialogue {
  const isAnswer = body.kind === "answer" || offersArticles(body) || keyOf(body) === "above";
  const isChoice = said !== null && (said.pick?.includes("/") || typedNumber(said.text, dialogue.last) !== null);
  let { asked, topic } = dialogue;
  if (isAnswer && said?.pick === undefined && said !== null && !isChoice) {
    asked = [...asked, said.text];
    if (topic.question === "" || !leansOnEarlier(said.text)) topic = { ...topic, question: said.text };
  }
  if (body.kind === "answer") {
    // Picked from a list, the article says better than the question what it was about.
    topic = { question: isChoice ? body.article.title : topic.question, shown: body.article };
  }
  return { ...dialogue, last: body, asked, topic };
}

/** Characters of a message that may be a verdict or an outburst. */
const SHORT = 400;

/** `history`: public messages before the present one, oldest first. */
export function readDialogue(history: readonly HistoryMessage[]): Dialogue {
  let dialogue = FRESH;
  let said: Extract<Body, { kind: "text" }> | null = null;
  for (const { author, body } of history) {
    if (author.kind === "agent") dialogue = FRESH;
    else if (author.kind === "system") {
      if (body.kind === "phrase" && body.phrase.key === "agent_returned_to_bot") dialogue = FRESH;
    } else if (author.kind === "bot") {
      if (body.kind === "phrase" && body.phrase.key.startsWith("escalated_")) dialogue = FRESH;
      else if (keyOf(body) === "glad") dialogue = succeeded(dialogue);
      else dialogue = answered(dialogue, said, body);
      said = null;
    } else if (body.kind === "text") {
      // A long message tells a story; reading a hundred of them at every turn would take too long.
      const isShort = body.text.length <= SHORT;
      const isRefusal = isShort && verdict(body.text, body.pick, dialogue.last) === "no";
      if (isRefusal) dialogue = refuse(dialogue);
      if (isShort && body.pick === undefined && temper(body.text) !== null)
        dialogue = { ...dialogue, outbursts: dialogue.outbursts + 1 };
      said = isRefusal ? null : body;
    }
  }
  return dialogue;
}

/** What the bot's message says, without its buttons: two that are equal here would be the same answer twice. */
export const wordsOf = (body: Body): string =>
  body.kind === "answer" ? JSON.stringify(body.passage) : body.kind === "phrase" ? body.phrase.text : "";
