import { timingSafeEqual } from "node:crypto";
import { newReturnSecret } from "./id.ts";
import type { ConversationState } from "./state.ts";

/*
 * The secret of the return link lives in the conversation's state and leaves it by one RPC only: no frame, no summary and no log
 * has it. It stays readable (not hashed) because the same link is shown again until it is revoked, and whoever reads this state
 * reads the whole conversation beside it.
 */

/** The state with a secret; the same one if it has one. null: without a ticket number there is nothing to come back to. */
export function withReturnSecret(
  state: ConversationState | null,
): (ConversationState & { returnSecret: string }) | null {
  if (!state?.ticket || state.ticket.number === null) return null;
  return { ...state, returnSecret: state.returnSecret ?? newReturnSecret() };
}

export function withoutReturnSecret(state: ConversationState): ConversationState {
  const { returnSecret: _, ...rest } = state;
  return rest;
}

/** Takes as long for a wrong one as for a right one. */
export function opens(state: ConversationState | null, secret: string): boolean {
  const [given, held] = [Buffer.from(secret), Buffer.from(state?.returnSecret ?? "")];
  return held.length > 0 && given.length === held.length && timingSafeEqual(given, held);
}
