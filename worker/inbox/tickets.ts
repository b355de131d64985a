import type { InboxView } from "../../protocol/frames.ts";
import { INBOX_PAGE } from "../../protocol/limits.ts";
import type { TicketStatus, TicketSummary } from "../../protocol/model.ts";
import type { TicketUpsert } from "../conversation/view.ts";
import type { MeteredStorage } from "../storage/metered.ts";
import { isOpen } from "./counts.ts";
import { type OpenTicket, OpenTickets, type Place } from "./open-tickets.ts";

/** Puts tickets that wait for the visitor behind all that wait for us; later than any clock of this century. */
const BEHIND = 10_000_000_000_000;

type Row = {
  version: number;
  number: number;
  status: string;
  sort_at: number;
  generation: string;
  document_hash: string | null;
};
export type Stored = {
  version: number;
  number: number;
  status: TicketStatus;
  sortAt: number;
  generation: string;
  documentHash: string | null;
};
export type Page = { tickets: TicketSummary[]; next: string | null };

/** The rows, and what of them is kept in memory. */
export class Tickets {
  readonly #storage: MeteredStorage;
  readonly open = new OpenTickets();

  constructor(storage: MeteredStorage) {
    this.#storage = storage;
    const query = `SELECT id, status, assignee_id, sort_at FROM tickets INDEXED BY tickets_unsolved
      WHERE solved = 0 ORDER BY sort_at, id`;
    type OpenRow = { id: string; status: string; assignee_id: string | null; sort_at: number };
    for (const row of storage.exec<OpenRow>("read", query)) {
      const status = row.status as TicketStatus;
      this.open.put({ id: row.id, status, assigneeId: row.assignee_id, sortAt: row.sort_at });
    }
  }

  find(id: string): Stored | null {
    const [row] = this.#storage.exec<Row>(
      "read",
      "SELECT version, number, status, sort_at, generation, document_hash FROM tickets WHERE id = ?",
      id,
    );
    return row
      ? {
          version: row.version,
          number: row.number,
          status: row.status as TicketStatus,
          sortAt: row.sort_at,
          generation: row.generation,
          documentHash: row.document_hash,
        }
      : null;
  }

  /** The row and the memory. `documentHash`: of what the index of words has of it now. */
  put(upsert: TicketUpsert, number: number, before: Stored | null, documentHash: string | null): TicketSummary {
    const summary = toSummary(upsert, number);
    const { conversationId: id, version, status } = summary;
    const assigneeId = summary.assignee?.id ?? null;
    const sortAt = sortAtOf(summary);
    const solved = isOpen(status) ? 0 : 1;
    const values = [version, assigneeId, JSON.stringify(summary), upsert.generation ?? "", documentHash];
    if (!before) {
      this.#storage.exec(
        "inbox",
        `INSERT INTO tickets (version, assignee_id, summary, generation, document_hash, status, sort_at, solved, number, id)
          VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
        ...values,
        status,
        sortAt,
        solved,
        number,
        id,
      );
    } else {
      // A column that an index knows is rewritten there as soon as it is named, changed or not: so it is not named.
      const turned = isOpen(before.status) !== isOpen(status);
      this.#storage.exec(
        "inbox",
        `UPDATE tickets SET version = ?, assignee_id = ?, summary = ?, generation = ?, document_hash = ?, status = ?, sort_at = ?
          ${turned ? ", solved = ?" : ""} WHERE id = ?`,
        ...values,
        status,
        sortAt,
        ...(turned ? [solved] : []),
        id,
      );
    }
    this.open.put({ id, status, assigneeId, sortAt });
    return summary;
  }

  /** The row and the memory, open or not. */
  remove({ id, sortAt }: Place): void {
    this.#storage.exec("inbox", "DELETE FROM tickets WHERE id = ?", id);
    this.open.put({ id, sortAt, assigneeId: null, status: "closed" });
  }

  page(view: InboxView, agentId: string, after: string | null): Page {
    const place = parseCursor(after);
    const found = view === "resolved" ? this.#solved(place) : this.open.after(place, view, agentId, INBOX_PAGE + 1);
    const shown = found.slice(0, INBOX_PAGE);
    const last = shown.at(-1);
    return {
      tickets: this.#summaries(shown.map((ticket) => ticket.id)),
      next: found.length > INBOX_PAGE && last ? `${last.sortAt}:${last.id}` : null,
    };
  }

  /** Those of the numbers that there are, in no order. */
  byNumbers(numbers: readonly number[]): TicketSummary[] {
    const query = `SELECT summary FROM tickets WHERE number IN (${marks(numbers)})`;
    return this.#storage.exec<{ summary: string }>("read", query, ...numbers).map(parseSummary);
  }

  /** Newest first: sort_at is negative there. */
  #solved(place: Place | null): Pick<OpenTicket, "id" | "sortAt">[] {
    return this.#storage
      .exec<{ id: string; sort_at: number }>(
        "read",
        `SELECT id, sort_at FROM tickets WHERE solved = 1 AND (sort_at, id) > (?, ?)
          ORDER BY sort_at, id LIMIT ?`,
        place?.sortAt ?? Number.MIN_SAFE_INTEGER,
        place?.id ?? "",
        INBOX_PAGE + 1,
      )
      .map((row) => ({ id: row.id, sortAt: row.sort_at }));
  }

  /** In the order of the ids. */
  #summaries(ids: readonly string[]): TicketSummary[] {
    const query = `SELECT id, summary FROM tickets WHERE id IN (${marks(ids)})`;
    const rows = this.#storage.exec<{ id: string; summary: string }>("read", query, ...ids);
    const byId = new Map(rows.map((row) => [row.id, row]));
    return ids.flatMap((id) => byId.get(id) ?? []).map(parseSummary);
  }
}

function marks(values: readonly unknown[]): string {
  return values.map(() => "?").join(", ");
}

function parseSummary(row: { summary: string }): TicketSummary {
  return JSON.parse(row.summary) as TicketSummary;
}

/** What consoles see, field by field: what else an upsert carries stays here. */
function toSummary(upsert: TicketUpsert, number: number): TicketSummary {
  const { conversationId, siteId, version, status, line, priority, reason, assignee } = upsert;
  const { subject, preview, locale, openedAt, updatedAt, waitingSince } = upsert;
  return {
    conversationId,
    siteId,
    version,
    number,
    status,
    line,
    priority,
    reason,
    assignee,
    subject,
    preview,
    locale,
    openedAt,
    updatedAt,
    waitingSince,
  };
}

function sortAtOf(summary: TicketSummary): number {
  if (!isOpen(summary.status)) return -summary.updatedAt;
  // Not by the last change: each message would then write the index too.
  return summary.waitingSince ?? BEHIND + summary.openedAt;
}

/** Of a page's `next`; anything else begins at the first. */
function parseCursor(after: string | null): Place | null {
  const match = /^(-?\d{1,15}):(c_[0-9a-z]+)$/.exec(after ?? "");
  return match ? { sortAt: Number(match[1]), id: match[2] ?? "" } : null;
}
