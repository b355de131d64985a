import { expect, test } from "vitest";
import type { AgentId, ConversationId, SiteId, TicketSummary } from "../protocol/model.ts";
import { looked, readSeen, SEEN_MAX, unreadOf, writeSeen } from "./seen-model.ts";

const me = "a_me" as AgentId;
const id = (n: number) => `c_${n}` as ConversationId;
const nothing = readSeen(null, me);

function ticket(version: number, change: Partial<TicketSummary> = {}): TicketSummary {
  return {
    conversationId: id(1),
    siteId: "demo" as SiteId,
    version,
    number: 1,
    status: "open",
    line: 1,
    priority: "normal",
    reason: "nothing_found",
    assignee: null,
    subject: "",
    preview: { author: "visitor", text: "" },
    locale: "en",
    openedAt: 1,
    updatedAt: 1,
    waitingSince: 1,
    ...change,
  };
}

test("what came since the last look is unread", () => {
  const seen = looked(nothing, id(1), 4);
  expect([3, 4, 7].map((v) => unreadOf(seen, ticket(v)))).toEqual([0, 0, 3]);
});

test.each([
  ["nobody's, waiting", ticket(2), "never"],
  ["nobody's, with the bot", ticket(2, { status: "waiting" }), 0],
  ["one's own", ticket(2, { assignee: { id: me, name: "Me" } }), "never"],
  ["a colleague's", ticket(2, { assignee: { id: "a_x" as AgentId, name: "X" } }), 0],
  ["solved", ticket(2, { status: "resolved" }), 0],
])("never looked at: %s", (_, summary, unread) => {
  expect(unreadOf(nothing, summary)).toBe(unread);
});

test("an older look does not undo a newer one", () => {
  const seen = looked(nothing, id(1), 4);
  expect(looked(seen, id(1), 3)).toBe(seen);
});

test("the oldest looks are forgotten, the freshest stay", () => {
  let seen = nothing;
  for (let n = 0; n < SEEN_MAX + 5; n++) seen = looked(looked(seen, id(n), 1), id(0), n + 1);
  expect(seen.versions.size).toBe(SEEN_MAX);
  expect([seen.versions.has(id(0)), seen.versions.has(id(1)), seen.versions.has(id(SEEN_MAX + 4))]).toEqual([
    true,
    false,
    true,
  ]);
  expect(readSeen(writeSeen(seen), me)).toEqual(seen);
});

test.each(["x", "[]", "null", "3", '{"agent":"a_me","versions":[1,["c",null]]}'])(
  "what is stored may be anything: %s",
  (json) => {
    expect(readSeen(json, me).versions.size).toBe(0);
  },
);

test("another agent at this browser begins anew", () => {
  expect(readSeen(writeSeen(looked(nothing, id(1), 4)), "a_x" as AgentId).versions.size).toBe(0);
});
