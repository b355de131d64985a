import type { InboxCounts } from "../../protocol/frames.ts";
import type { TicketStatus } from "../../protocol/model.ts";

/** What of a ticket the counts depend on. */
export type Counted = { status: TicketStatus; assigneeId: string | null };

export function isOpen(status: TicketStatus): boolean {
  return status !== "resolved" && status !== "closed";
}

/** Counts in memory, rebuilt at wake: a `COUNT(*)` per change would read every open row. */
export class Counts {
  #open = 0;
  #unassigned = 0;
  readonly #byAgent = new Map<string, number>();

  add(ticket: Counted, times = 1): void {
    if (!isOpen(ticket.status)) return;
    this.#open += times;
    // With nobody and not open: the bot has it.
    if (ticket.assigneeId === null) this.#unassigned += ticket.status === "open" ? times : 0;
    else this.#byAgent.set(ticket.assigneeId, (this.#byAgent.get(ticket.assigneeId) ?? 0) + times);
  }

  replace(before: Counted | null, after: Counted): void {
    if (before) this.add(before, -1);
    this.add(after);
  }

  for(agentId: string): InboxCounts {
    return { open: this.#open, mine: this.#byAgent.get(agentId) ?? 0, unassigned: this.#unassigned };
  }
}
