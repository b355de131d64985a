import type { Block, Inline } from "../../protocol/article.ts";
import type { Body, Option, Spoken } from "../../protocol/model.ts";
import { SPOKEN } from "../../protocol/model.ts";
import type { KnowledgeBase } from "../kb/knowledge-base.ts";
import { inlineText, plainText } from "../kb/plain-text.ts";
import type { DiagnosisStep, StoredArticle } from "../kb/stored-article.ts";
import { wholeBlocks } from "./passage.ts";
import { option, phrase } from "./phrases.ts";

/** Characters of a question that is said as a sentence of the bot's; a longer one is shown as a part of the article. */
const SENTENCE_MAX = 400;
/** Characters of a step in the explanation. */
const GIST_MAX = 120;

export const stepPick = (article: string, to: string): string => (to.includes("/") ? to : `${article}#${to}`);

/** A button that leads to a step or an article, not a word such as "human". */
export const isArticlePick = ({ pick }: Option): boolean => pick.includes("/");

/** The buttons of a message that is one of the guided steps, or asks for its answer again. None for any other, also for the last one. */
export function stepButtons(body: Body | null): readonly Option[] {
  if (body?.kind === "phrase") return body.phrase.key.startsWith("guided_") ? body.options : [];
  // An answer asks whether it helped; a step has answers of its own.
  return body?.kind === "answer" && !body.options.some(({ pick }) => pick === "yes") ? body.options : [];
}
export const isStep = (body: Body | null): boolean => stepButtons(body).length > 0;

const leadsAway = (nodes: readonly Inline[]): boolean =>
  nodes.some((node) => {
    if (typeof node === "string" || !("c" in node)) return false;
    return node.t === "ref" || (node.t === "link" && !node.href.startsWith("#")) || leadsAway(node.c);
  });

const wordsOf = (blocks: readonly Block[]): string => plainText(blocks.filter((block) => block.t !== "h")).trim();

/** A step of words alone, as a sentence; null if lists, pictures or links would be lost. */
function sentence(blocks: readonly Block[], { body, diagnosis = [] }: StoredArticle): string | null {
  const spoken = blocks.filter((block) => block.t !== "h" && block.t !== "hr");
  if (spoken.some((block) => block.t !== "p" || leadsAway(block.c))) return null;
  const words = wordsOf(blocks);
  // "Does it work now?" may be asked twice: the heading tells which of them it is. Nobody is told the same twice.
  const isAlone = diagnosis.filter(({ from, to }) => wordsOf(body.slice(from, to)) === words).length === 1;
  const text = isAlone && words !== "" ? words : plainText(blocks.filter((block) => block.t !== "hr"));
  return text.length > SENTENCE_MAX ? null : text;
}

/** One step as one message: what it says and its buttons, a person always among them. A step without buttons is an answer. */
export function stepBody(article: StoredArticle, step: DiagnosisStep, kb: KnowledgeBase, locale: Spoken): Body {
  const blocks = article.body.slice(step.from, step.to);
  const isEnd = step.choices.length === 0;
  const choices = step.choices.map(({ label, to }) => ({ pick: stepPick(article.id, to), label }));
  const options = [...(isEnd ? [option("yes", locale), option("no", locale)] : choices), option("human", locale)];
  const spokenIn = SPOKEN.find((one) => one === kb.locale) ?? locale;
  const text = isEnd ? null : sentence(blocks, article);
  if (text !== null)
    return {
      kind: "phrase",
      phrase: phrase("guided_step", { text, article: article.id, title: article.title }, spokenIn),
      options,
    };
  return {
    kind: "answer",
    locale: spokenIn,
    article: { id: article.id, title: article.title },
    passage: wholeBlocks(blocks) ?? [{ t: "p", c: [article.title] }],
    whole: false,
    actions: isEnd ? article.actions : [],
    options,
  };
}

/** The step in a few words, for agents. */
export function stepGist(body: Body): string {
  const text =
    body.kind === "phrase"
      ? (body.phrase.params.text ?? body.phrase.text)
      : body.kind === "answer"
        ? (body.passage.map((block) => (block.t === "h" ? inlineText(block.c) : plainText([block]))).find(Boolean) ??
          "")
        : "";
  const letters = [...text.replaceAll(/\s+/g, " ").trim()];
  return letters.length > GIST_MAX ? `${letters.slice(0, GIST_MAX).join("").trimEnd()}…` : letters.join("");
}
