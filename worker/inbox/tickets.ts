import type { InboxView } from "../../protocol/frames.ts";
import { INBOX_PAGE } from "../../protocol/limits.ts";
import type { TicketStatus, TicketSummary } from "../../protocol/model.ts";
import type { TicketUpsert } from "../conversation/view.ts";
import type { MeteredStorage } from "../storage/metered.ts";
import { type Counted, isOpen } from "./counts.ts";

/**
 * One row per ticket. `sort_at` orders the open ones: who waits for us first (longest first), then who we wait for. Open and
 * solved tickets have a partial index each, so that a page reads as many rows as it shows ("mine" walks the open ones: an index
 * for it would cost a row at every change of the assignee).
 */
export const SCHEMA = [
  [
    `CREATE TABLE tickets (id TEXT PRIMARY KEY, version INTEGER NOT NULL, number INTEGER NOT NULL, status TEXT NOT NULL,
      assignee_id TEXT, sort_at INTEGER NOT NULL, summary TEXT NOT NULL) STRICT, WITHOUT ROWID`,
    "CREATE INDEX tickets_open ON tickets (sort_at, id) WHERE status NOT IN ('resolved', 'closed')",
    "CREATE INDEX tickets_solved ON tickets (sort_at, id) WHERE status IN ('resolved', 'closed')",
  ],
];

/** Puts tickets that wait for the visitor behind all that wait for us; later than any clock of this century. */
const BEHIND = 10_000_000_000_000;

type Row = { version: number; number: number; status: string; assignee_id: string | null; sort_at: number };
export type Stored = Counted & { version: number; number: number; sortAt: number };
export type Page = { tickets: TicketSummary[]; next: string | null };

export class Tickets {
  readonly #storage: MeteredStorage;

  constructor(storage: MeteredStorage) {
    this.#storage = storage;
  }

  counted(): Counted[] {
    return this.#storage
      .exec<{ status: string; assignee_id: string | null }>(
        "read",
        "SELECT status, assignee_id FROM tickets INDEXED BY tickets_open WHERE status NOT IN ('resolved', 'closed')",
      )
      .map((r) => ({ status: r.status as TicketStatus, assigneeId: r.assignee_id }));
  }

  find(id: string): Stored | null {
    const [row] = this.#storage.exec<Row>(
      "read",
      "SELECT version, number, status, assignee_id, sort_at FROM tickets WHERE id = ?",
      id,
    );
    return row
      ? {
          version: row.version,
          number: row.number,
          status: row.status as TicketStatus,
          assigneeId: row.assignee_id,
          sortAt: row.sort_at,
        }
      : null;
  }

  put({ v, ...upsert }: TicketUpsert, number: number, before: Stored | null): TicketSummary {
    if (v !== 1) throw new Error(`a summary of version ${String(v)} came from another release`);
    const summary: TicketSummary = { ...upsert, number };
    const { conversationId: id, version, status } = summary;
    const assignee = summary.assignee?.id ?? null;
    const at = sortAt(summary);
    const json = JSON.stringify(summary);
    if (!before) {
      this.#storage.exec(
        "inbox",
        "INSERT INTO tickets (id, version, number, status, assignee_id, sort_at, summary) VALUES (?, ?, ?, ?, ?, ?, ?)",
        id,
        version,
        number,
        status,
        assignee,
        at,
        json,
      );
    } else if (before.status === status && before.sortAt === at) {
      // A column that an index knows is rewritten there as soon as it is named, changed or not: so it is not named.
      this.#storage.exec(
        "inbox",
        "UPDATE tickets SET version = ?, assignee_id = ?, summary = ? WHERE id = ?",
        version,
        assignee,
        json,
        id,
      );
    } else {
      this.#storage.exec(
        "inbox",
        "UPDATE tickets SET version = ?, status = ?, assignee_id = ?, sort_at = ?, summary = ? WHERE id = ?",
        version,
        status,
        assignee,
        at,
        json,
        id,
      );
    }
    return summary;
  }

  page(view: InboxView, agentId: string, after: string | null): Page {
    const [at, id] = parseCursor(after);
    const solved = view === "resolved";
    // Solved ones newest first: sort_at is negative there.
    const rows = this.#storage.exec<{ summary: string; sort_at: number; id: string }>(
      "read",
      `SELECT summary, sort_at, id FROM tickets
        WHERE status ${solved ? "IN" : "NOT IN"} ('resolved', 'closed') AND (sort_at, id) > (?, ?)
          ${view === "mine" ? "AND assignee_id = ?" : ""}
        ORDER BY sort_at, id LIMIT ?`,
      ...(view === "mine" ? [at, id, agentId, INBOX_PAGE + 1] : [at, id, INBOX_PAGE + 1]),
    );
    const shown = rows.slice(0, INBOX_PAGE);
    const last = shown.at(-1);
    return {
      tickets: shown.map((r) => JSON.parse(r.summary) as TicketSummary),
      next: rows.length > INBOX_PAGE && last ? `${last.sort_at}:${last.id}` : null,
    };
  }
}

function sortAt(summary: TicketSummary): number {
  if (!isOpen(summary.status)) return -summary.updatedAt;
  // Not by the last change: each message would then write the index too.
  return summary.waitingSince ?? BEHIND + summary.openedAt;
}

function parseCursor(after: string | null): [number, string] {
  const match = /^(-?\d{1,15}):(c_[0-9a-z]+)$/.exec(after ?? "");
  return match ? [Number(match[1]), match[2] ?? ""] : [Number.MIN_SAFE_INTEGER, ""];
}
