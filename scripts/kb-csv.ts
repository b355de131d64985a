import Papa from "papaparse";
import { type Fault, type Imported, type ImportOptions, importRows, type Row } from "./kb-import.ts";

/** Headings by what they mean; other desks' exports call them differently. In lower case. */
const COLUMNS: Readonly<Record<string, Column>> = {
  id: "id",
  title: "title",
  question: "title",
  вопрос: "title",
  заголовок: "title",
  название: "title",
  body: "body",
  answer: "body",
  content: "body",
  text: "body",
  ответ: "body",
  текст: "body",
  locale: "locale",
  lang: "locale",
  language: "locale",
  язык: "locale",
  category: "category",
  section: "category",
  категория: "category",
  раздел: "category",
  questions: "questions",
  phrasings: "questions",
  "как ещё спрашивают": "questions",
  tags: "tags",
  теги: "tags",
  метки: "tags",
};
type Column = "id" | "title" | "body" | "locale" | "category" | "questions" | "tags";

const WANTED = "a first line with title and body (or question and answer) expected";
const list = (cell: string): string[] => cell.split(/[|\n]/).map((part) => part.trim());
/** Files of one language seldom say which. */
const languageOf = (text: string): string => (/[а-яё]/i.test(text) ? "ru" : "en");

const SEPARATORS = [",", ";", "\t"];

/** The sign that parts the headings: they seldom hold one themselves, answers often do. */
function separatorOf(csv: string): string {
  const header = (/[^\n]*\S[^\n]*/.exec(csv)?.[0] ?? "").replace(/"[^"]*"/g, "");
  const count = (sign: string): number => header.split(sign).length;
  return SEPARATORS.reduce((best, sign) => (count(sign) > count(best) ? sign : best));
}

type Line = { line: number; cells: string[] };

/** Cells with the line on which each row begins; rows without any text are left out. */
function read(csv: string): { lines: Line[]; faults: Fault[] } {
  const lines: Line[] = [];
  const faults: Fault[] = [];
  // Excel's own way to name the separator; its line stays, empty, so that the numbers are right.
  const named = /^sep=([,;|\t])(?=\n)/.exec(csv)?.[1];
  const text = named === undefined ? csv : csv.slice("sep=x".length);
  let line = 1;
  let start = 0;
  Papa.parse<string[]>(text, {
    newline: "\n",
    delimiter: named ?? separatorOf(text),
    step: ({ data, errors, meta }) => {
      const quotes = errors.find(({ type }) => type === "Quotes");
      if (quotes !== undefined)
        faults.push({ line, reason: `a quotation mark is not closed, or stands inside a cell` });
      else if (data.some((cell) => cell.trim() !== "")) lines.push({ line, cells: data });
      for (; start < meta.cursor; start++) if (text[start] === "\n") line++;
    },
  });
  return { lines, faults };
}

/** Which column is which, by the first line; a text says what is wrong with it. */
function columnsOf(header: readonly string[]): { at: Map<Column, number>; unused: string[] } | string {
  const at = new Map<Column, number>();
  const unused: string[] = [];
  for (const [i, name] of header.entries()) {
    const key = name.trim().toLowerCase();
    const column = Object.hasOwn(COLUMNS, key) ? COLUMNS[key] : undefined;
    if (column === undefined) {
      if (key !== "") unused.push(name.trim());
    } else if (at.has(column)) return `two columns are the ${column}: ${header[at.get(column) ?? 0]} and ${name}`;
    else at.set(column, i);
  }
  return at.has("title") && at.has("body") ? { at, unused } : `${WANTED}, got ${header.join(", ").slice(0, 80)}`;
}

/** A table with a header row → Markdown files. Commas, semicolons or tabs; line breaks within quotes. */
export function importCsv(text: string, options: ImportOptions): Imported {
  const nothing: Imported = { files: [], faults: [], categories: new Map(), notes: [] };
  const { lines, faults } = read(text.replace(/^\uFEFF/, "").replace(/\r\n?/g, "\n"));
  const [header, ...rest] = lines;
  if (header === undefined) return { ...nothing, faults: faults.length > 0 ? faults : [{ line: 1, reason: WANTED }] };
  const columns = columnsOf(header.cells);
  if (typeof columns === "string") return { ...nothing, faults: [{ line: header.line, reason: columns }] };

  const rows: Row[] = [];
  for (const { line, cells } of rest) {
    if (cells.slice(header.cells.length).some((cell) => cell.trim() !== "")) {
      faults.push({ line, reason: `${cells.length} cells, but the first line names ${header.cells.length}` });
      continue;
    }
    const cell = (column: Column): string => (cells[columns.at.get(column) ?? -1] ?? "").trim();
    const id = cell("id");
    const body = cell("body");
    const title = cell("title");
    const value = {
      ...(id === "" ? {} : { id }),
      title,
      body,
      locale: cell("locale").toLowerCase() || languageOf(`${title} ${body}`),
      category: cell("category"),
      questions: list(cell("questions")),
      tags: list(cell("tags").replace(/[,;]/g, "|")),
    };
    rows.push({ line, value });
  }
  const imported = importRows(rows, options);
  const { unused } = columns;
  return {
    ...imported,
    faults: [...faults, ...imported.faults].sort((a, b) => a.line - b.line),
    notes: [...(unused.length > 0 ? [`columns not read: ${unused.join(", ")}`] : []), ...imported.notes],
  };
}
