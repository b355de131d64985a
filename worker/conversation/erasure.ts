import type { ConversationId } from "../../protocol/model.ts";
import type { Env } from "../env.ts";
import { failPoint } from "../fail-point.ts";
import { inboxOf, visitor } from "../objects.ts";
import { withinTime } from "../within-time.ts";
import type { ConversationRecord } from "./conversation-record.ts";
import { deleteFiles } from "./files.ts";
import { emptyReceipt, type Tombstone } from "./tombstone.ts";

/** How long another object, or the bucket, may take to answer, in ms. */
const CALL_LIMIT_MS = 10_000;

/**
 * Erasure, in an order that a crash cannot turn round: first, in one commit, the tombstone takes the place of the state, the messages go, and
 * the alarm is set. Then everybody else forgets, again and again until all have. At last what lies in the object's file is thrown away with
 * the file, and the tombstone is written into the new one. Every step may be done twice.
 */
export class Erasure {
  readonly #env: Env;
  readonly #record: ConversationRecord;
  #finishing: Promise<void> | null = null;

  constructor(env: Env, record: ConversationRecord) {
    this.#env = env;
    this.#record = record;
  }

  /** True when the Inbox, the Visitor or the bucket may still hold something. */
  get pending(): boolean {
    return (this.#record.tombstone?.pending ?? null) !== null;
  }

  /** The commit. Nothing is awaited before the alarm is set. False: nothing is stored here, or it was erased before. */
  begin(id: ConversationId, now: number): boolean {
    const { state, transcript, files, unwritten } = this.#record;
    if (this.#record.tombstone || (unwritten && files.count === 0)) return false;
    const receipt = {
      ...emptyReceipt(id, now),
      // Whoever reads the receipt may be the visitor: of notes they know nothing.
      messages: transcript.heads.public,
      files: files.count,
      request: state?.ticket?.number ?? null,
    };
    const person = state?.person ? { siteId: state.siteId, id: state.person.id } : null;
    this.#record.bury({ v: 2, receipt, pending: { ticket: Boolean(state?.ticket), person } });
    return true;
  }

  /** Throws when somebody did not answer: then it is still pending. */
  async finish(): Promise<void> {
    this.#finishing ??= this.#finish().finally(() => {
      this.#finishing = null;
    });
    await this.#finishing;
  }

  async #finish(): Promise<void> {
    const { tombstone } = this.#record;
    if (!tombstone?.pending) return;
    const stop = failPoint(this.#env, "buried");
    if (stop) await stop;
    const { conversationId: id } = tombstone.receipt;
    await withinTime(
      this.#tellOthers(id, tombstone.pending),
      CALL_LIMIT_MS,
      "not everybody has forgotten the conversation",
    );
    const told = failPoint(this.#env, "forgotten");
    if (told) await told;
    await this.#record.purge({ ...tombstone, pending: null });
  }

  async #tellOthers(id: ConversationId, { ticket, person }: NonNullable<Tombstone["pending"]>): Promise<void> {
    await Promise.all([ticket && inboxOf(this.#env, id).forget(id), deleteFiles(this.#env, id, this.#record.files)]);
    // Last: as long as it stands in the person's list, they can ask for it again.
    if (person) await visitor(this.#env, person.siteId, person.id).forget([id]);
  }
}
