import type { Option } from "../../protocol/model.ts";
import { terms, words } from "../kb/analysis.ts";
import type { KnowledgeBase, StoredArticle } from "../kb/knowledge-base.ts";
import type { RankedHit } from "../kb/rank.ts";
import { openStep, walkedPath } from "./diagnosis.ts";
import type { Considered } from "./explain.ts";
import { type Bases, bestOf, type Finding, isCertain, isPlausible, look, lookInContext } from "./lookup.ts";
import { escalate, lastPhrase, NOTHING, type Scene, sayWithHuman } from "./scene.ts";
import { questionsIn } from "./several-questions.ts";
import { clarify, consider, isNews, OPTIONS_MAX, showArticle } from "./show-article.ts";
import { withoutGreeting } from "./small-talk.ts";
import type { BotReply } from "./speaker.ts";
import { topicsOf } from "./topics.ts";

/** A third article is offered to choose from if it is the right one in at least this share of cases. */
const THIRD_MIN = 0.02;

export type Asked = {
  /** How near an article's phrasings must come at least; 0: as near as usual. */
  likeness: number;
  /** Buttons beside the usual ones. */
  more: readonly Option[];
};

/** Answer, ask back, or a person. */
export function answerQuestion(scene: Scene, text: string, { likeness, more }: Asked): BotReply {
  const { bases, dialogue } = scene;
  if (bases === null) return escalate(scene, "kb_unavailable");
  const asked = withoutGreeting(text);
  if (isRepeated(scene, asked)) return escalate(scene, "asked_again", consider(look(asked, bases)));
  const parts = likeness > 0 ? [asked] : questionsIn(asked);
  const finding = lookInContext(asked, dialogue, bases, (found) => isNews(scene, found));
  const several = parts.length > 1 ? answerSeveral(scene, parts, finding, bases, more) : null;
  if (several !== null) return several;

  const { kb, ranking } = finding;
  const considered = consider(finding);
  // Function words alone ask for an article only if one is asked for in just these ("who are you?").
  if (ranking.empty && !isPlausible(finding)) return sayUnclear(scene, considered);
  if (isLoneStranger(asked, finding)) return sayUnclear(scene, considered);
  const hits = ranking.hits.filter((hit) => !dialogue.declined.has(hit.article.id));
  const [best] = hits;
  if (likeness > 0 && (best?.features.likeness ?? 0) < likeness) return sayUnclear(scene, considered);
  // What was refused is not said again, and what is left after it is only offered: its confidence counted on the first.
  if (best !== undefined && best === bestOf(finding) && isCertain(finding))
    return askStepAgain(scene, considered, best.article.id) ?? showArticle(scene, kb, best.article, considered, more);
  const choices = choicesOf(kb, hits);
  if (isPlausible(finding) && choices.length >= 2) return clarify(scene, choices, considered, more);
  return askStepAgain(scene, considered) ?? escalate(scene, "nothing_found", considered);
}

/** What is offered. One article alone is no choice: the first one that it names as related stands beside it. */
function choicesOf(kb: KnowledgeBase, hits: readonly RankedHit[]): StoredArticle[] {
  const likely = hits.slice(0, OPTIONS_MAX).filter((hit, i) => i < 2 || hit.confidence >= THIRD_MIN);
  const articles = likely.map(({ article }) => article);
  const [only] = articles;
  if (only === undefined || articles.length > 1) return articles;
  const related = only.related.flatMap((id) => kb.articles.get(id) ?? []).slice(0, 1);
  return [only, ...related];
}

/**
 * Two questions are both answered or offered, more go to a person. null: it is one question after all. `whole`: what the message is about
 * if it is read as one; if that is neither of the two, they were parts of it.
 */
function answerSeveral(
  scene: Scene,
  parts: readonly string[],
  whole: Finding,
  bases: Bases,
  more: readonly Option[],
): BotReply | null {
  const { speaker, dialogue } = scene;
  const { known, count } = topicsOf(parts, bases);
  const all = considerAll(known);
  if (count >= 3) return escalate(scene, "several_questions", all);
  const [first, second] = known.flatMap((finding) => bestOf(finding)?.article ?? []);
  const only = known.length === 1 ? known[0] : undefined;
  // All of them are about one article, of which they together may say less clearly than one alone ("I have two questions: …").
  if (count === 1 && only !== undefined && first !== undefined && isCertain(only) && !dialogue.declined.has(first.id))
    return showArticle(scene, only.kb, first, all, more);
  const main = bestOf(whole)?.article.id;
  if (count < 2 || first === undefined || (main !== first.id && main !== second?.id)) return null;
  const human = speaker.button("human");
  const button = ({ id, title }: StoredArticle): Option => ({ pick: id, label: title });
  const offered = { decision: "clarify", considered: all, else: "several_questions" } as const;
  if (dialogue.declined.has(first.id) || (second !== undefined && dialogue.declined.has(second.id)))
    return escalate(scene, "several_questions", all);
  const isSure = known[0] !== undefined && isCertain(known[0]);
  if (second === undefined) {
    return isSure && isCertain(whole)
      ? showArticle(scene, whole.kb, first, all, [human])
      : speaker.say({ key: "half_known", options: [button(first), human], ...offered });
  }
  if (isSure) return showArticle(scene, whole.kb, first, all, [button(second), ...more]);
  const options = [button(first), button(second), speaker.button("none")];
  return speaker.say({ key: "two_questions", params: { first: first.title }, options, ...offered });
}

/** The best article of each. */
function considerAll(findings: readonly Finding[]): Considered {
  const all = findings.map(consider);
  return {
    ...(all[0] ?? NOTHING),
    hits: findings.flatMap((finding) => bestOf(finding) ?? []),
    terms: [...new Set(all.flatMap((one) => one.terms))],
    unknownTerms: [...new Set(all.flatMap((one) => one.unknownTerms))],
  };
}

/** Characters. Longer messages are the same only letter by letter: reading the words of a hundred stories takes too long. */
const COMPARED_MAX = 400;

/** The same words as before, in whatever order and form. */
function isRepeated({ bases, dialogue }: Scene, text: string): boolean {
  const locale = bases?.[0].locale ?? "en";
  const key = (one: string) =>
    one.length > COMPARED_MAX ? one.trim() : [...new Set(terms(one, locale))].sort().join(" ");
  const present = key(text);
  return present !== "" && dialogue.asked.some((one) => key(withoutGreeting(one)) === present);
}

/** An answer to a guided step that is none of its buttons, once; then a person takes over. null: no step waits, or none of `article`. */
function askStepAgain({ input, speaker }: Scene, considered?: Considered, article?: string): BotReply | null {
  const step = openStep(input.history);
  if (step === null || (article !== undefined && article !== step.article)) return null;
  const { options } = step;
  const onTheWay = { ...(considered ?? NOTHING), path: walkedPath(input.history) ?? undefined };
  return speaker.say({
    key: "guided_again",
    options,
    decision: "clarify",
    considered: onTheWay,
    else: "nothing_found",
  });
}

/** One word, and in no article ("asdfgh"): it asks for nothing yet, and a ticket of it would help nobody. */
const isLoneStranger = (text: string, { kb, ranking }: Finding): boolean =>
  kb.articles.size > 0 && ranking.unknownTerms.length === 1 && words(text, kb.locale, 2).length === 1;

/** Not understood. A second time, or after an answer that did not suit, a person takes over. */
export function sayUnclear(scene: Scene, considered?: Considered): BotReply {
  const again = askStepAgain(scene, considered);
  if (again !== null) return again;
  const last = lastPhrase(scene);
  return last === "unclear" || last === "rephrase"
    ? escalate(scene, "nothing_found", considered)
    : sayWithHuman(scene, "unclear", considered);
}
