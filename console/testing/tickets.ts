import type { ConversationId, SiteId, TicketSummary } from "../../protocol/model.ts";

/** The n-th ticket: its number, and the n-th to begin to wait. */
export function ticket(n: number, change: Partial<TicketSummary> = {}): TicketSummary {
  return {
    conversationId: `c_${n}` as ConversationId,
    siteId: "demo" as SiteId,
    version: 1,
    number: n,
    status: "open",
    line: 1,
    priority: "normal",
    reason: "nothing_found",
    assignee: null,
    subject: `Question ${n}`,
    preview: { author: "visitor", text: "" },
    locale: "en",
    openedAt: n,
    updatedAt: n,
    waitingSince: n,
    ...change,
  };
}
