import type { Env } from "../env.ts";
import { errorText, log } from "../log.ts";
import { inbox } from "../objects.ts";
import { shardOf } from "./id.ts";
import { retryDelay, SYNC_EVERY_MS } from "./schedule.ts";
import type { TicketUpsert } from "./view.ts";

export type Synced = { version: number; number: number };

/**
 * State sync, not an event queue: as long as the conversation's version is ahead of what the Inbox has acknowledged, the
 * whole summary is sent, at most once a second. A lost, repeated or late call changes nothing.
 */
export class InboxSync {
  readonly #env: Env;
  #acknowledged: number;
  #running = false;
  #lastAt = 0;
  #failures = 0;

  constructor(env: Env, acknowledged: number) {
    this.#env = env;
    this.#acknowledged = acknowledged;
  }

  get acknowledged(): number {
    return this.#acknowledged;
  }

  /** When the next call is due for a conversation at `version`; null: nothing to tell. */
  due(version: number, now: number): number | null {
    if (version <= this.#acknowledged) return null;
    if (this.#failures > 0) return Math.max(now, this.#lastAt + retryDelay(this.#failures));
    return Math.max(now, this.#lastAt + SYNC_EVERY_MS);
  }

  /** True when the call may go now: none is under way, and the last one was long enough ago. */
  ready(now: number): boolean {
    return !this.#running && this.#failures === 0 && now - this.#lastAt >= SYNC_EVERY_MS;
  }

  /** Never throws. null: another call is under way, or it failed and `due` names the next try. */
  async run(upsert: TicketUpsert, now: number): Promise<Synced | null> {
    if (this.#running) return null;
    this.#running = true;
    this.#lastAt = now;
    try {
      const synced = await inbox(this.#env, shardOf(upsert.conversationId)).upsert(upsert);
      this.#failures = 0;
      this.#acknowledged = Math.max(this.#acknowledged, synced.version);
      return synced;
    } catch (error) {
      this.#failures += 1;
      log("error", "inbox_sync_failed", {
        conversationId: upsert.conversationId,
        attempt: this.#failures,
        error: errorText(error),
      });
      return null;
    } finally {
      this.#running = false;
    }
  }
}
