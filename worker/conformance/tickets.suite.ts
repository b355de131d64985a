import { describe, expect, it } from "vitest";
import { mintSession } from "../testing/session.ts";
import type { Door, DoorKind } from "./door.ts";
import { type Agents, Room } from "./room.ts";

const ACKNOWLEDGED = { type: "command.acknowledged" };
const claim = (agent: Door, expected: string | null = null) => agent.command({ type: "ticket.claim", expected });
const bytes = (door: Door) => JSON.stringify(door.frames);

export function tickets(kind: DoorKind, agents: Agents): void {
  const room = new Room(kind);

  /** A visitor's request that Anna has taken. */
  async function taken() {
    const { session, visitor } = await room.escalated();
    const agent = await room.agent(session, agents.anna);
    expect(await claim(agent)).toMatchObject(ACKNOWLEDGED);
    return { session, visitor, agent };
  }

  describe("requests", () => {
    it("go through their states, and each side sees what it may", async () => {
      const { session, visitor } = await room.escalated();
      expect(visitor.held.view).toMatchObject({ floor: "human", status: "received", agent: null, closing: null });
      const agent = await room.agent(session, agents.anna);
      expect(agent.held.ticket).toMatchObject({
        siteId: "demo",
        floor: "human",
        ticket: { status: "open", reason: "asked_for_human", assignee: null, number: visitor.held.view?.ticketNumber },
        context: { locale: "en", browser: expect.any(String) },
        person: null,
      });
      await claim(agent);
      await visitor.when((held) => held.view?.status === "in_progress" && held.view.agent?.name === "Anna");
      expect(await agent.say("Hello, Anna here")).toMatchObject(ACKNOWLEDGED);
      await visitor.when((held) => held.lists.public.at(-1)?.author.kind === "agent");
      await visitor.when((held) => held.view?.status === "waiting_for_you");
      expect(await visitor.say("How do I reset my password?")).toMatchObject(ACKNOWLEDGED);
      await visitor.when((held) => held.view?.status === "in_progress");
      expect(await agent.command({ type: "ticket.resolve", summary: "  Sent\na link. " })).toMatchObject(ACKNOWLEDGED);
      await visitor.when((held) => held.view?.status === "solved" && held.view.closing?.summary === "Sent a link.");
      await agent.when((held) => held.ticket?.ticket?.status === "resolved");
      // The bot said nothing after the human had the floor.
      const authors = visitor.held.lists.public.map((m) => m.author.kind);
      expect(authors).toEqual(["visitor", "bot", "system", "agent", "visitor", "system"]);
    });

    it("solved: yes closes it, stars are kept; no opens it again for the same agent", async () => {
      const { visitor, agent } = await taken();
      for (const early of [
        { type: "ticket.confirm", solved: true },
        { type: "rating.set", stars: 5, text: "" },
      ]) {
        expect(await visitor.command(early)).toMatchObject({ type: "command.refused", code: "wrong_state" });
      }
      await agent.command({ type: "ticket.resolve" });
      await visitor.when((held) => held.view?.status === "solved");
      expect(await visitor.command({ type: "ticket.confirm", solved: false })).toMatchObject(ACKNOWLEDGED);
      await agent.when(
        (held) => held.ticket?.ticket?.status === "open" && held.ticket.ticket.assignee?.name === "Anna",
      );
      await agent.command({ type: "ticket.resolve" });
      await visitor.when((held) => held.view?.status === "solved");
      expect(await visitor.command({ type: "ticket.confirm", solved: true })).toMatchObject(ACKNOWLEDGED);
      expect(await visitor.command({ type: "rating.set", stars: 4, text: "quick" })).toMatchObject(ACKNOWLEDGED);
      await visitor.when((held) => held.view?.closing?.confirmed === true && held.view.closing.rating?.stars === 4);
      await agent.when((held) => held.ticket?.ticket?.status === "closed" && held.ticket.ticket.rating?.stars === 4);
    });

    it("taken by one: the other is told who, and may not speak, solve or hand back", async () => {
      const { session, agent } = await taken();
      const other = await room.agent(session, agents.boris);
      const owner = { name: "Anna" };
      expect(await claim(other)).toMatchObject({ type: "command.refused", code: "taken", owner });
      for (const frame of [
        { type: "message.send", text: "me too" },
        { type: "ticket.resolve" },
        { type: "floor.return" },
      ]) {
        expect(await other.command(frame)).toMatchObject({ type: "command.refused", code: "not_owner", owner });
      }
      expect(await claim(agent)).toMatchObject(ACKNOWLEDGED);
      await agent.when((held) => held.ticket?.ticket?.assignee?.name === "Anna");
      // With the owner in view, it is a hand-over.
      expect(await claim(other, agent.held.ticket?.ticket?.assignee?.id)).toMatchObject(ACKNOWLEDGED);
      await agent.when((held) => held.ticket?.ticket?.assignee?.name === "Boris");
    });

    it("claimed by two at once: one wins, the other is told who", async () => {
      const { session } = await room.escalated();
      const both = [await room.agent(session, agents.anna), await room.agent(session, agents.boris)];
      const answers = await Promise.all(both.map((agent) => claim(agent)));
      expect(answers.map((f) => f.type).sort()).toEqual(["command.acknowledged", "command.refused"]);
      const winner = answers[0]?.type === "command.acknowledged" ? "Anna" : "Boris";
      expect(answers.find((f) => f.type === "command.refused")).toMatchObject({
        code: "taken",
        owner: { name: winner },
      });
    });

    it("handed back, the bot answers again", async () => {
      const { visitor, agent } = await taken();
      expect(await agent.command({ type: "floor.return" })).toMatchObject(ACKNOWLEDGED);
      await visitor.when((held) => held.view?.floor === "bot" && held.view.status === null);
      const before = visitor.held.last("public");
      await visitor.say("How do I reset my password?");
      await visitor.when((held) => held.last("public") === before + 2);
      expect(visitor.held.lists.public.at(-1)).toMatchObject({ author: { kind: "bot" }, body: { kind: "answer" } });
    });

    it("a verb sent again, late, changes nothing", async () => {
      const { visitor, agent } = await taken();
      const clientId = "hand-it-back";
      await agent.command({ type: "floor.return", clientId });
      await visitor.say("a human please", { choice: { of: 0, pick: "human" } });
      await visitor.when((held) => held.view?.floor === "human");
      expect(await agent.command({ type: "floor.return", clientId })).toMatchObject({ ...ACKNOWLEDGED, clientId });
      expect(await visitor.say("still a human?")).toMatchObject(ACKNOWLEDGED);
      await visitor.when((held) => held.lists.public.at(-1)?.author.kind === "visitor");
      expect(visitor.held.view?.floor).toBe("human");
    });

    it("notes, activities and explanations never reach the visitor", async () => {
      const { session, visitor, agent } = await taken();
      expect(await agent.command({ type: "note.add", text: "SECRET-NOTE" })).toMatchObject(ACKNOWLEDGED);
      expect(await visitor.command({ type: "contact.set", contact: "me@example.org" })).toMatchObject(ACKNOWLEDGED);
      await agent.when((held) => held.lists.internal.length >= 2);
      expect(agent.held.lists.internal.map((m) => m.body)).toEqual(
        expect.arrayContaining([
          { kind: "note", text: "SECRET-NOTE" },
          { kind: "activity", activity: { type: "contact_given", contact: "me@example.org" } },
        ]),
      );
      const late = await room.visitor(session);
      await late.tell({ type: "history.get", stream: "internal", before: 100 });
      await late.say("anything else?");
      for (const door of [visitor, late]) {
        await door.when((held) => held.last("public") === agent.held.last("public"));
        expect(bytes(door)).not.toMatch(/SECRET-NOTE|internal|explanation|kbVersion|confidence|contact_given/);
      }
      expect(bytes(agent)).toContain("kbVersion");
    });

    it("a contact is taken if one can be reached by it, before and after the request", async () => {
      const visitor = await room.visitor(await mintSession());
      await visitor.say("hello");
      expect(await visitor.command({ type: "contact.set", contact: "nobody" })).toMatchObject({ code: "bad_request" });
      expect(await visitor.command({ type: "contact.set", contact: "+49 30 1234567" })).toMatchObject(ACKNOWLEDGED);
      await visitor.when((held) => held.view?.hasContact === true);
    });
  });
}
