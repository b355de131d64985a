import { stringify } from "yaml";
import * as z from "zod";
import { NAME_MAX } from "../protocol/limits.ts";
import { slugOf } from "./kb-slug.ts";
import { plainToMarkdown } from "./plain-to-markdown.ts";

/** One article of the file to import. Without `id`, the title names the file. */
const record = z.object({
  id: z.string({ error: "id: text expected" }).min(1, { error: "id: is empty" }).optional(),
  title: z.string({ error: "title: text expected" }).default(""),
  locale: z
    .string({ error: "locale: text expected" })
    .regex(/^[a-z]{2,3}(-[a-zA-Z0-9]{2,8})?$/, { error: "locale: en, ru … expected" }),
  questions: z
    .array(z.string({ error: "questions: texts expected" }), { error: "questions: a list expected" })
    .default([]),
  body: z.string({ error: "body: text expected" }).default(""),
  tags: z.array(z.string({ error: "tags: texts expected" }), { error: "tags: a list expected" }).default([]),
  category: z.string({ error: "category: text expected" }).default(""),
});
type ImportRecord = z.infer<typeof record>;

export type ImportOptions = {
  site: string;
  /** YYYY-MM-DD, for the articles' `updated`. */
  today: string;
  /** The bodies are Markdown already. Otherwise they are plain text, and no character of them gets a meaning. */
  markdown: boolean;
};
export type Fault = { line: number; reason: string };
/** A value of the file with the line on which it begins. */
export type Row = { line: number; value: unknown };
export type Imported = {
  /** Paths below the knowledge base's folder. */
  files: { path: string; text: string }[];
  faults: Fault[];
  /** Names of the categories as the file writes them: folder → language → name. */
  categories: Map<string, Record<string, string>>;
  /** What the person should know; nothing is wrong. */
  notes: string[];
};

const TITLE_MAX = 80;
/** Category of articles that name none. */
const GENERAL = "general";
/** The help centre's own address. */
const RESERVED = "search";

const oneLine = (text: string): string => text.replace(/\s+/g, " ").trim();

/** The beginning of a text, cut between words. */
function beginning(text: string): string {
  const line = oneLine(text);
  if (line.length <= TITLE_MAX) return line;
  const cut = line.slice(0, TITLE_MAX);
  return `${cut.slice(0, Math.max(cut.lastIndexOf(" "), TITLE_MAX / 2))}…`.replace(/[\uD800-\uDBFF]…$/, "…");
}

function markdownFile(item: ImportRecord, title: string, options: ImportOptions): string {
  const texts = (list: readonly string[]): string[] => [...new Set(list.map(oneLine).filter((text) => text !== ""))];
  const fields: Record<string, unknown> = { title };
  const questions = texts(item.questions);
  const tags = texts(item.tags);
  if (questions.length > 0) fields.questions = questions;
  if (tags.length > 0) fields.tags = tags;
  fields.updated = options.today;
  if (item.id !== undefined) fields.source = item.id;
  const body = options.markdown ? item.body.trim() : plainToMarkdown(item.body);
  return `---\n${stringify(fields, { lineWidth: 0 })}---\n${body === "" ? "" : `\n${body}\n`}`;
}

/** Rows {id?, title, locale, questions[], body, tags[], category?} → Markdown files. A bad row is named and left out. */
export function importRows(rows: readonly Row[], options: ImportOptions): Imported {
  const imported: Imported = { files: [], faults: [], categories: new Map(), notes: [] };
  const taken = new Set<string>();
  const seen = new Set<string>();
  let html = 0;
  for (const { line, value } of rows) {
    const fault = (reason: string) => imported.faults.push({ line, reason });
    const parsed = record.safeParse(value);
    if (!parsed.success) {
      fault(parsed.error.issues.map((issue) => issue.message).join("; "));
      continue;
    }
    const item = parsed.data;
    const title = beginning(item.title) || beginning(item.questions[0] ?? "") || beginning(item.body);
    if (title === "") {
      fault("has neither title nor questions nor body");
      continue;
    }
    const key = `${item.locale} ${item.id}`;
    if (item.id !== undefined && seen.has(key)) {
      fault(`id ${item.id} stands on an earlier line`);
      continue;
    }
    seen.add(key);
    const category = slugOf(item.category) || GENERAL;
    if (category === RESERVED) {
      fault(`category: ${RESERVED} is an address of the help centre; name it otherwise`);
      continue;
    }
    const name = [...oneLine(item.category)].slice(0, NAME_MAX).join("");
    if (name !== "") imported.categories.set(category, { [item.locale]: name, ...imported.categories.get(category) });
    if (!options.markdown && /<\/?(p|br|div|ul|ol|li|a|strong|h[1-6])\b[^>]*>/i.test(item.body)) html++;

    const base = slugOf(item.id ?? title) || "article";
    const pathOf = (slug: string): string => `${options.site}/${item.locale}/${category}/${slug}.md`;
    let path = pathOf(base);
    for (let n = 2; taken.has(path); n++) path = pathOf(`${base}-${n}`);
    taken.add(path);
    imported.files.push({ path, text: markdownFile(item, title, options) });
  }
  if (html > 0)
    imported.notes.push(`HTML in ${html} bodies stands in the articles as text: export plain text or Markdown`);
  return imported;
}

/** JSON lines {id, title, locale, questions[], body, tags[], category?} → Markdown files. */
export function importRecords(jsonl: string, options: ImportOptions): Imported {
  const rows: Row[] = [];
  const faults: Fault[] = [];
  jsonl.split("\n").forEach((text, i) => {
    if (text.trim() === "") return;
    try {
      rows.push({ line: i + 1, value: JSON.parse(text) as unknown });
    } catch {
      faults.push({ line: i + 1, reason: "is not JSON" });
    }
  });
  const imported = importRows(rows, options);
  return { ...imported, faults: [...faults, ...imported.faults].sort((a, b) => a.line - b.line) };
}
