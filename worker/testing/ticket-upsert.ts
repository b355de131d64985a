import type { ConversationId, SiteId } from "../../protocol/model.ts";
import type { TicketUpsert } from "../conversation/view.ts";

/** What a conversation would tell the Inbox: the n-th ticket, open, waiting since n. */
export function ticketUpsert(n: number, part: Partial<TicketUpsert> = {}): TicketUpsert {
  return {
    v: 1,
    conversationId: `c_0${String(n).padStart(26, "0")}` as ConversationId,
    siteId: "demo" as SiteId,
    version: 1,
    number: null,
    generation: "",
    aheadMs: 0,
    status: "open",
    line: 1,
    priority: "normal",
    reason: "nothing_found",
    assignee: null,
    subject: `q ${n}`,
    preview: { author: "visitor", text: "q" },
    locale: "en",
    openedAt: n,
    updatedAt: n,
    waitingSince: n,
    ...part,
  };
}
