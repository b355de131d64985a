/**
 * One row per ticket. `sort_at` orders the open ones: who waits for us first (longest first), then who we wait for. Open and
 * solved tickets have a partial index each: the open ones are read whole at wake and put in order there, a page of solved ones reads
 * what it shows.
 * Steps are only appended.
 */
export const SCHEMA: readonly string[][] = [
  [
    `CREATE TABLE tickets (id TEXT PRIMARY KEY, version INTEGER NOT NULL, number INTEGER NOT NULL, status TEXT NOT NULL,
      assignee_id TEXT, sort_at INTEGER NOT NULL, summary TEXT NOT NULL) STRICT, WITHOUT ROWID`,
    "CREATE INDEX tickets_open ON tickets (sort_at, id) WHERE status NOT IN ('resolved', 'closed')",
    "CREATE INDEX tickets_solved ON tickets (sort_at, id) WHERE status IN ('resolved', 'closed')",
  ],
  [
    "ALTER TABLE tickets ADD COLUMN generation TEXT NOT NULL DEFAULT ''",
    // What the index of words has for this ticket; another hash means that there is something new to index.
    "ALTER TABLE tickets ADD COLUMN document_hash TEXT",
    /*
     * Which tickets are open, but not in which order: that lives in memory. An index that knew order or status would be written
     * anew with each question and each answer; this one only when a ticket is solved or comes back.
     */
    "ALTER TABLE tickets ADD COLUMN solved INTEGER NOT NULL DEFAULT 0",
    "UPDATE tickets SET solved = 1 WHERE status IN ('resolved', 'closed')",
    "DROP INDEX tickets_open",
    "DROP INDEX tickets_solved",
    "CREATE INDEX tickets_unsolved ON tickets (id) WHERE solved = 0",
    "CREATE INDEX tickets_solved ON tickets (sort_at, id) WHERE solved = 1",
    // Not unique: a number that a visitor has been told stays, even if after a loss two tickets should have the same one.
    "CREATE INDEX tickets_number ON tickets (number)",
    // One row for a session, however many conversations it has opened.
    "CREATE TABLE watches (session TEXT PRIMARY KEY, conversations TEXT NOT NULL, at INTEGER NOT NULL) STRICT, WITHOUT ROWID",
    /*
     * Words only: no text (the conversations have it), no positions, deletable. The text comes folded and split by spaces
     * (search-query.ts), so that no tokenizer can split it otherwise than the query.
     */
    "CREATE VIRTUAL TABLE ticket_words USING fts5 (body, content = '', contentless_delete = 1, detail = none, tokenize = 'ascii')",
    // Fewer and larger pages, merged later: 8 rows written for a document instead of 9, 10 instead of 12 to replace one
    // (means over 5 000 documents of 60 words; without contentless_delete it would be 7, but nothing could be taken out again).
    "INSERT INTO ticket_words (ticket_words, rank) VALUES ('pgsz', 16000)",
    "INSERT INTO ticket_words (ticket_words, rank) VALUES ('automerge', 16)",
    "INSERT INTO ticket_words (ticket_words, rank) VALUES ('crisismerge', 64)",
  ],
  [
    // 1: the session has ended, at `at`, and these conversations have still to hear of it.
    "ALTER TABLE watches ADD COLUMN ended INTEGER NOT NULL DEFAULT 0",
  ],
  [
    // Conversations that were erased lately, see forgotten.ts.
    "CREATE TABLE forgotten (id TEXT PRIMARY KEY, at INTEGER NOT NULL, swept INTEGER NOT NULL) STRICT, WITHOUT ROWID",
  ],
];
