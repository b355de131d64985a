import type { ConversationView } from "../protocol/frames.ts";

type View = Pick<ConversationView, "status" | "ticketNumber">;

/** What the page is told of. A number stays while the bot answers again; passing to the team anew is news each time. */
export function newsOf(before: View | null, next: View | null): { escalated: boolean; ticketNumber: number | null } {
  // Without a state before, it is an old conversation that was resumed, and no news.
  if (!before || !next) return { escalated: false, ticketNumber: null };
  return {
    escalated: !before.status && !!next.status,
    ticketNumber: before.ticketNumber ? null : next.ticketNumber,
  };
}
