import type { EscalationReason, GuidedPath, Option } from "../../protocol/model.ts";
import type { KnowledgeBase, StoredArticle } from "../kb/knowledge-base.ts";
import { type DiagnosisStep, TO_HUMAN, TO_SOLVED } from "../kb/stored-article.ts";
import { type HistoryMessage, verdict } from "./dialogue.ts";
import { stepButtons } from "./guided-body.ts";
import { GuidedWalk, type Said } from "./guided-walk.ts";

/** What a visitor's message means to the guided steps that they are in; `path` has it as its last step. */
export type DiagnosisMove = { path: GuidedPath; kb: KnowledgeBase } & (
  | { kind: "step"; article: StoredArticle; step: DiagnosisStep }
  /** The answer lies in another article. */
  | { kind: "article"; article: StoredArticle }
  | { kind: "solved" }
  | { kind: "escalate"; reason: EscalationReason }
);

/** Of an article that is about to be asked through; undefined for one without steps. */
export const pathFrom = ({ id, title, diagnosis }: StoredArticle): GuidedPath | undefined =>
  diagnosis && { article: { id, title }, steps: [] };

/** The guided steps that were gone through since the conversation's matter began, for whoever takes it over. */
export const walkedPath = (history: readonly HistoryMessage[]): GuidedPath | null => new GuidedWalk(history).path;

/** Seqs of visitors' messages that chose a step: they say nothing without the question before. */
export const stepAnswers = (history: readonly HistoryMessage[]): ReadonlySet<number> => new GuidedWalk(history).chosen;

/** The step that waits for its answer: its buttons, and of which article it is. */
export function openStep(history: readonly HistoryMessage[]): { article: string; options: Option[] } | null {
  const { last, path } = new GuidedWalk(history);
  const options = [...stepButtons(last)];
  return options.length === 0 || path === null ? null : { article: path.article.id, options };
}

/** null: the message has nothing to do with guided steps. `history`: before it. The steps go on in the language they began in. */
export function diagnosisMove(
  bases: readonly [KnowledgeBase, ...KnowledgeBase[]],
  said: Said & { history: readonly HistoryMessage[] },
): DiagnosisMove | null {
  const walk = new GuidedWalk(said.history);
  const offer = walk.choice(said);
  const kb = bases.find(({ locale }) => locale === walk.locale) ?? bases[0];
  if (offer === null) {
    // They have come all the way: there is nothing left to rephrase.
    return walk.atEnd && walk.path !== null && verdict(said.text, said.pick, walk.last) === "no"
      ? { kind: "escalate", reason: "steps_did_not_help", path: walk.path, kb }
      : null;
  }
  const at = { path: walk.with(offer), kb };
  const [id = "", to] = offer.option.pick.split("#");
  if (to === TO_HUMAN) return { kind: "escalate", reason: "article_says_so", ...at };
  if (to === TO_SOLVED) return { kind: "solved", ...at };
  const article = kb.articles.get(id);
  if (article === undefined) return null;
  const step = article.diagnosis?.find((one) => one.id === to);
  // The step was rewritten while they were on their way: from the beginning, or the article as it is now.
  return step === undefined ? { kind: "article", article, ...at } : { kind: "step", article, step, ...at };
}
