import { expect, test } from "vitest";
import type { AgentId, Ticket } from "../protocol/model.ts";
import { verbsOf } from "./ticket-rules.ts";

const me = "a_me" as AgentId;
const other = { id: "a_anna" as AgentId, name: "Anna" };
const ticket = (change: Partial<Ticket>): { ticket: Ticket } => ({
  ticket: {
    number: 1,
    status: "open",
    line: 1,
    priority: "normal",
    reason: "nothing_found",
    assignee: null,
    subject: "",
    contact: null,
    openedAt: 0,
    waitingSince: 0,
    resolvedAt: null,
    settingsVersion: 1,
    ...change,
  },
});
const nothing = { reply: false, resolve: false, returnToBot: false };
const mine = { id: me, name: "Me" };

test.each([
  ["no ticket", { ticket: null }, { owner: { kind: "none" }, ...nothing }],
  ["nobody's", ticket({}), { owner: { kind: "free" }, ...nothing }],
  ["somebody else's", ticket({ assignee: other }), { owner: { kind: "theirs", ...other }, ...nothing }],
  ["mine", ticket({ assignee: mine }), { owner: { kind: "mine" }, reply: true, resolve: true, returnToBot: true }],
  [
    "mine, resolved",
    ticket({ assignee: mine, status: "resolved" }),
    { owner: { kind: "mine" }, ...nothing, reply: true },
  ],
  ["mine, closed", ticket({ assignee: mine, status: "closed" }), { owner: { kind: "mine" }, ...nothing, reply: true }],
] as const)("%s", (_, view, verbs) => {
  expect(verbsOf(view, me)).toEqual(verbs);
});
