import type { ConversationId } from "../../protocol/model.ts";
import type { TicketUpsert } from "../conversation/view.ts";
import { errorText, log } from "../log.ts";
import type { OpenTicket, OpenTickets } from "./open-tickets.ts";
import type { Stored } from "./tickets.ts";

/** How often open rows are compared with their conversations. */
export const CHECK_EVERY_MS = 3_600_000;
/** Rows per check, and conversations that are asked at the same time. */
const CHECKED = 100;
const AT_ONCE = 10;

/**
 * The rows whose turn it is. Hibernation forgets where the last check has ended, so the hour itself says where this one begins: all come
 * in turn.
 */
export function dueForCheck(open: OpenTickets, now: number): OpenTicket[] {
  const turn = Math.floor(now / CHECK_EVERY_MS);
  const rounds = Math.max(1, Math.ceil(open.size / CHECKED));
  return open.round((turn % rounds) * CHECKED, CHECKED);
}

/** Whether the row must become what the conversation says: within one generation of the data a version never goes back. */
export function isNews(row: Pick<Stored, "version" | "generation"> | null, told: TicketUpsert): boolean {
  return row === null || row.generation !== told.generation || told.version > row.version;
}

/**
 * Asks the conversations of these rows and puts right what is behind. A row whose conversation knows no ticket (lost, or restored to
 * before it) is removed. Never throws; returns how many rows were wrong.
 */
export async function checkTickets(
  tickets: readonly OpenTicket[],
  ask: (id: ConversationId) => Promise<TicketUpsert | null>,
  heal: (told: TicketUpsert) => boolean,
  remove: (ticket: OpenTicket) => boolean,
): Promise<number> {
  let healed = 0;
  for (let from = 0; from < tickets.length; from += AT_ONCE) {
    const asked = tickets.slice(from, from + AT_ONCE).map(async (ticket) => {
      const told = await ask(ticket.id as ConversationId);
      if (!(told ? heal(told) : remove(ticket))) return;
      healed += 1;
      if (!told) log("error", "ticket_without_conversation", { conversationId: ticket.id });
    });
    for (const result of await Promise.allSettled(asked)) {
      if (result.status === "rejected") log("error", "ticket_check_failed", { error: errorText(result.reason) });
    }
  }
  return healed;
}
