import type { ConversationId } from "../../protocol/model.ts";
import type { Env } from "../env.ts";
import { failPoint } from "../fail-point.ts";
import { errorText, log } from "../log.ts";
import type { MeteredStorage } from "../storage/metered.ts";
import type { Audience } from "./audience.ts";
import type { ConversationRecord } from "./conversation-record.ts";
import { Erasure } from "./erasure.ts";
import { InboxSync, weightOf } from "./inbox-sync.ts";
import { ObjectAlarm } from "./object-alarm.ts";
import { type DueTimes, nextDue, runDue, Schedule } from "./schedule.ts";
import { closesAt } from "./ticket.ts";
import type { ErasureResult } from "./tombstone.ts";
import { closeUnconfirmed } from "./turn-closing.ts";
import type { TicketUpsert } from "./view.ts";

/**
 * `sync`: the Inbox must hear of the ticket. `close`: nobody has said anything to its solution. `orphans`: files that no message has named.
 * `erase`: it was erased, and somebody has still to forget it.
 */
type Deadline = "sync" | "close" | "orphans" | "erase";

type Around = {
  env: Env;
  storage: MeteredStorage;
  record: ConversationRecord;
  audience: Audience;
  /** Work that goes on after the answer. */
  waitUntil: (work: Promise<unknown>) => void;
};

/** What a conversation does by itself, without anybody's word: all of it by the one alarm, and `sync` at once where it can. */
export class Deadlines {
  readonly #env: Env;
  readonly #record: ConversationRecord;
  readonly #audience: Audience;
  readonly #waitUntil: Around["waitUntil"];
  readonly #inbox: InboxSync;
  readonly #erasure: Erasure;
  readonly #alarm: ObjectAlarm;
  readonly #schedule = new Schedule<Deadline>();
  /** What was said until this instance woke may have been acknowledged, although the state does not say so. */
  readonly #versionAtWake: number;

  constructor({ env, storage, record, audience, waitUntil }: Around) {
    this.#env = env;
    this.#record = record;
    this.#audience = audience;
    this.#waitUntil = waitUntil;
    this.#versionAtWake = record.version;
    this.#inbox = new InboxSync(env, record);
    this.#erasure = new Erasure(env, record);
    this.#alarm = new ObjectAlarm(storage);
  }

  /** Every wake re-arms: an alarm that was lost comes back with the next word of anybody. */
  async woke(): Promise<void> {
    await this.#alarm.load();
    this.#arm();
  }

  /** In the commit that has raised the version. */
  committed(now: number): void {
    this.#inbox.raised(now);
    this.#arm();
  }

  /** In the commit that has kept a file. */
  fileKept(): void {
    this.#arm();
  }

  /** After a turn of `now`, when everybody has been told. The next frame does not wait for it; where it may not go now, the alarm does it. */
  syncSoon(now: number): void {
    if (this.#inbox.ready(now) && !this.#schedule.isFailing("sync")) this.#waitUntil(this.#run(now));
  }

  async alarm(): Promise<void> {
    this.#alarm.fired();
    const stop = failPoint(this.#env, "alarm");
    if (stop) await stop;
    await this.#run();
  }

  ticketState(): TicketUpsert | null {
    return this.#inbox.upsert(Date.now());
  }

  /** False: there is no ticket. Throws when the Inbox was not told; it will be, even if this instance ends before. */
  async reportTicket(): Promise<boolean> {
    const record = this.#record;
    if (!record.state?.ticket) return false;
    await this.#inbox.idle();
    this.#inbox.forget(Date.now());
    // A call that failed before has nothing to say about this one.
    this.#schedule.done("sync");
    const { version } = record;
    await this.#run();
    if (record.acknowledged >= version) return true;
    // The alarm is set; what it must do is kept, once however often it fails.
    if (record.state.syncedVersion > 0) record.keep("forgotten", record.state);
    throw new Error("the Inbox was not told of the ticket");
  }

  /** Everything, in front of everybody. Again: what was left of it. Never throws. */
  async erase(id: ConversationId): Promise<ErasureResult> {
    const began = this.#erasure.begin(id, Date.now());
    const { tombstone } = this.#record;
    if (!tombstone) return { kind: "unwritten" };
    // A call that failed before has nothing to say about this one.
    this.#schedule.done("erase");
    this.#arm();
    if (began) this.#audience.putOut();
    await this.#run();
    return this.#erasure.pending ? { kind: "pending" } : { kind: "erased", receipt: tombstone.receipt };
  }

  /**
   * Others know more than we do: an older copy of this object was put back. Everybody loads again, the Inbox too: what they hold may
   * differ from ours at seqs that both have.
   *
   * @param asking gets its welcome from whoever calls
   */
  restored(now: number, asking: WebSocket | null): void {
    const record = this.#record;
    if (!record.state) return;
    this.#inbox.forget(now);
    record.keep("epoch", { ...record.state, epoch: crypto.randomUUID() });
    this.#arm();
    for (const { socket, ...attachment } of this.#audience.present()) {
      if (socket === asking) continue;
      this.#audience.welcome(socket, attachment, { have: { public: 0 }, epoch: null }, record.state);
    }
  }

  async #run(began = Date.now()): Promise<void> {
    const at = { wanted: () => this.#wanted(), now: () => Date.now() };
    const work = {
      sync: () => this.#sync(began),
      close: () => this.#close(),
      orphans: () => this.#sweep(),
      erase: () => this.#erase(),
    };
    await runDue(this.#schedule, at, work, (name, error) => {
      log("error", `${name}_failed`, {
        ...(this.#record.state && { conversationId: this.#record.state.id }),
        error: errorText(error),
      });
      return weightOf(error);
    });
    this.#arm();
  }

  #wanted(): DueTimes<Deadline> {
    const ticket = this.#record.state?.ticket;
    const now = Date.now();
    // What is being erased takes its files along.
    if (this.#erasure.pending) return { sync: null, close: null, orphans: null, erase: now };
    const orphans = this.#record.files.orphanedAt();
    return { sync: this.#inbox.due(now), close: ticket ? closesAt(ticket) : null, orphans, erase: null };
  }

  #arm(): void {
    const now = Date.now();
    this.#alarm.arm(nextDue(this.#schedule.due(this.#wanted(), now)), now);
  }

  #sweep(): Promise<void> {
    return this.#record.files.sweep(this.#env, Date.now(), () => this.#record.unwritten);
  }

  async #erase(): Promise<void> {
    // What was on its way to the Inbox must not arrive after the word that it is to be forgotten.
    await this.#inbox.idle();
    await this.#erasure.finish();
  }

  async #sync(began: number): Promise<void> {
    const synced = await this.#inbox.run(began);
    const before = this.#record.state;
    if (!synced || !before?.ticket) return;
    if (synced.version > this.#record.version) return this.restored(Date.now(), null);
    if (before.ticket.number !== synced.number) {
      this.#record.keep("state", { ...before, ticket: { ...before.ticket, number: synced.number } });
      this.#audience.broadcast([], before);
    } else if ((before.generation ?? "") !== this.#record.generation) {
      // Kept at once: else every wake until the next message would tell it all again.
      this.#record.keep("generation", before);
    } else if (this.#record.version === this.#versionAtWake && before.syncedVersion < this.#record.acknowledged) {
      // Likewise: nothing was said since the wake (docs/decisions/0016).
      this.#record.keep("synced", before);
    }
  }

  /** Synchronous: between the look at the ticket and the commit nobody can say anything. */
  #close(): void {
    const { state: before, transcript } = this.#record;
    const now = Date.now();
    const result = before && closeUnconfirmed({ now, state: before, transcript });
    if (!result) return;
    this.#record.commit(result);
    this.committed(now);
    this.#audience.broadcast(result.entries, before);
  }
}
