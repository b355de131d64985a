import { stringify } from "yaml";
import * as z from "zod";

/** One line of the file to import. */
const record = z.object({
  id: z.string({ error: "id: text expected" }).min(1, { error: "id: is empty" }),
  title: z.string({ error: "title: text expected" }).default(""),
  locale: z
    .string({ error: "locale: text expected" })
    .regex(/^[a-z]{2,3}(-[a-zA-Z0-9]{2,8})?$/, { error: "locale: en, ru … expected" }),
  questions: z
    .array(z.string({ error: "questions: texts expected" }), { error: "questions: a list expected" })
    .default([]),
  body: z.string({ error: "body: text expected" }).default(""),
  tags: z.array(z.string({ error: "tags: texts expected" }), { error: "tags: a list expected" }).default([]),
});
type ImportRecord = z.infer<typeof record>;

export type ImportOptions = {
  site: string;
  /** YYYY-MM-DD, for the articles' `updated`. */
  today: string;
  /** The bodies are Markdown already. Otherwise they are plain text, and no character of them gets a meaning. */
  markdown: boolean;
};
export type Imported = {
  /** Paths below the knowledge base's folder. */
  files: { path: string; text: string }[];
  faults: { line: number; reason: string }[];
};

const TITLE_MAX = 80;
const SLUG_MAX = 80;
const ANY_NOT_SLUG = /[^a-z0-9]+/g;

const oneLine = (text: string): string => text.replace(/\s+/g, " ").trim();

/** The beginning of a text, cut between words. */
function beginning(text: string): string {
  const line = oneLine(text);
  if (line.length <= TITLE_MAX) return line;
  const cut = line.slice(0, TITLE_MAX);
  return `${cut.slice(0, Math.max(cut.lastIndexOf(" "), TITLE_MAX / 2))}…`.replace(/[\uD800-\uDBFF]…$/, "…");
}

/** Plain text as Markdown: whatever could be read as a mark gets a backslash; the line breaks of the text stay. */
export function plainToMarkdown(text: string): string {
  const escaped = text
    .replace(/\r\n?/g, "\n")
    .replace(/[\\`*_{}[\]<>#|~&!+=.:@-]/g, "\\$&")
    .replace(/\n[ \t]+/g, "\n")
    .replace(/(\S)[ \t]*\n(?=\S)/g, "$1\\\n");
  return escaped.replace(/^(\s*)(\d+)(\))/gm, "$1$2\\$3").trim();
}

function markdownFile(item: ImportRecord, title: string, options: ImportOptions): string {
  const texts = (list: readonly string[]): string[] => [...new Set(list.map(oneLine).filter((text) => text !== ""))];
  const fields: Record<string, unknown> = { title };
  const questions = texts(item.questions);
  const tags = texts(item.tags);
  if (questions.length > 0) fields.questions = questions;
  if (tags.length > 0) fields.tags = tags;
  Object.assign(fields, { updated: options.today, source: item.id });
  const body = options.markdown ? item.body.trim() : plainToMarkdown(item.body);
  return `---\n${stringify(fields, { lineWidth: 0 })}---\n${body === "" ? "" : `\n${body}\n`}`;
}

/** JSON lines {id, title, locale, questions[], body, tags[]} → Markdown files. A bad line is named and left out. */
export function importRecords(jsonl: string, options: ImportOptions): Imported {
  const files: Imported["files"] = [];
  const faults: Imported["faults"] = [];
  const taken = new Set<string>();
  const seen = new Set<string>();
  jsonl.split("\n").forEach((text, i) => {
    if (text.trim() === "") return;
    const fault = (reason: string) => faults.push({ line: i + 1, reason });
    let value: unknown;
    try {
      value = JSON.parse(text);
    } catch {
      fault("is not JSON");
      return;
    }
    const parsed = record.safeParse(value);
    if (!parsed.success) {
      fault(parsed.error.issues.map((issue) => issue.message).join("; "));
      return;
    }
    const item = parsed.data;
    const title = beginning(item.title) || beginning(item.questions[0] ?? "") || beginning(item.body);
    if (title === "") {
      fault("has neither title nor questions nor body");
      return;
    }
    const key = `${item.locale} ${item.id}`;
    if (seen.has(key)) {
      fault(`id ${item.id} stands on an earlier line`);
      return;
    }
    seen.add(key);

    const base =
      item.id
        .toLowerCase()
        .replace(ANY_NOT_SLUG, "-")
        .replace(/^-+|-+$/g, "")
        .slice(0, SLUG_MAX) || "article";
    const pathOf = (slug: string): string => `${options.site}/${item.locale}/general/${slug}.md`;
    let path = pathOf(base);
    for (let n = 2; taken.has(path); n++) path = pathOf(`${base}-${n}`);
    taken.add(path);
    files.push({ path, text: markdownFile(item, title, options) });
  });
  return { files, faults };
}
