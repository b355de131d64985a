import * as z from "zod";
import { LOCALE } from "../worker/kb/source/fields.ts";

/** A question with what must come of it. */
export type GoldenQuestion = {
  question: string;
  /** Ids of the articles that answer it, any of them; null: no article does, so the bot must not answer. */
  articles: readonly string[] | null;
  locale: string;
  /** undefined: the only site, or the owner's own. */
  site: string | undefined;
  /** The bot must answer by itself; otherwise it may ask back, with the right article among the choices. */
  mustAnswer: boolean;
  /** Known not to hold today. Must be removed as soon as it does. */
  miss: boolean;
  file: string;
  line: number;
};

export type GoldenFault = { file: string; line: number; reason: string };

const text = z.string({ error: "text expected" }).trim().min(1, { error: "is empty" });
const articles = z.union([text, z.array(text).min(1), z.null()], {
  error: "an article id, a list of them, or null expected",
});
const flag = z.literal(true, { error: "true expected, or leave it out" }).optional();
const site = text.optional();
const locale = z.string({ error: "text expected" }).regex(LOCALE, { error: "en, ru … expected" }).optional();

const golden = z.strictObject({ question: text, article: articles, site, locale, answer: flag, miss: flag });
/** Lines of `npm run eval`, so that the same files can be replayed. */
const evaluated = z
  .object({ query: z.string(), expected: articles.default(null), locale, site })
  .transform(({ query, expected, ...rest }) => ({
    ...rest,
    question: query,
    article: expected,
    answer: undefined,
    miss: undefined,
  }));

/** Language in a name like golden.ru.jsonl. */
const localeOfName = (file: string): string | undefined =>
  /\.([a-z]{2,3}(?:-[a-zA-Z0-9]{2,8})?)\.jsonl$/.exec(file)?.[1];
const localeOfText = (question: string): string => (/[а-яё]/i.test(question) ? "ru" : "en");

const listed = (value: string | string[] | null): string[] | null => (value === null ? null : [value].flat());

/**
 * JSON lines {question, article: id | [ids] | null, site?, locale?, answer?: true, miss?: true}, or those of `npm run eval` ({query,
 * expected}). The language is that of the line, else of the file's name, else of the letters. `faults` names bad lines.
 */
export function goldenQuestions(jsonl: string, file: string): { questions: GoldenQuestion[]; faults: GoldenFault[] } {
  const questions: GoldenQuestion[] = [];
  const faults: GoldenFault[] = [];
  jsonl.split("\n").forEach((row, i) => {
    if (row.trim() === "") return;
    const line = i + 1;
    const fault = (reason: string) => faults.push({ file, line, reason });
    let value: unknown;
    try {
      value = JSON.parse(row);
    } catch {
      return fault("is not JSON");
    }
    const isEvaluated = typeof value === "object" && value !== null && "query" in value;
    const parsed = (isEvaluated ? evaluated : golden).safeParse(value);
    if (!parsed.success)
      return fault(
        parsed.error.issues.map(({ path, message }) => [path.join("."), message].filter(Boolean).join(": ")).join("; "),
      );
    const item = parsed.data;
    questions.push({
      question: item.question,
      articles: listed(item.article),
      locale: item.locale ?? localeOfName(file) ?? localeOfText(item.question),
      site: item.site,
      mustAnswer: item.answer === true,
      miss: item.miss === true,
      file,
      line,
    });
  });
  return { questions, faults };
}
