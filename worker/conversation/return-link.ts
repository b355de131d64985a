import { timingSafeEqual } from "node:crypto";
import type { SiteId } from "../../protocol/model.ts";
import type { ConversationRecord } from "./conversation-record.ts";
import { Flood } from "./flood.ts";
import { newReturnSecret } from "./id.ts";

/*
 * The secret of the return link lives in the conversation's state and leaves it by one RPC only: no frame, no summary and no log
 * has it. It stays readable (not hashed) because the same link is shown again until it is revoked, and whoever reads this state
 * reads the whole conversation beside it.
 */

export class ReturnLink {
  readonly #record: ConversationRecord;
  /** By visitor and agents together: made and revoked without end, links would be rows without end. */
  readonly #revocations = new Flood(5, 5);

  constructor(record: ConversationRecord) {
    this.#record = record;
  }

  /** The same one until it is revoked. null: without a ticket number there is nothing to come back to. */
  secret(): string | null {
    const { state } = this.#record;
    if (!state?.ticket || state.ticket.number === null) return null;
    if (state.returnSecret !== undefined) return state.returnSecret;
    const returnSecret = newReturnSecret();
    this.#record.keep("return_link", { ...state, returnSecret });
    return returnSecret;
  }

  /** False: revoked too often by now. */
  revoke(now: number): boolean {
    const { state } = this.#record;
    if (state?.returnSecret === undefined) return true;
    if (!this.#revocations.take(now)) return false;
    const { returnSecret: _, ...rest } = state;
    this.#record.keep("return_link", rest);
    return true;
  }

  /** The conversation's site, if this is its secret, and whether it is a person's. Takes as long for a wrong one as for a right one. */
  siteBy(secret: string): { siteId: SiteId; personal: boolean } | null {
    const { state } = this.#record;
    const [given, held] = [Buffer.from(secret), Buffer.from(state?.returnSecret ?? "")];
    const opens = held.length > 0 && given.length === held.length && timingSafeEqual(given, held);
    return state && opens ? { siteId: state.siteId, personal: state.person !== undefined } : null;
  }
}
