import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { fresh } from "../testing/fresh.ts";
import { signUp } from "../testing/peer.ts";
import { DOORS } from "./door.ts";
import { hostile } from "./hostile.suite.ts";
import { messages } from "./messages.suite.ts";
import { type Agents, Room } from "./room.ts";
import { signs } from "./signs.suite.ts";
import { tickets } from "./tickets.suite.ts";

/* docs/protocol.md, held to on both doors. One desk for the whole file; every test has conversations of its own. */

const agents: Agents = { anna: "", boris: "" };
beforeAll(async () => {
  Object.assign(agents, await signUp());
});
afterAll(() => fresh());

describe.each(DOORS)("by %s:", (kind) => {
  messages(kind, agents);
  tickets(kind, agents);
  signs(kind, agents);
  hostile(kind, agents);
});

describe("both doors of one conversation", () => {
  const room = new Room("http");

  it("a visitor on HTTP, his other tab on a socket, an agent on HTTP and one on a socket: one list in one order", async () => {
    const { session, visitor } = await room.escalated();
    const tab = await room.visitor(session, "socket");
    const anna = await room.agent(session, agents.anna);
    const boris = await room.agent(session, agents.boris, "socket");
    expect(await anna.command({ type: "ticket.claim", expected: null })).toMatchObject({
      type: "command.acknowledged",
    });
    const said = await Promise.all(
      Array.from({ length: 5 }, (_, i) => [
        visitor.say(`http ${i}`),
        tab.say(`socket ${i}`),
        anna.say(`anna ${i}`),
      ]).flat(),
    );
    expect(said.map((f) => f.type)).toEqual(said.map(() => "command.acknowledged"));
    const last = Math.max(...said.map((f) => f.seq as number));
    const doors = [visitor, tab, anna, boris];
    for (const door of doors) await door.when((held) => held.last("public") === last);
    const order = doors.map(({ held }) =>
      held.lists.public.map(({ seq, at, author, body }) => ({ seq, at, author, body })),
    );
    for (const list of order) expect(list).toEqual(order[0]);
    expect(order[0]?.map((m) => m.seq)).toEqual(Array.from({ length: last }, (_, i) => i + 1));
    // A socket hears every message by itself; only the other door may need its next answer.
    expect([tab.held.skipped, boris.held.skipped]).toEqual([0, 0]);
  });
});
