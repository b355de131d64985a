import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { DatabaseSync } from "node:sqlite";
import { stemmer as english } from "@orama/stemmers/english";
import { stemmer as russian } from "@orama/stemmers/russian";
import MiniSearch, { type Options, type SearchOptions } from "minisearch";
import type { SetArticle } from "./sets.ts";

/** Best first; the score is whatever the engine calls it. */
type Found = { id: string; score: number }[];
/** A search that is made of the articles of one set. `bytes`: what it would take to store it. `close` frees it. */
export type Engine = { ask: (text: string) => Found; bytes: Uint8Array; close: () => void };

const FOUND = 10;
type Document = { id: string; title: string; questions: string; body: string; tags: string };

const documents = (articles: readonly SetArticle[]): Document[] =>
  articles.map(({ id, title, questions, body, tags }) => ({
    id,
    title,
    questions: questions.join("\n"),
    body,
    tags: tags.join("\n"),
  }));

function miniSearch(
  articles: readonly SetArticle[],
  options: Partial<Options<Document>>,
  search: SearchOptions,
): Engine {
  const index = new MiniSearch<Document>({ fields: ["title", "questions", "body", "tags"], ...options });
  index.addAll(documents(articles));
  return {
    ask: (text) =>
      index
        .search(text, search)
        .slice(0, FOUND)
        .map((hit) => ({ id: String(hit.id), score: hit.score })),
    bytes: new TextEncoder().encode(JSON.stringify(index)),
    close: () => {},
  };
}

/** As its documentation begins: four fields, no options. */
export const miniSearchDefault = (articles: readonly SetArticle[]): Engine => miniSearch(articles, {}, {});

const stem = (term: string): string => {
  const word = term.toLowerCase().replaceAll("ё", "е");
  if (/^[a-z]+$/.test(word)) return english(word);
  return /^[а-я]+$/.test(word) ? russian(word) : word;
};

/** The best that was found for it by options alone: stems, boosts, no BM25+ delta, typing errors at a low weight, no prefixes. */
export const miniSearchTuned = (articles: readonly SetArticle[]): Engine => {
  const isStemmed = /^(en|ru)/.test(articles[0]?.locale ?? "");
  return miniSearch(articles, isStemmed ? { processTerm: stem } : {}, {
    boost: { title: 2, questions: 2 },
    bm25: { k: 2, b: 0.75, d: 0 },
    weights: { fuzzy: 0.3, prefix: 0 },
    fuzzy: (term) => (term.length > 3 ? 0.2 : false),
  });
};

/** SQLite's own full-text search: one text field, bm25(), Porter's stems (English only; others stay as they are). */
export function fts5(articles: readonly SetArticle[]): Engine {
  const folder = mkdtempSync(join(tmpdir(), "deskbell-fts5-"));
  const file = join(folder, "fts.db");
  const db = new DatabaseSync(file);
  db.exec("CREATE VIRTUAL TABLE articles USING fts5(id UNINDEXED, text, tokenize = 'porter unicode61')");
  const insert = db.prepare("INSERT INTO articles VALUES (?, ?)");
  db.exec("BEGIN");
  for (const { id, ...texts } of documents(articles)) insert.run(id, Object.values(texts).join("\n"));
  db.exec("COMMIT");
  db.exec("INSERT INTO articles(articles) VALUES ('optimize')");
  const select = db.prepare(
    "SELECT id, -bm25(articles) AS score FROM articles WHERE articles MATCH ? ORDER BY bm25(articles) LIMIT ?",
  );
  return {
    ask: (text) => {
      const words = text.match(/[\p{L}\p{N}][\p{L}\p{N}\p{M}]*/gu) ?? [];
      if (words.length === 0) return [];
      return select.all(words.map((word) => `"${word}"`).join(" OR "), FOUND) as Found;
    },
    bytes: readFileSync(file),
    close: () => {
      db.close();
      rmSync(folder, { recursive: true });
    },
  };
}
