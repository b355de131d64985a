import { mkdtempSync, rmSync, statSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { DatabaseSync } from "node:sqlite";
import type { IndexDocument } from "../../worker/kb/term-index.ts";

const FOUND = 50;

/** SQLite's full-text search over the same terms, in a file: what an object could use. */
export function fts5(documents: readonly IndexDocument[]): {
  ask: (terms: readonly string[]) => unknown;
  bytes: number;
  close: () => void;
} {
  const folder = mkdtempSync(join(tmpdir(), "deskbell-fts5-"));
  const file = join(folder, "fts.db");
  const db = new DatabaseSync(file);
  db.exec(
    "CREATE VIRTUAL TABLE articles USING fts5(id UNINDEXED, title, questions, body, tags, tokenize = 'unicode61')",
  );
  const insert = db.prepare("INSERT INTO articles VALUES (?, ?, ?, ?, ?)");
  db.exec("BEGIN");
  for (const { id, title, questions, body, tags } of documents) insert.run(id, title, questions, body, tags);
  db.exec("COMMIT");
  db.exec("INSERT INTO articles(articles) VALUES ('optimize')");
  const select = db.prepare(
    `SELECT id, bm25(articles, 0, 2, 2, 1, 1) AS score FROM articles WHERE articles MATCH ? ORDER BY score LIMIT ${FOUND}`,
  );
  return {
    ask: (terms) => (terms.length === 0 ? [] : select.all(terms.map((term) => `"${term}"`).join(" OR "))),
    bytes: statSync(file).size,
    close: () => {
      db.close();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}
