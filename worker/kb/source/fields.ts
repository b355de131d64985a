import * as z from "zod";
import { NAME_MAX } from "../../../protocol/limits.ts";

/** Titles stand in search results and on buttons; code points. */
const TITLE_MAX = 200;
const QUESTION_MAX = 1_000;
const TAG_MAX = 60;
const ACTIONS_MAX = 3;

/** Names of folders and files. */
export const LOCALE = /^[a-z]{2,3}(-[a-zA-Z0-9]{2,8})?$/;
export const SLUG = /^[a-z0-9-]{1,100}$/;
export const ARTICLE_ID = /^[a-z0-9-]+\/[a-z0-9-]+$/;

/** One line of text. The only control characters that YAML lets through are white space. */
const line = (max: number) =>
  z
    .string({ error: "text expected" })
    .trim()
    .refine((s) => s !== "" && !s.includes("\n") && [...s].length <= max, {
      error: `one line of 1 to ${max} characters expected`,
    });
const list = <T extends z.ZodType>(item: T) => z.array(item, { error: "a list expected" }).default([]);
const articleId = z
  .string({ error: "an article id expected" })
  .regex(ARTICLE_ID, { error: "an article id like billing/invoice expected" });

const action = z
  .strictObject(
    {
      label: line(NAME_MAX),
      href: z.string({ error: "text expected" }).optional(),
      event: z
        .string({ error: "text expected" })
        .regex(/^[a-z][a-z0-9-]*$/, { error: "a name like open-invite expected (a-z, 0-9, -)" })
        .optional(),
    },
    { error: (issue) => (issue.code === "invalid_type" ? "label with href or event expected" : undefined) },
  )
  .refine((a) => (a.href === undefined) !== (a.event === undefined), { error: "either href or event expected" });

/** Front matter of an article. */
export const frontMatter = z.strictObject(
  {
    title: line(TITLE_MAX),
    questions: list(line(QUESTION_MAX)),
    tags: list(line(TAG_MAX)),
    updated: z.iso.date({ error: "a date like 2026-11-21 expected" }),
    escalate: z.boolean({ error: "true or false expected" }).default(false),
    diagnosis: z.boolean({ error: "true or false expected" }).default(false),
    related: list(articleId),
    actions: list(action).refine((a) => a.length <= ACTIONS_MAX, { error: `at most ${ACTIONS_MAX} actions` }),
    source: line(TITLE_MAX).optional(),
  },
  { error: (issue) => (issue.code === "invalid_type" ? "fields expected (title: …, updated: …)" : undefined) },
);

const host = z.string({ error: "a host name expected" }).regex(/^[a-z0-9-]+(\.[a-z0-9-]+)*(:\d{1,5})?$/, {
  error: "a host name like example.com expected, in lower case, without https://",
});

/** A category's name in every language, or by language; in the order of the help centre. */
const categoryName = z.union([line(NAME_MAX), z.record(z.string().regex(LOCALE), line(NAME_MAX))], {
  error: `one line of 1 to ${NAME_MAX} characters expected, or one for each language: { en: …, ru: … }`,
});
const categories = z
  .record(z.string().regex(SLUG), categoryName, {
    error: (issue) =>
      issue.code === "invalid_key"
        ? "folder of a category expected (a-z, 0-9, -)"
        : "categories with their names expected (account: { en: …, ru: … })",
  })
  .default({});

/** The build sets the bot's thresholds by it. Less is guessing; more would need thousands of phrasings to be measured. */
export const ANSWER_PRECISION = 0.95;
const PRECISION_FAULT = "how many of the bot's answers must be right, from 0.8 to 0.99 (0.95 if left out)";
const precision = z
  .number({ error: PRECISION_FAULT })
  .min(0.8, { error: PRECISION_FAULT })
  .max(0.99, { error: PRECISION_FAULT })
  .default(ANSWER_PRECISION);

/** site.yaml. */
export const siteFile = z.strictObject(
  {
    name: z
      .union([line(NAME_MAX), z.strictObject({ en: line(NAME_MAX), ru: line(NAME_MAX) })], {
        error: `one line of 1 to ${NAME_MAX} characters expected, or en and ru with one each`,
      })
      .optional(),
    hosts: list(host),
    popular: list(articleId),
    categories,
    answer_precision: precision,
  },
  {
    error: (issue) =>
      issue.code === "invalid_type"
        ? "fields expected (name, hosts, popular, categories, answer_precision)"
        : undefined,
  },
);
export type SiteFile = z.infer<typeof siteFile>;
