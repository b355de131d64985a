import { UPLOADS_BURST, UPLOADS_PER_MINUTE } from "../../protocol/limits.ts";
import type { Env } from "../env.ts";
import type { Side, Upload, UploadResult } from "../files/upload-types.ts";
import { findSite } from "../workspace/settings.ts";
import { settingsSnapshot } from "../workspace/snapshot.ts";
import { refusal } from "./admission.ts";
import type { ConversationRecord } from "./conversation-record.ts";
import type { Deadlines } from "./deadlines.ts";
import { Flood } from "./flood.ts";

/** What comes into a conversation beside the frames: files, which a message names afterwards. The route has looked at their bytes. */
export class Uploads {
  readonly #env: Env;
  readonly #record: ConversationRecord;
  readonly #deadlines: Deadlines;
  /** For each side, so that a visitor's flood does not refuse the agents. */
  readonly #floods = {
    visitor: new Flood(UPLOADS_BURST, UPLOADS_PER_MINUTE),
    agent: new Flood(UPLOADS_BURST, UPLOADS_PER_MINUTE),
  };

  constructor(env: Env, record: ConversationRecord, deadlines: Deadlines) {
    this.#env = env;
    this.#record = record;
    this.#deadlines = deadlines;
  }

  /** All or nothing. A file that no message names is deleted by the alarm. */
  async keep({ file, siteId, holder, where }: Upload): Promise<UploadResult> {
    const settings = await settingsSnapshot(this.#env, Date.now());
    // From here on nothing is awaited.
    const { files, state, tombstone } = this.#record;
    const of = state?.siteId ?? siteId;
    // An agent may only add to what exists; a visitor's token proves that the conversation is theirs.
    if (tombstone || of === null || (siteId === null && state === null)) return "not_found";
    // It has become a person's while the bytes came.
    if (holder && refusal(state, holder)) return "unauthorized";
    if (findSite(settings, of)?.attachments === false) return "forbidden";
    const side: Side = siteId === null ? "agent" : "visitor";
    const now = Date.now();
    if (!this.#floods[side].take(now)) return "too_many";
    if (!files.hasRoom(file.size, "key" in where ? "bucket" : "object")) return "quota_exceeded";
    files.keep(file, side, now, where);
    this.#deadlines.fileKept();
    return "kept";
  }

  /** What came to nothing after it was kept. */
  discard(id: string): Promise<void> {
    return this.#record.files.discard(this.#env, id, () => this.#record.unwritten);
  }
}
