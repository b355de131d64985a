import { maskCardNumbers } from "../../protocol/card-numbers.ts";
import * as tickets from "./ticket.ts";
import { activity, changed, Log } from "./turn-entries.ts";
import type { Of, TurnResult, World } from "./turn-types.ts";

/* What a visitor says of a solved request. Both leave an entry with their client id: sent again, late, they change nothing. */

export function confirm(command: Of<"confirm">, world: World): TurnResult {
  const { state, transcript } = world;
  const { clientId, solved } = command;
  // "yes" leaves an entry of the visitor, "no" a line of the system.
  if (transcript.find("visitor", clientId) || transcript.find("system", clientId)) return unchanged(clientId);
  const { ticket } = state;
  if (!ticket || state.floor !== "nobody") return { kind: "refused", clientId, code: "wrong_state" };
  // Closed by itself, it was never confirmed; now it is.
  if (solved && ticket.status === "closed" && ticket.confirmedAt !== null) return unchanged(clientId);
  if (!world.mayWrite()) return { kind: "refused", clientId, code: "too_many" };
  const log = new Log(world);
  if (solved) {
    log.add("internal", { kind: "visitor" }, activity({ type: "confirmed" }), { clientId });
    return changed(log, { ...state, ticket: tickets.confirmTicket(ticket, world.now) }, clientId, true);
  }
  log.say("reopened", {}, clientId);
  const open = tickets.visitorWrote(ticket, world.now);
  return changed(log, { ...state, floor: "human", ticket: open }, clientId, true);
}

export function rate(command: Of<"rate">, world: World): TurnResult {
  const { state, transcript } = world;
  const { clientId, stars } = command;
  if (transcript.find("visitor", clientId)) return unchanged(clientId);
  const { ticket } = state;
  if (!ticket || state.floor !== "nobody") return { kind: "refused", clientId, code: "wrong_state" };
  const rating = { stars, text: maskCardNumbers(command.text.toWellFormed()) };
  if (ticket.rating?.stars === stars && ticket.rating.text === rating.text) return unchanged(clientId);
  if (!world.mayWrite()) return { kind: "refused", clientId, code: "too_many" };
  const log = new Log(world);
  log.add("internal", { kind: "visitor" }, activity({ type: "rated", ...rating }), { clientId });
  return changed(log, { ...state, ticket: { ...ticket, rating } }, clientId, true);
}

/** Nobody's command: the alarm's. Null: it is not time, or somebody has done or said something meanwhile. */
export function closeUnconfirmed(
  world: Pick<World, "now" | "state" | "transcript">,
): Extract<TurnResult, { kind: "changed" }> | null {
  const { ticket } = world.state;
  const at = ticket && tickets.closesAt(ticket);
  if (!ticket || at === null || at > world.now) return null;
  const log = new Log(world);
  log.add("internal", { kind: "system" }, activity({ type: "closed_unconfirmed" }));
  return changed(log, { ...world.state, ticket: tickets.closeTicket(ticket) }, "", true);
}

function unchanged(clientId: string): TurnResult {
  return { kind: "unchanged", acknowledgement: { clientId } };
}
