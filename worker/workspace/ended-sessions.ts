import { SESSION_TTL_MS } from "../../protocol/limits.ts";
import type { AgentId } from "../../protocol/model.ts";
import type { MeteredStorage } from "../storage/metered.ts";

/** Ids of sessions that have ended and still may have sockets: kept until every Inbox shard has put those out. */
export class EndedSessions {
  readonly #storage: MeteredStorage;

  constructor(storage: MeteredStorage) {
    this.#storage = storage;
  }

  add(session: string, agentId: AgentId, now: number): void {
    // As old as that, a session has ended by itself, and its sockets with it.
    this.#storage.exec("accounts", "DELETE FROM ended_sessions WHERE ended_at < ?", now - SESSION_TTL_MS);
    this.#storage.exec(
      "accounts",
      "INSERT OR REPLACE INTO ended_sessions (session, agent_id, ended_at) VALUES (?, ?, ?)",
      session,
      agentId,
      now,
    );
  }

  has(session: string): boolean {
    return this.#storage.exec("read", "SELECT 1 FROM ended_sessions WHERE session = ?", session).length > 0;
  }

  of(agentId: AgentId): string[] {
    const query = "SELECT session FROM ended_sessions WHERE agent_id = ?";
    return this.#storage.exec<{ session: string }>("read", query, agentId).map((row) => row.session);
  }

  heard(sessions: readonly string[]): void {
    for (const session of sessions) {
      this.#storage.exec("accounts", "DELETE FROM ended_sessions WHERE session = ?", session);
    }
  }
}
