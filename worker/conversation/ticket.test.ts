import { describe, expect, it } from "vitest";
import type { AgentId, Ticket } from "../../protocol/model.ts";
import * as tickets from "./ticket.ts";

const anna = { id: "a_anna" as AgentId, name: "Anna" };
const boris = { id: "a_boris" as AgentId, name: "Boris" };
const fresh = tickets.openTicket({
  now: 1000,
  reason: "nothing_found",
  subject: "?",
  contact: null,
  settingsVersion: 1,
});
const with_ = (part: Partial<Ticket>): Ticket => ({ ...fresh, ...part });

describe("claim is compare-and-set", () => {
  it.each([
    ["nobody has it, nobody expected", fresh, anna, null, "claimed"],
    ["somebody has it, nobody expected", with_({ assignee: boris }), anna, null, "taken"],
    ["somebody has it and is expected", with_({ assignee: boris }), anna, boris.id, "claimed"],
    ["somebody expected, nobody has it", fresh, anna, boris.id, "taken"],
    ["one's own, whatever was expected", with_({ assignee: anna }), anna, null, "already_yours"],
  ] as const)("%s", (_, ticket, agent, expected, kind) => {
    expect(tickets.claim(ticket, agent, expected).kind).toBe(kind);
  });

  it("tells the loser who has it", () => {
    expect(tickets.claim(with_({ assignee: boris }), anna, null)).toEqual({ kind: "taken", owner: boris });
  });

  it("takes a solved ticket up again", () => {
    const result = tickets.claim(with_({ status: "resolved", resolvedAt: 5, assignee: null }), anna, null);
    expect(result).toMatchObject({ ticket: { status: "open", assignee: anna, resolvedAt: null } });
  });
});

describe("who waits for whom", () => {
  it("an agent's reply stops the visitor's waiting, the visitor's reply begins it anew", () => {
    const replied = tickets.agentWrote(with_({ assignee: anna }));
    expect(replied).toMatchObject({ status: "waiting", waitingSince: null });
    expect(tickets.visitorWrote(replied, 9000)).toMatchObject({ status: "open", waitingSince: 9000 });
  });

  it("a second message of a waiting visitor does not reset the clock, nor make a new state to store", () => {
    expect(tickets.visitorWrote(fresh, 9000)).toBe(fresh);
  });

  it("a second reply of an agent makes no new state to store", () => {
    const replied = tickets.agentWrote(fresh);
    expect(tickets.agentWrote(replied)).toBe(replied);
  });

  it("a reply reopens what was solved", () => {
    const solved = tickets.resolveTicket(with_({ assignee: anna }), 5000, "done");
    expect(solved).toMatchObject({ status: "resolved", resolvedAt: 5000, waitingSince: null });
    expect(tickets.visitorWrote(solved, 6000)).toMatchObject({ status: "open", resolvedAt: null, waitingSince: 6000 });
  });

  it("a second escalation keeps the number and how long the visitor has waited", () => {
    const ticket = with_({ number: 7, assignee: anna });
    expect(tickets.escalateAgain(ticket, 9000, "said_no_twice", "new")).toMatchObject({
      number: 7,
      assignee: null,
      waitingSince: 1000,
      reason: "said_no_twice",
      subject: "new",
    });
  });
});

describe("the visitor reads four plain states", () => {
  it.each([
    [fresh, "received"],
    [with_({ assignee: anna }), "in_progress"],
    [with_({ status: "snoozed" }), "in_progress"],
    [with_({ status: "waiting" }), "waiting_for_you"],
    [with_({ status: "resolved" }), "solved"],
    [with_({ status: "closed" }), "solved"],
  ] as const)("%#", (ticket, status) => {
    expect(tickets.visitorStatus(ticket)).toBe(status);
  });
});
