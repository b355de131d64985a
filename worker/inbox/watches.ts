import { SESSION_TTL_MS } from "../../protocol/limits.ts";
import type { ConversationId } from "../../protocol/model.ts";
import type { MeteredStorage } from "../storage/metered.ts";
import { type InboxAttachment, inboxAttachment } from "./attachment.ts";

/** An attachment holds 2 KiB; forty ids are three quarters of it. */
const WATCHES_MAX = 40;
/** Ids in one row, those opened last: nobody has more open at once, and a row stays small. */
const KEPT_MAX = 1_000;
/** An ended session's conversation that does not hear is told again after this time, then after as long as it has taken so far. */
const TELL_AGAIN_MS = 5_000;
const TELL_AGAIN_MAX_MS = 3_600_000;
/** Sessions that ended lately: what was on its way meanwhile still finds them here. */
const ENDED_MAX = 1_000;

/**
 * Which conversations an agent's session has opened, so that the sockets there end with it. In the attachment of the session's
 * inbox socket, which costs nothing; what has no room or no socket there goes into one row per session.
 */
export class Watches {
  readonly #storage: MeteredStorage;
  readonly #sockets: () => WebSocket[];
  readonly #ended = new Set<string>();
  /** Ended sessions that conversations have still to hear of: when they ended, and their conversations. Mirrors the rows. */
  readonly #untold = new Map<string, { at: number; ids: ConversationId[] }>();

  constructor(storage: MeteredStorage, sockets: () => WebSocket[]) {
    this.#storage = storage;
    this.#sockets = sockets;
    type Untold = { session: string; conversations: string; at: number };
    const query = "SELECT session, conversations, at FROM watches WHERE ended = 1";
    for (const { session, conversations, at } of storage.exec<Untold>("read", query)) {
      this.#untold.set(session, { at, ids: JSON.parse(conversations) as ConversationId[] });
    }
  }

  hasEnded(session: string): boolean {
    return this.#ended.has(session) || this.#untold.has(session);
  }

  add(session: string, ids: readonly ConversationId[], now: number, but?: WebSocket): void {
    const sockets = this.#lasting(session, but);
    const inSockets = new Set(sockets.flatMap(({ attachment }) => attachment.watches));
    const kept = this.#kept(session);
    // Of a full row's older half what is opened again goes to the end, or it would be dropped as if it were old.
    const safe = new Set(kept.slice(-KEPT_MAX / 2));
    let rest = ids.filter((id) => !inSockets.has(id) && !safe.has(id));
    for (const { socket, attachment } of sockets) {
      const room = Math.max(0, WATCHES_MAX - attachment.watches.length);
      if (rest.length === 0 || room === 0) continue;
      socket.serializeAttachment({ ...attachment, watches: [...attachment.watches, ...rest.slice(0, room)] });
      rest = rest.slice(room);
    }
    if (rest.length > 0) this.#keep(session, [...kept.filter((id) => !rest.includes(id)), ...rest], now);
  }

  /** The socket goes: what only it knew is handed on. */
  left(socket: WebSocket, now: number): void {
    const { session, watches } = inboxAttachment(socket);
    if (watches.length > 0 && !this.hasEnded(session)) this.add(session, watches, now, socket);
  }

  /** From now on the session counts as ended; what it has opened, and `more`, is untold until `told`. */
  end(session: string, now: number, more: readonly ConversationId[] = []): void {
    this.#ended.add(session);
    const [oldest] = this.#ended;
    if (this.#ended.size > ENDED_MAX && oldest !== undefined) this.#ended.delete(oldest);
    const inSockets = this.socketsOf(session).flatMap((socket) => inboxAttachment(socket).watches);
    const before = this.#untold.get(session);
    const ids = [...new Set([...inSockets, ...this.#kept(session), ...more])];
    if (ids.length > 0) this.#setUntold(session, { at: before?.at ?? now, ids });
  }

  /** Which conversations have still to hear of which ended sessions. */
  untold(now: number): Map<ConversationId, string[]> {
    const sessionsOf = new Map<ConversationId, string[]>();
    for (const [session, { at, ids }] of this.#untold) {
      // As old as that, a session has ended by itself, and its sockets with it.
      if (at < now - SESSION_TTL_MS) this.#setUntold(session, { at, ids: [] });
      else for (const id of ids) sessionsOf.set(id, [...(sessionsOf.get(id) ?? []), session]);
    }
    return sessionsOf;
  }

  /** These conversations know that these sessions have ended. */
  told(done: ReadonlyMap<ConversationId, readonly string[]>): void {
    for (const [session, { at, ids }] of this.#untold) {
      const rest = ids.filter((id) => !done.get(id)?.includes(session));
      if (rest.length < ids.length) this.#setUntold(session, { at, ids: rest });
    }
  }

  /** When the conversations that have not heard are to be told again; null: all have. */
  dueAt(now: number): number | null {
    const waits = [...this.#untold.values()].map(({ at }) => Math.max(TELL_AGAIN_MS, now - at));
    return waits.length > 0 ? now + Math.min(TELL_AGAIN_MAX_MS, ...waits) : null;
  }

  socketsOf(session: string): WebSocket[] {
    return this.#sockets().filter((socket) => inboxAttachment(socket).session === session);
  }

  /** Sockets of the session that stay; one of the HTTP door ends with its request. */
  #lasting(session: string, but?: WebSocket): { socket: WebSocket; attachment: InboxAttachment }[] {
    return this.socketsOf(session)
      .filter((socket) => socket !== but && socket.readyState === WebSocket.OPEN)
      .map((socket) => ({ socket, attachment: inboxAttachment(socket) }))
      .filter(({ attachment }) => attachment.door === undefined);
  }

  #kept(session: string): ConversationId[] {
    const query = "SELECT conversations FROM watches WHERE session = ?";
    const [row] = this.#storage.exec<{ conversations: string }>("read", query, session);
    return row ? (JSON.parse(row.conversations) as ConversationId[]) : [];
  }

  #keep(session: string, ids: readonly ConversationId[], now: number): void {
    // A session that old has ended by itself.
    this.#storage.exec("watches", "DELETE FROM watches WHERE at < ? AND ended = 0", now - SESSION_TTL_MS);
    this.#put(session, ids.slice(-KEPT_MAX), now, 0);
  }

  #setUntold(session: string, untold: { at: number; ids: ConversationId[] }): void {
    if (untold.ids.length > 0) {
      this.#untold.set(session, untold);
      return this.#put(session, untold.ids, untold.at, 1);
    }
    this.#untold.delete(session);
    this.#storage.exec("watches", "DELETE FROM watches WHERE session = ?", session);
  }

  #put(session: string, ids: readonly ConversationId[], at: number, ended: 0 | 1): void {
    this.#storage.exec(
      "watches",
      `INSERT INTO watches (session, conversations, at, ended) VALUES (?, ?, ?, ?)
        ON CONFLICT (session) DO UPDATE SET conversations = excluded.conversations, at = excluded.at, ended = excluded.ended`,
      session,
      JSON.stringify(ids),
      at,
      ended,
    );
  }
}
