import { QUESTION_MAX_TERMS } from "../../../protocol/limits.ts";
import { type Word, words } from "../analysis.ts";
import { packStrings, SortedStrings } from "../compact/sorted-strings.ts";
import { openIndex, packIndex } from "../stored-index.ts";
import type { IndexDocument, TermIndex } from "../term-index.ts";
import { calibrate, type HeldBack } from "./calibration.ts";
import { GENERAL, untaughtThreshold } from "./general.ts";
import { type Judgement, packModel } from "./model-file.ts";
import { type Lesson, learn, prepare } from "./training.ts";

export type Schooling = {
  title: string;
  /** As the index holds it. */
  document: Omit<IndexDocument, "questions">;
  /** As typed, and each as the index holds it. */
  questions: readonly { text: string; terms: string }[];
  text: string;
};

/** From so many phrasings on an article's text teaches nothing more, and costs four times the training (dev sets). */
const TEXT_BELOW_QUESTIONS = 5;
const TEXT_CHARACTERS = 1_500;
const TEXT_IMPORTANCE = 0.3;

/** `told`: a piece of text, which nobody asks. */
type Sentence = Lesson & { told: boolean };

function sentencesOf({ title, questions, text }: Schooling, locale: string): Sentence[] {
  const of = (sentence: string): readonly Word[] => words(sentence, locale, QUESTION_MAX_TERMS);
  const asked = [title, ...questions.map((question) => question.text)].map(
    (sentence): Sentence => ({ words: of(sentence), importance: 1, told: false }),
  );
  if (questions.length >= TEXT_BELOW_QUESTIONS || text === "") return asked;
  return [...asked, { words: of(text.slice(0, TEXT_CHARACTERS)), importance: TEXT_IMPORTANCE, told: true }];
}

/**
 * Learns from the articles, in the order of ids, and measures itself. `precision`: share of answers that shall be right, .8 to .99.
 * Deterministic: the same articles give the same bytes.
 */
export function trainModel(
  articles: readonly Schooling[],
  locale: string,
  precision: number,
  progress: (article: number) => void = () => {},
): { bytes: Uint8Array; judgement: Judgement } {
  const sentences = articles.map((article) => sentencesOf(article, locale));
  const room = prepare(sentences);
  const learned = learn(room, undefined, progress);
  const held = sentences.flat().map((sentence): HeldBack => (sentence.told ? null : sentence));
  const numbers = new Map(articles.map(({ document }, article) => [document.id, article]));

  /** Terms of what stays: an article whose title stays, with those of its phrasings that do. */
  const indexFor = (stays: (sentence: number) => boolean): { index: TermIndex; numberOf: (id: string) => number } => {
    const documents = articles.flatMap(({ document, questions }, article): IndexDocument[] => {
      const title = room.starts[article] ?? 0;
      if (!stays(title)) return [];
      const kept = questions.filter(({ terms }, i) => terms !== "" && stays(title + 1 + i));
      return [{ ...document, questions: kept.map(({ terms }) => terms).join(" ") }];
    });
    const { form, bytes } = packIndex(documents, "compact");
    const ids = new SortedStrings(...packStrings(documents.map(({ id }) => id)));
    return { index: openIndex(form, bytes, ids), numberOf: (id) => numbers.get(id) ?? -1 };
  };
  const measured = calibrate(room, held, precision, indexFor);
  const judgement: Judgement = measured
    ? { ...measured, expected: { ...measured.expected, calibrated: true } }
    : {
        coefficients: GENERAL,
        answerThreshold: untaughtThreshold(precision),
        expected: { answered: 0, asked: 0, escalated: 0, calibrated: false },
      };
  return { bytes: packModel(room, learned, judgement), judgement };
}
