import type { ConversationView } from "../protocol/frames.ts";

type View = Pick<ConversationView, "id" | "status" | "ticketNumber">;
type News = { escalated: boolean; ticketNumber: number | null; status: ConversationView["status"] };

/** What the page is told of. A number stays while the bot answers again; passing to the team anew is news each time. */
export function newsOf(before: View | null, next: View | null): News {
  // Without a state before, it is an old conversation that was resumed, and no news. So is another one that was opened.
  if (!before || before.id !== next?.id) return { escalated: false, ticketNumber: null, status: null };
  return {
    escalated: !before.status && !!next.status,
    ticketNumber: before.ticketNumber ? null : next.ticketNumber,
    status: before.status === next.status ? null : next.status,
  };
}
