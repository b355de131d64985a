import { stringify } from "yaml";
import * as z from "zod";
import { NAME_MAX } from "../protocol/limits.ts";
import { ARTICLE_ID, frontMatter } from "../worker/kb/source/fields.ts";
import { slugOf } from "./kb-slug.ts";
import { plainToMarkdown } from "./plain-to-markdown.ts";

/**
 * One article of the file to import. Without `id`, the title names the file. `front`: written by the export (kb-export.ts), the other
 * fields of the front matter; the body is Markdown then, and the id is the article's own.
 */
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
  front: frontMatter.omit({ title: true, questions: true, tags: true }).partial().optional(),
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

/** The front matter beside title, questions and tags. `value`: the row as it was read, without the defaults of the check. */
function otherFields(item: ImportRecord, value: unknown, today: string): Record<string, unknown> {
  if (item.front !== undefined) return { updated: today, ...(value as { front: object }).front };
  return { updated: today, ...(item.id === undefined ? {} : { source: item.id }) };
}

function markdownFile(item: ImportRecord, value: unknown, title: string, options: ImportOptions): string {
  const isOwn = item.front !== undefined;
  const texts = (list: readonly string[]): string[] => [...new Set(list.map(oneLine).filter((text) => text !== ""))];
  const fields: Record<string, unknown> = { title };
  const questions = isOwn ? item.questions : texts(item.questions);
  const tags = isOwn ? item.tags : texts(item.tags);
  if (questions.length > 0) fields.questions = questions;
  if (tags.length > 0) fields.tags = tags;
  Object.assign(fields, otherFields(item, value, options.today));
  // Only empty lines go at the beginning: spaces may be a block of code.
  const body =
    isOwn || options.markdown ? item.body.replace(/^(?:[ \t]*\n)+/, "").trimEnd() : plainToMarkdown(item.body);
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
      const told = parsed.error.issues.map(({ path, message }) =>
        path[0] === "front" ? `${path.join(".")}: ${message}` : message,
      );
      fault(told.join("; "));
      continue;
    }
    const item = parsed.data;
    const isOwn = item.front !== undefined;
    if (isOwn && !ARTICLE_ID.test(item.id ?? "")) {
      fault("id: an article id like billing/invoice expected");
      continue;
    }
    const title = isOwn
      ? oneLine(item.title)
      : beginning(item.title) || beginning(item.questions[0] ?? "") || beginning(item.body);
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
    const [folder = "", file = ""] = isOwn ? (item.id ?? "").split("/") : [];
    const category = folder || slugOf(item.category) || GENERAL;
    if (category === RESERVED) {
      fault(`category: ${RESERVED} is an address of the help centre; name it otherwise`);
      continue;
    }
    const name = [...oneLine(item.category)].slice(0, NAME_MAX).join("");
    if (name !== "" && !isOwn)
      imported.categories.set(category, { [item.locale]: name, ...imported.categories.get(category) });
    if (!options.markdown && !isOwn && /<\/?(p|br|div|ul|ol|li|a|strong|h[1-6])\b[^>]*>/i.test(item.body)) html++;

    const base = file || slugOf(item.id ?? title) || "article";
    const pathOf = (slug: string): string => `${options.site}/${item.locale}/${category}/${slug}.md`;
    let path = pathOf(base);
    for (let n = 2; taken.has(path); n++) path = pathOf(`${base}-${n}`);
    taken.add(path);
    imported.files.push({ path, text: markdownFile(item, value, title, options) });
  }
  if (html > 0)
    imported.notes.push(`HTML in ${html} bodies stands in the articles as text: export plain text or Markdown`);
  return imported;
}

/** JSON lines {id, title, locale, questions[], body, tags[], category?, front?} → Markdown files. */
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
