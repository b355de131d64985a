import { expect, test } from "vitest";
import type { AgentId, ConversationId, SiteId, TicketSummary } from "../protocol/model.ts";
import { newsOf, waitingCount } from "./news.ts";

const me = "a_me" as AgentId;
const mine = { assignee: { id: me, name: "Me" } };
const theirs = { assignee: { id: "a_x" as AgentId, name: "X" } };
const NOW = 10_000_000;

function ticket(change: Partial<TicketSummary> = {}): TicketSummary {
  return {
    conversationId: "c_1" as ConversationId,
    siteId: "demo" as SiteId,
    version: 5,
    number: 7,
    status: "open",
    line: 1,
    priority: "normal",
    reason: "nothing_found",
    assignee: null,
    subject: "Where is it?",
    preview: { author: "visitor", text: "Hello?" },
    locale: "en",
    openedAt: NOW,
    updatedAt: NOW,
    waitingSince: NOW,
    ...change,
  };
}
const kind = (before: TicketSummary | undefined, after: TicketSummary) => newsOf(before, after, me, NOW)?.kind ?? null;
const older = { version: 4, updatedAt: NOW - 5 };

test.each<[string, TicketSummary | undefined, TicketSummary, string | null]>([
  ["a new ticket", undefined, ticket(), "waiting"],
  ["an old one that only now came into sight", undefined, ticket({ waitingSince: 1, openedAt: 1 }), null],
  ["the same once more", ticket(), ticket(), null],
  ["a further message while nobody has it", ticket(older), ticket(), null],
  ["back from the bot", ticket({ ...older, status: "waiting", waitingSince: null }), ticket(), "waiting"],
  ["a message in one's own", ticket({ ...older, ...mine }), ticket(mine), "message"],
  [
    "one's own answer",
    ticket({ ...older, ...mine }),
    ticket({ ...mine, preview: { author: "agent", text: "" } }),
    null,
  ],
  ["taken over by oneself: no new message", ticket({ version: 4 }), ticket(mine), null],
  ["a message in a colleague's", ticket({ ...older, ...theirs }), ticket(theirs), null],
  ["solved by a colleague", ticket(older), ticket({ ...theirs, status: "resolved", waitingSince: null }), null],
])("%s", (_, before, after, expected) => {
  expect(kind(before, after)).toBe(expected);
});

test("waiting for me: what nobody has, and where the visitor waits for my answer", () => {
  const known = [
    ticket({ conversationId: "c_1" as ConversationId }),
    ticket({ conversationId: "c_2" as ConversationId, ...mine }),
    ticket({ conversationId: "c_3" as ConversationId, ...mine, status: "waiting", waitingSince: null }),
    ticket({ conversationId: "c_4" as ConversationId, ...theirs }),
  ];
  // 12 with nobody, of which only one is on the first page.
  expect(waitingCount(12, known, me)).toBe(13);
});
