import type { Author, Body, Explanation, Message, Stream } from "../../protocol/model.ts";
import type { MeteredStorage } from "../storage/metered.ts";
import { KnownIds, type Place } from "./known-ids.ts";
import type { Heads } from "./state.ts";
import { authorId, type Transcript } from "./turn-types.ts";

const STREAM: Record<Stream, number> = { public: 0, internal: 1 };

type Row = {
  stream: number;
  seq: number;
  at: number;
  client_id: string | null;
  author: string;
  body: string;
  explanation?: string | null;
};

/**
 * Messages as SQL rows: one b-tree (WITHOUT ROWID, no second index), so a message is one row written and a resume is one
 * range read. Repeats are found by what known-ids.ts has in memory, in very long conversations by a scan: reads cost a thousandth of
 * writes.
 */
export class SqlTranscript implements Transcript {
  readonly #storage: MeteredStorage;
  #known = new KnownIds();
  #exists: boolean;
  heads: Heads;

  constructor(storage: MeteredStorage, exists: boolean) {
    this.#storage = storage;
    this.#exists = exists;
    this.heads = { public: 0, internal: 0 };
    if (!exists) return;
    // Two seeks at the end of a range; GROUP BY would walk the whole table at every wake.
    for (const stream of ["public", "internal"] as const) {
      const [row] = storage.exec<{ head: number | null }>(
        "read",
        "SELECT MAX(seq) AS head FROM messages WHERE stream = ?",
        STREAM[stream],
      );
      this.heads[stream] = row?.head ?? 0;
    }
  }

  /** In the transaction of the caller. The table is made with the first message: an object nobody wrote to stays empty. */
  append(entries: readonly Message[]): void {
    if (!this.#exists) {
      this.#storage.exec(
        "schema",
        `CREATE TABLE messages (stream INTEGER NOT NULL, seq INTEGER NOT NULL, at INTEGER NOT NULL,
          author_id TEXT NOT NULL, client_id TEXT, author TEXT NOT NULL, body TEXT NOT NULL, explanation TEXT,
          PRIMARY KEY (stream, seq)) STRICT, WITHOUT ROWID`,
      );
    }
    for (const m of entries) {
      this.#storage.exec(
        "messages",
        "INSERT INTO messages (stream, seq, at, author_id, client_id, author, body, explanation) VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
        STREAM[m.stream],
        m.seq,
        m.at,
        authorId(m.author),
        m.clientId ?? null,
        JSON.stringify(m.author),
        JSON.stringify(m.body),
        m.explanation ? JSON.stringify(m.explanation) : null,
      );
    }
  }

  /** After the commit: only what is stored counts. */
  committed(entries: readonly Message[]): void {
    this.#exists = true;
    for (const m of entries) {
      this.heads = { ...this.heads, [m.stream]: m.seq };
      if (m.clientId !== undefined) this.#known.add(authorId(m.author), m.clientId, m);
    }
  }

  /** All of them, in the transaction of the caller. */
  drop(): void {
    this.#storage.exec("erasure", "DROP TABLE IF EXISTS messages");
  }

  /** After that commit. */
  dropped(): void {
    this.#exists = false;
    this.#known = new KnownIds();
    this.heads = { public: 0, internal: 0 };
  }

  find(author: string, clientId: string): Message | null {
    if (!this.#exists) return null;
    if (!KnownIds.holds(this.heads.public + this.heads.internal)) return this.#scan(author, clientId);
    if (!this.#known.loaded) this.#known.load(this.#ids());
    const place = this.#known.find(author, clientId);
    return place && (this.range(place.stream, { before: place.seq + 1, limit: 1 }, false)[0] ?? null);
  }

  #scan(author: string, clientId: string): Message | null {
    const [row] = this.#storage.exec<Row>(
      "read",
      `SELECT ${COLUMNS} FROM messages WHERE author_id = ? AND client_id = ? LIMIT 1`,
      author,
      clientId,
    );
    return row ? toMessage(row) : null;
  }

  #ids(): (Place & { authorId: string; clientId: string })[] {
    return this.#storage
      .exec<{ author_id: string; client_id: string; stream: number; seq: number }>(
        "read",
        "SELECT author_id, client_id, stream, seq FROM messages WHERE client_id IS NOT NULL",
      )
      .map((row) => ({
        authorId: row.author_id,
        clientId: row.client_id,
        stream: row.stream === 0 ? "public" : "internal",
        seq: row.seq,
      }));
  }

  recent(count: number): Message[] {
    return this.range("public", { before: this.heads.public + 1, limit: count }, false);
  }

  /** The newest `limit` messages before `before`, oldest first. Explanations are not even read for visitors. */
  range(stream: Stream, { before, limit }: { before: number; limit: number }, withExplanation: boolean): Message[] {
    if (!this.#exists) return [];
    return this.#storage
      .exec<Row>(
        "read",
        `SELECT ${withExplanation ? `${COLUMNS}, explanation` : COLUMNS} FROM messages
          WHERE stream = ? AND seq < ? ORDER BY seq DESC LIMIT ?`,
        STREAM[stream],
        before,
        limit,
      )
      .reverse()
      .map(toMessage);
  }

  /** Public messages, page by page: whoever has enough of them reads no more. */
  *newestFirst(): Generator<Message> {
    for (let before = this.heads.public + 1; before > 1; ) {
      const page = this.range("public", { before, limit: 50 }, false);
      if (page.length === 0) return;
      before = page[0]?.seq ?? 0;
      yield* page.reverse();
    }
  }

  /** What somebody said last, for the inbox's preview: "Anna has joined" tells an agent less than the visitor's words. */
  lastSaid(): Message | null {
    if (!this.#exists) return null;
    const [row] = this.#storage.exec<Row>(
      "read",
      `SELECT ${COLUMNS} FROM messages WHERE stream = ? AND author_id <> 'system' ORDER BY seq DESC LIMIT 1`,
      STREAM.public,
    );
    return row ? toMessage(row) : null;
  }
}

const COLUMNS = "stream, seq, at, client_id, author, body";

function toMessage(row: Row): Message {
  const message: Message = {
    stream: row.stream === 0 ? "public" : "internal",
    seq: row.seq,
    at: row.at,
    author: JSON.parse(row.author) as Author,
    body: JSON.parse(row.body) as Body,
  };
  if (row.client_id !== null) message.clientId = row.client_id;
  if (row.explanation) message.explanation = JSON.parse(row.explanation) as Explanation;
  return message;
}
