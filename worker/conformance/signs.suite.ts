import { describe, expect, it } from "vitest";
import { conversation } from "../objects.ts";
import { bindings } from "../testing/session.ts";
import type { Door, DoorKind } from "./door.ts";
import type { Frame, Held } from "./held.ts";
import { type Agents, Room } from "./room.ts";

/** What is said and never stored. */
export function signs(kind: DoorKind, agents: Agents): void {
  const room = new Room(kind);

  /** Says it; on HTTP again until somebody was just asking, since signs are not kept for who was not. */
  async function tell(from: Door, frame: Frame, to: Door, heard: (held: Held) => boolean): Promise<void> {
    await from.tell(frame);
    for (let i = 0; kind === "http" && !heard(to.held) && i < 1_000; i++) {
      await scheduler.wait(50);
      if (!heard(to.held)) await from.tell(frame);
    }
    await to.when(heard);
  }

  describe("typing, read marks and viewers", () => {
    it("reach the other side, and write no row", async () => {
      const { session, visitor } = await room.escalated();
      const agent = await room.agent(session, agents.anna);
      await agent.command({ type: "ticket.claim", expected: null });
      await visitor.when((held) => held.view?.agent?.name === "Anna");
      const object = conversation(bindings, session.conversationId);
      const before = (await object.rowsWritten()).messages;

      const typing = (by: string, on: boolean) => (held: Held) =>
        held.typing.some((t) => t.on === on && t.who.kind === by);
      await tell(visitor, { type: "typing.set", on: true }, agent, typing("visitor", true));
      await tell(visitor, { type: "typing.set", on: false }, agent, typing("visitor", false));

      await tell(agent, { type: "typing.set", on: true }, visitor, typing("agent", true));
      // By name; the account is nobody's business.
      expect(visitor.held.typing.find((t) => t.who.kind === "agent")?.who).toEqual({ kind: "agent", name: "Anna" });

      const last = visitor.held.last("public");
      await tell(visitor, { type: "read.set", seq: last }, agent, (held) => held.read.visitor === last);
      await tell(agent, { type: "read.set", seq: last }, visitor, (held) => held.read.agent === last);
      // Backwards and beyond the end are nothing that anybody can have seen.
      await visitor.tell({ type: "read.set", seq: 1 });
      await visitor.tell({ type: "read.set", seq: last + 1_000 });
      if (kind === "socket") {
        // Marks are kept as long as those who set them are here; on HTTP nobody is, between two questions.
        const late = await room.agent(session, agents.boris);
        expect(late.held.read).toEqual({ visitor: last, agent: last });
      }

      expect((await object.rowsWritten()).messages).toBe(before);
    });

    it("agents see who looks, visitors do not", async () => {
      const { session, visitor } = await room.escalated();
      const anna = await room.agent(session, agents.anna);
      await anna.when((held) => held.viewers.map((v) => v.name).join() === "Anna");
      const boris = await room.agent(session, agents.boris, "socket");
      for (const door of [anna, boris]) {
        await door.when(
          (held) =>
            held.viewers
              .map((v) => v.name)
              .sort()
              .join() === "Anna,Boris",
        );
      }
      await boris.close();
      await anna.when((held) => held.viewers.map((v) => v.name).join() === "Anna");
      expect(JSON.stringify(visitor.frames)).not.toMatch(/viewers|Boris/);
    });

    it("an agent who has not taken it types unseen by the visitor, and seen by colleagues", async () => {
      const { session, visitor } = await room.escalated();
      const anna = await room.agent(session, agents.anna);
      const boris = await room.agent(session, agents.boris);
      await anna.command({ type: "ticket.claim", expected: null });
      const typing = (held: Held) => held.typing.some((t) => t.who.kind === "agent" && t.who.name === "Boris");
      await tell(boris, { type: "typing.set", on: true }, anna, typing);
      await visitor.say("hello?");
      expect(JSON.stringify(visitor.frames)).not.toContain("Boris");
    });
  });
}
