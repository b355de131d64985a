import { terms } from "../analysis.ts";
import { pack } from "../binary.ts";
import { packArticles } from "../compact/article-store.ts";
import { type Meta, SECTIONS, type Sections } from "../knowledge-base.ts";
import type { Expected } from "../model/model-file.ts";
import { type Schooling, trainModel } from "../model/train-model.ts";
import { type IndexForm, packIndex } from "../stored-index.ts";
import type { IndexDocument } from "../term-index.ts";
import type { SourceArticle } from "./article-file.ts";
import { ANSWER_PRECISION } from "./fields.ts";

/** `expected`: what the bot will do, as measured. */
export type BuiltFile = { version: string; bytes: Uint8Array; expected: Expected };

/** How far the build of one file is: `done` of `of` articles analysed; then `done` is `of`, and the index is made and the model trained. */
export type Progress = (state: {
  site: string;
  locale: string;
  step: "articles" | "index" | "model";
  done: number;
  of: number;
}) => void;

/** `precision`: share of answers that shall be right, .8 to .99. `form`: of the index, if not the one that suits its size. */
export type BuildOptions = { precision?: number; progress?: Progress; form?: IndexForm };

/** Articles between two reports. */
const REPORT_EVERY = 250;

/**
 * The articles of one site and locale → the built file. The same articles give the same bytes. `sha256`: lower-case hex of the bytes
 * (passed in, since the platforms' own are not plain TypeScript).
 */
export function buildFile(
  site: string,
  locale: string,
  articles: readonly SourceArticle[],
  sha256: (bytes: Uint8Array) => string,
  { precision = ANSWER_PRECISION, progress = () => undefined, form }: BuildOptions = {},
): BuiltFile {
  const of = articles.length;
  const report = (step: Parameters<Progress>[0]["step"], done: number): void =>
    progress({ site, locale, step, done, of });
  const stems = (text: string): string => terms(text, locale).join(" ");
  /** Phrase by phrase: one of function words alone keeps them, which a joined text would hide. */
  const each = (texts: readonly string[]): string =>
    texts
      .map(stems)
      .filter((text) => text !== "")
      .join(" ");
  const documents = articles.map(({ stored, questions, tags, text }, i) => {
    if (i % REPORT_EVERY === 0) report("articles", i);
    return {
      id: stored.id,
      title: stems(titleOf(stored.title, text)),
      questions: each(questions),
      body: stems(text),
      tags: each(tags),
    };
  });
  report("index", of);
  const index = packIndex(documents, form);
  const schooling = articles.map(({ stored, questions, text }, i): Schooling => {
    const { questions: _, ...document } = documents[i] as IndexDocument;
    return {
      title: titleOf(stored.title, text),
      document,
      questions: questions.map((question) => ({ text: question, terms: stems(question) })),
      text,
    };
  });
  const model = trainModel(schooling, locale, precision, (article) => {
    if (article % REPORT_EVERY === 0) report("model", article);
  });
  const meta: Meta = { site, locale, index: index.form };
  const sections: Sections = {
    meta: json(meta),
    articles: packArticles(articles.map((article) => article.stored)),
    index: index.bytes,
    model: model.bytes,
  };
  const packed = pack(
    SECTIONS.map((name) => sections[name]),
    sha256,
  );
  return { ...packed, expected: model.judgement.expected };
}

/** An import without titles takes the first words of the text: they say nothing that the text does not, and would count twice. */
function titleOf(title: string, text: string): string {
  const beginning = title.replace(/…$/, "");
  return beginning !== title && text.replaceAll(/\s+/g, " ").trimStart().startsWith(beginning) ? "" : title;
}

const json = (value: unknown): Uint8Array => new TextEncoder().encode(JSON.stringify(value));
