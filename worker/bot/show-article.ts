import { QUESTION_MAX_TERMS } from "../../protocol/limits.ts";
import { type Body, type Option, SPOKEN } from "../../protocol/model.ts";
import { terms } from "../kb/analysis.ts";
import type { KnowledgeBase, StoredArticle } from "../kb/knowledge-base.ts";
import { pathFrom } from "./diagnosis.ts";
import type { Considered } from "./explain.ts";
import { stepBody } from "./guided-body.ts";
import { bestOf, type Finding } from "./lookup.ts";
import { passageOf } from "./passage.ts";
import { escalate, type Scene } from "./scene.ts";
import type { BotReply } from "./speaker.ts";

export const OPTIONS_MAX = 3;

export const consider = ({ kb, ranking }: Finding): Considered => ({
  ...ranking,
  kbVersion: kb.version,
  thresholds: ranking,
});

/** The visitor has pointed at the article, so there is nothing to doubt. The passage still suits the question typed before. */
export function chosen({ input }: Scene, kb: KnowledgeBase, article: StoredArticle): Considered {
  const asked = input.history.findLast(
    ({ author, body }) => author.kind === "visitor" && body.kind === "text" && !body.pick,
  );
  const question = asked?.body.kind === "text" ? terms(asked.body.text, kb.locale, QUESTION_MAX_TERMS) : [];
  return {
    hits: [{ article, score: 1, confidence: 1 }],
    terms: [...new Set(question)],
    unknownTerms: [],
    confidence: 1,
    kbVersion: kb.version,
  };
}

function answerOf(
  { input, speaker }: Scene,
  kb: KnowledgeBase,
  article: StoredArticle,
  considered: Considered,
  more: readonly Option[],
): Body {
  const { locale } = input;
  const [first] = article.diagnosis ?? [];
  if (first !== undefined) return stepBody(article, first, kb, locale);
  const answer = (asked: readonly string[]): Body => ({
    kind: "answer",
    // The language of the passage, which the page needs to read it aloud; the buttons speak the visitor's.
    locale: SPOKEN.find((one) => one === kb.locale) ?? locale,
    article: { id: article.id, title: article.title },
    ...passageOf(article, asked, kb),
    actions: article.actions,
    options: [speaker.button("yes"), speaker.button("no"), ...more],
  });
  const body = answer(considered.terms);
  if (!speaker.hasSaid(body)) return body;
  // A follow-up was ranked with the question before it; what is new in it may stand in another part of the article.
  const other = answer(terms(input.text, kb.locale, QUESTION_MAX_TERMS));
  return speaker.hasSaid(other) ? body : other;
}

/** Whether the best article has something to say that was not said before. */
export function isNews(scene: Scene, finding: Finding): boolean {
  const best = bestOf(finding);
  return best !== undefined && !scene.speaker.hasSaid(answerOf(scene, finding.kb, best.article, consider(finding), []));
}

/** An article as the answer. To what stands above already is pointed once, then a person takes over. `more`: further buttons. */
export function showArticle(
  scene: Scene,
  kb: KnowledgeBase,
  article: StoredArticle,
  considered: Considered,
  more: readonly Option[] = [],
): BotReply {
  if (article.escalate) return escalate(scene, "article_says_so", considered);
  const { speaker } = scene;
  const body = answerOf(scene, kb, article, considered, more);
  if (!speaker.hasSaid(body)) return speaker.show(body, { path: pathFrom(article), ...considered });
  return speaker.say({
    key: "above",
    params: { title: article.title },
    options: [
      ...(["yes", "no", "human"] as const).map((pick) => speaker.button(pick)),
      ...more.filter((one) => one.pick !== "human"),
    ],
    decision: "answer",
    considered,
  });
}

/** "Which of these do you mean?" */
export function clarify(
  { speaker }: Scene,
  choices: readonly StoredArticle[],
  considered: Considered,
  more: readonly Option[],
): BotReply {
  const articles = choices.slice(0, OPTIONS_MAX - more.length).map(({ id, title }) => ({ pick: id, label: title }));
  return speaker.say({
    key: "clarify",
    params: { first: articles[0]?.label ?? "" },
    options: [...articles, speaker.button("none"), ...more],
    decision: "clarify",
    considered,
    else: "nothing_found",
  });
}
