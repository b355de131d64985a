import type { Env } from "../env.ts";
import { failPoint } from "../fail-point.ts";
import { inboxOf } from "../objects.ts";
import { withinTime } from "../within-time.ts";
import type { ConversationRecord } from "./conversation-record.ts";
import { SYNC_EVERY_MS } from "./schedule.ts";
import { ticketDocument } from "./ticket-document.ts";
import { type TicketUpsert, ticketUpsert } from "./view.ts";

/** An Inbox that has not answered by then will not: the call counts as failed and is made again. */
const CALL_LIMIT_MS = 10_000;

/**
 * State sync, not an event queue: as long as the conversation's version is ahead of what the Inbox has acknowledged, the
 * whole summary is sent, at most once a second. A lost, repeated or late call changes nothing.
 */
export class InboxSync {
  readonly #env: Env;
  readonly #record: ConversationRecord;
  #running = false;
  #call: Promise<unknown> = Promise.resolve();
  #startedAt = 0;
  /** Rises when what was acknowledged is worth nothing: a call that was under way then changes nothing here. */
  #forgotten = 0;
  /** Since when the Inbox has not known everything; null: it does. */
  #aheadSince: number | null;

  constructor(env: Env, record: ConversationRecord) {
    this.#env = env;
    this.#record = record;
    // When it fell behind is not kept, nor whether it truly did (0016): after a crash the lag counts from the restart.
    this.#aheadSince = this.#isAhead() ? Date.now() : null;
  }

  /** When the Inbox must be told: at once while it is behind. While a call is under way, when that is taken for lost. */
  due(now: number): number | null {
    if (!this.#isAhead()) return null;
    if (this.#running) return this.#startedAt + CALL_LIMIT_MS;
    return Math.min(this.#aheadSince ?? now, now);
  }

  /** There is something to tell: a commit has raised the version. */
  raised(now: number): void {
    if (this.#isAhead()) this.#aheadSince ??= now;
  }

  /** True when the call may go straight after a turn: none is under way, and the last one was long enough ago. */
  ready(now: number): boolean {
    return this.#isAhead() && !this.#running && Math.abs(now - this.#startedAt) >= SYNC_EVERY_MS;
  }

  /** The Inbox may know nothing any more. */
  forget(now: number): void {
    this.#forgotten += 1;
    this.#record.acknowledged = 0;
    this.raised(now);
  }

  /** Null without a ticket. */
  upsert(now: number): TicketUpsert | null {
    const { state, transcript } = this.#record;
    if (!state?.ticket) return null;
    const aheadMs = this.#aheadSince === null ? 0 : Math.max(0, now - this.#aheadSince);
    const more = { generation: this.#record.epochOf(state), aheadMs };
    // Tickets of earlier releases have no version of their words: those are sent to an Inbox that knows nothing.
    const untold = (state.documentVersion ?? 1) > this.#record.acknowledged;
    const document = untold ? ticketDocument(state.ticket, transcript.newestFirst()) : null;
    const told = document === null ? more : { ...more, document };
    return ticketUpsert(state, transcript.heads, transcript.lastSaid(), told);
  }

  /** Throws what the call throws. Null: there is nothing to tell, or a call is under way. */
  async run(now: number): Promise<{ version: number; number: number } | null> {
    const upsert = this.#running || !this.#isAhead() ? null : this.upsert(now);
    if (!upsert) return null;
    this.#running = true;
    this.#startedAt = now;
    const call = this.#tell(upsert, now);
    this.#call = call;
    return call;
  }

  /** When the call that is under way has ended, well or not. */
  async idle(): Promise<void> {
    await this.#call.catch(() => undefined);
  }

  async #tell(upsert: TicketUpsert, now: number): Promise<{ version: number; number: number }> {
    const forgotten = this.#forgotten;
    try {
      const stop = failPoint(this.#env, "before_upsert");
      if (stop) await stop;
      // A new stub each time: one that has thrown stays broken.
      const synced = await withinTime(
        inboxOf(this.#env, upsert.conversationId).upsert(upsert),
        CALL_LIMIT_MS,
        "the Inbox has not answered",
      );
      const told = failPoint(this.#env, "upserted");
      if (told) await told;
      if (forgotten === this.#forgotten) {
        this.#record.acknowledged = Math.max(this.#record.acknowledged, synced.version);
      }
      // What was said during the call came after its start.
      this.#aheadSince = this.#isAhead() ? now : null;
      return synced;
    } finally {
      this.#running = false;
    }
  }

  #isAhead(): boolean {
    return Boolean(this.#record.state?.ticket) && this.#record.version > this.#record.acknowledged;
  }
}

/** Overloaded means: the sooner it is asked again, the longer it takes. Counts as so many failures. */
export function weightOf(error: unknown): number {
  return (error as { overloaded?: boolean } | null)?.overloaded ? 3 : 1;
}
