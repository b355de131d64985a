import { SESSION_TTL_MS } from "../../protocol/limits.ts";
import type { ConversationId } from "../../protocol/model.ts";
import type { MeteredStorage } from "../storage/metered.ts";
import { type InboxAttachment, inboxAttachment } from "./attachment.ts";

/** An attachment holds 2 KiB; forty ids are three quarters of it. */
const WATCHES_MAX = 40;
/** Ids in one row, the newest: nobody has more open at once, and a row stays small. */
const KEPT_MAX = 1_000;
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

  constructor(storage: MeteredStorage, sockets: () => WebSocket[]) {
    this.#storage = storage;
    this.#sockets = sockets;
  }

  hasEnded(session: string): boolean {
    return this.#ended.has(session);
  }

  add(session: string, ids: readonly ConversationId[], now: number, but?: WebSocket): void {
    const sockets = this.#lasting(session, but);
    const known = new Set([...sockets.flatMap(({ attachment }) => attachment.watches), ...this.#kept(session)]);
    let rest = ids.filter((id) => !known.has(id));
    for (const { socket, attachment } of sockets) {
      const room = Math.max(0, WATCHES_MAX - attachment.watches.length);
      if (rest.length === 0 || room === 0) continue;
      socket.serializeAttachment({ ...attachment, watches: [...attachment.watches, ...rest.slice(0, room)] });
      rest = rest.slice(room);
    }
    if (rest.length > 0) this.#keep(session, rest, now);
  }

  /** The socket goes: what only it knew is handed on. */
  left(socket: WebSocket, now: number): void {
    const { session, watches } = inboxAttachment(socket);
    if (watches.length > 0 && !this.#ended.has(session)) this.add(session, watches, now, socket);
  }

  /** The conversations that a session has opened. From now on it counts as ended. */
  end(session: string): ConversationId[] {
    this.#ended.add(session);
    const [oldest] = this.#ended;
    if (this.#ended.size > ENDED_MAX && oldest !== undefined) this.#ended.delete(oldest);
    const inSockets = this.socketsOf(session).flatMap((socket) => inboxAttachment(socket).watches);
    const ids = new Set([...inSockets, ...this.#kept(session)]);
    this.#storage.exec("watches", "DELETE FROM watches WHERE session = ?", session);
    return [...ids];
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
    const all = [...this.#kept(session), ...ids].slice(-KEPT_MAX);
    // A session that old has ended by itself.
    this.#storage.exec("watches", "DELETE FROM watches WHERE at < ?", now - SESSION_TTL_MS);
    this.#storage.exec(
      "watches",
      `INSERT INTO watches (session, conversations, at) VALUES (?, ?, ?)
        ON CONFLICT (session) DO UPDATE SET conversations = excluded.conversations, at = excluded.at`,
      session,
      JSON.stringify(all),
      now,
    );
  }
}
