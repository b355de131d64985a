import type { Option, Spoken } from "../../protocol/model.ts";
import { words } from "../kb/analysis.ts";
import type { KnowledgeBase } from "../kb/knowledge-base.ts";
import { answerQuestion, sayUnclear } from "./answer-question.ts";
import { type DiagnosisMove, diagnosisMove } from "./diagnosis.ts";
import { refuse, verdict } from "./dialogue.ts";
import { stepBody } from "./guided-body.ts";
import { asksForHuman } from "./human-request.ts";
import { languageAskedFor } from "./languages.ts";
import { offersArticles } from "./offers.ts";
import { onlyData } from "./only-data.ts";
import { type BotInput, escalate, lastPhrase, NOTHING, type Scene, sayWithHuman, sceneOf } from "./scene.ts";
import { chosen, showArticle } from "./show-article.ts";
import { type SmallTalk, smallTalk } from "./small-talk.ts";
import type { BotReply } from "./speaker.ts";
import { calmed, temper } from "./temper.ts";
import { typedNumber } from "./typed-number.ts";
import { mistypedTalk } from "./typed-talk.ts";

export type { BotInput } from "./scene.ts";
export type { BotReply } from "./speaker.ts";

/** How much of the transcript the bot may look back on: messages. Within these it says nothing twice. */
export const BOT_MEMORY = 200;
/**
 * "It does not work" with nothing offered before: without its function words it is one common word that some article surely has («не
 * работает» led to the opening hours). Only an article that is asked for in nearly these words is meant.
 */
const COMPLAINT_LIKENESS_MIN = 0.6;

/** Exactly one bot message for one visitor's message. Pure, and never throws whatever the text. */
export function respond(input: BotInput, kb: KnowledgeBase | null): BotReply {
  const scene = sceneOf(input, kb);
  const { text, pick, history } = input;
  if (pick === "human" || (pick === undefined && asksForHuman(text))) return escalate(scene, "asked_for_human");
  if (input.filesOnly === true) return dataOnly(scene, "data_file");
  const move = scene.bases && diagnosisMove(scene.bases, { text, pick, history });
  if (move) return goOn(scene, move);
  if (pick === undefined) return typed(scene, text);
  if (pick === "none") return escalate(scene, "nothing_found");
  const said = verdict(text, pick, scene.dialogue.last);
  if (said === "yes") return sayGlad(scene);
  return said === "no" ? refused(scene) : picked(scene, { pick, label: text });
}

function typed(scene: Scene, text: string): BotReply {
  const { last, outbursts } = scene.dialogue;
  const listed = typedNumber(text, last);
  if (listed !== null) return picked(scene, listed);
  const datum = onlyData(text, (stem) => scene.bases?.some((kb) => kb.index.has(stem)) ?? false);
  if (datum !== null) return dataOnly(scene, `data_${datum}`);
  const talk = smallTalk(text) ?? (isUnknown(scene, text) ? mistypedTalk(text) : null);
  const mood = talk === null || talk === "no" ? temper(text) : null;
  if (mood === "at_us" || (mood === "angry" && outbursts > 0)) return escalate(scene, "upset");
  const said = verdict(text, undefined, last);
  // "No" to a list says that none of it was meant.
  if (said === "no") return offersArticles(last) ? escalate(scene, "nothing_found") : refused(scene);
  if (said === "yes") return sayGlad(scene);
  if (talk !== null && talk !== "no") return answerTalk(scene, talk);
  const wish = talk === null ? languageAskedFor(text) : null;
  const inThatLanguage = wish === null ? null : showInLanguage(scene, wish);
  if (inThatLanguage !== null) return inThatLanguage;
  return answerQuestion(scene, mood === "angry" ? calmed(text) : text, {
    likeness: talk === "no" ? COMPLAINT_LIKENESS_MIN : 0,
    more: mood === "angry" ? [scene.speaker.button("human")] : [],
  });
}

/** No article of any language has a word of it. */
function isUnknown({ bases }: Scene, text: string): boolean {
  return !words(text, "en", 8).some(({ stem }) => bases?.some((kb) => kb.index.has(stem)));
}

function answerTalk(scene: Scene, talk: Exclude<SmallTalk, "no">): BotReply {
  if (talk === "identity") return sayWithHuman(scene, "identity");
  if (talk !== "yes") return sayPlainly(scene, talk);
  // Nothing was answered, so there is nothing to be glad about: "ok" ends politely, "yes" to a question says too little.
  const { last } = scene.dialogue;
  const wasAsked = offersArticles(last) || /^(data|guided)_/.test(lastPhrase(scene));
  return wasAsked ? sayUnclear(scene) : sayPlainly(scene, last ? "thanks" : "greeting");
}

function sayPlainly({ speaker }: Scene, key: "greeting" | "thanks" | "glad", locale?: Spoken): BotReply {
  return speaker.say({ key, options: [], decision: "small_talk", ...(locale && { locale }) });
}

/** A success never becomes a ticket for want of words as long as thanks have some. */
function sayGlad(scene: Scene): BotReply {
  const glad = sayPlainly(scene, "glad");
  return glad.escalate === null ? glad : sayPlainly(scene, "thanks");
}

/** A second number (or file) in a row: they want something done with it, which the bot cannot. */
function dataOnly(scene: Scene, key: "data_number" | "data_email" | "data_phone" | "data_file"): BotReply {
  return lastPhrase(scene).startsWith("data_") ? escalate(scene, "nothing_found") : sayWithHuman(scene, key);
}

function refused(scene: Scene): BotReply {
  return refuse(scene.dialogue).refusals >= 2 ? escalate(scene, "said_no_twice") : sayWithHuman(scene, "rephrase");
}

function goOn(scene: Scene, move: DiagnosisMove): BotReply {
  const { path, kb } = move;
  switch (move.kind) {
    case "escalate":
      return escalate(scene, move.reason, { ...NOTHING, path });
    case "solved":
      return sayGlad(scene);
    case "article":
      return showArticle(scene, kb, move.article, { ...chosen(scene, kb, move.article), path });
    case "step": {
      const body = stepBody(move.article, move.step, kb, scene.input.locale);
      const considered = { ...chosen(scene, kb, move.article), path };
      return scene.speaker.hasSaid(body)
        ? escalate(scene, "steps_did_not_help", considered)
        : scene.speaker.show(body, considered);
    }
  }
}

function picked(scene: Scene, { pick, label }: Option): BotReply {
  const { bases, dialogue } = scene;
  if (bases === null) return escalate(scene, "kb_unavailable");
  // The button's words are the title: an article of another language has the same id.
  const kb = bases.find((one) => one.articles.get(pick)?.title === label) ?? bases[0];
  const article = kb.articles.get(pick);
  if (article === undefined) return answerQuestion(scene, label, { likeness: 0, more: [] });
  const { last } = dialogue;
  // Of two questions, the other one stays a button.
  const rest = last?.kind === "phrase" && last.phrase.key === "two_questions" ? last.options : [];
  const more = rest.filter((one) => one.pick.includes("/") && one.pick !== pick);
  return showArticle(scene, kb, article, chosen(scene, kb, article), more);
}

/** The article shown last in another language; a greeting if there is none. null: there are no articles in it. */
function showInLanguage(scene: Scene, wish: Spoken): BotReply | null {
  const kb = scene.bases?.find(({ locale }) => locale === wish || locale.startsWith(`${wish}-`));
  if (kb === undefined) return null;
  const { shown } = scene.dialogue.topic;
  if (shown === null) return sayPlainly(scene, "greeting", wish);
  const article = kb.articles.get(shown.id);
  return article === undefined ? null : showArticle(scene, kb, article, chosen(scene, kb, article));
}
