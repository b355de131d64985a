import { describe, expect, it } from "vitest";
import { MESSAGE_MAX_CODE_POINTS } from "../../protocol/limits.ts";
import type { Message } from "../../protocol/model.ts";
import { conversation } from "../objects.ts";
import { bindings, mintSession } from "../testing/session.ts";
import { lengthen } from "../testing/transcript.ts";
import type { Door, DoorKind } from "./door.ts";
import { type Agents, Room } from "./room.ts";

/** What the bot answers whatever the knowledge base holds. */
const GREETINGS = ["hello", "hi", "good morning", "good evening"];
const texts = (list: readonly Message[]) => list.flatMap((m) => (m.body.kind === "text" ? [m.body.text] : []));
const pages = (door: Door, stream = "public") =>
  door.frames
    .filter((f) => f.type === "messages.page" && f.stream === stream)
    .map(({ from, to, more }) => ({ from, to, more }));

export function messages(kind: DoorKind, agents: Agents): void {
  const room = new Room(kind);

  describe("messages", () => {
    it("who only looks is welcomed, and nothing is stored", async () => {
      const session = await mintSession();
      const visitor = await room.enter(session.conversationId, session);
      const welcome = await visitor.hello();
      expect(welcome).toMatchObject({ heads: { public: 0 }, conversation: { floor: "bot", status: null } });
      expect(welcome.epoch).toEqual(expect.any(String));
      expect(welcome.now).toEqual(expect.any(Number));
      expect(await conversation(bindings, session.conversationId).rowsWritten()).toEqual({});
    });

    it("are stored when they are acknowledged, and everybody gets them with their answer", async () => {
      const session = await mintSession();
      const [asking, other] = [await room.visitor(session), await room.visitor(session)];
      const answer = await asking.say("How do I reset my password?");
      expect(answer).toMatchObject({ type: "command.acknowledged", stream: "public", seq: 1, at: expect.any(Number) });
      const late = await room.enter(session.conversationId, session);
      expect(await late.hello()).toMatchObject({ heads: { public: 2 } });
      for (const door of [asking, other, late]) await door.when((held) => held.last("public") === 2);
      expect(asking.held.lists.public).toMatchObject([
        { seq: 1, author: { kind: "visitor" }, body: { text: "How do I reset my password?" } },
        { seq: 2, author: { kind: "bot" }, body: { kind: "answer", article: { id: "account/reset-password" } } },
      ]);
      expect(other.held.lists).toEqual(asking.held.lists);
      expect(late.held.lists).toEqual(asking.held.lists);
    });

    it("keep the order in which they were sent", async () => {
      const session = await mintSession();
      const visitor = await room.visitor(session);
      for (const text of GREETINGS) expect(await visitor.say(text)).toMatchObject({ type: "command.acknowledged" });
      await visitor.when((held) => held.last("public") === 8);
      const own = visitor.held.lists.public.filter((m) => m.author.kind === "visitor");
      expect(texts(own)).toEqual(GREETINGS);
      expect(visitor.held.lists.public.map((m) => m.seq)).toEqual([1, 2, 3, 4, 5, 6, 7, 8]);
    });

    it("sent again are acknowledged as before and there once; the same id with another text is a conflict", async () => {
      const session = await mintSession();
      const [first, second] = [await room.visitor(session), await room.visitor(session)];
      const clientId = "same-client-id";
      const answer = await first.say("hello there", { clientId });
      expect(answer).toMatchObject({ type: "command.acknowledged", seq: 1 });
      for (const door of [first, second]) {
        expect(await door.say("hello there", { clientId })).toEqual(answer);
        expect(await door.say("other", { clientId })).toMatchObject({ type: "command.refused", code: "conflict" });
      }
      await second.when((held) => held.last("public") === 2);
      const late = await room.visitor(session);
      await late.when((held) => held.last("public") === 2);
      expect(texts(late.held.lists.public)).toEqual(["hello there"]);
    });

    it.each([
      ["nothing", "", "empty"],
      ["white space", " \n\t\u2003 ", "empty"],
      ["one letter too many", "x".repeat(MESSAGE_MAX_CODE_POINTS + 1), "too_big"],
      ["one emoji too many", "😀".repeat(MESSAGE_MAX_CODE_POINTS + 1), "too_big"],
    ])("%s is refused by its id, and the door lives", async (_, text, code) => {
      const visitor = await room.visitor(await mintSession());
      const clientId = "too-much-or-little";
      expect(await visitor.say(text, { clientId })).toMatchObject({ type: "command.refused", clientId, code });
      expect(await visitor.say("hello")).toMatchObject({ type: "command.acknowledged", seq: 1 });
    });

    it.each([
      ["letters", "x".repeat(MESSAGE_MAX_CODE_POINTS)],
      ["emoji of four bytes", "😀".repeat(MESSAGE_MAX_CODE_POINTS)],
      ["letters with white space around", ` \n${"ж".repeat(MESSAGE_MAX_CODE_POINTS)}\n `],
    ])("of exactly as many code points as allowed come back whole: %s", async (_, text) => {
      const visitor = await room.visitor(await mintSession());
      expect(await visitor.say(text)).toMatchObject({ type: "command.acknowledged", seq: 1 });
      await visitor.when((held) => held.last("public") >= 1);
      expect(texts(visitor.held.lists.public)[0]).toBe(text.trim());
    });

    it("resume: what is missing and nothing else; another epoch or another past, everything", async () => {
      const session = await mintSession();
      const visitor = await room.visitor(session);
      const { epoch } = visitor.held;
      await visitor.say("hello");
      await visitor.say("hi");
      const back = async (have: number, of: string | null) => {
        const door = await room.enter(session.conversationId, session);
        expect(await door.hello({ public: have }, of)).toMatchObject({ heads: { public: 4 } });
        // What is lacking comes before the answer to this.
        await door.say(" ");
        return { pages: pages(door), same: door.held.epoch === epoch };
      };
      const everything = [{ from: 1, to: 4, more: false }];
      expect(await back(2, epoch)).toEqual({ pages: [{ from: 3, to: 4, more: false }], same: true });
      expect(await back(4, epoch)).toEqual({ pages: [], same: true });
      expect(await back(4, "another-epoch")).toEqual({ pages: everything, same: true });
      expect(await back(4, null)).toEqual({ pages: everything, same: true });
      // More than there is, of this very epoch: a copy from yesterday was put back, so everybody loads again.
      expect(await back(99, epoch)).toEqual({ pages: everything, same: false });
      await visitor.when((held) => held.epoch !== epoch && held.last("public") === 4);
    });

    it("resume for an agent: each stream by its own count", async () => {
      const { session } = await room.escalated();
      const agent = await room.agent(session, agents.anna);
      await agent.command({ type: "note.add", text: "first note" });
      await agent.command({ type: "note.add", text: "second note" });
      await agent.when((held) => held.last("internal") === 2);
      const { epoch } = agent.held;
      const back = await room.enter(session.conversationId, { cookie: agents.anna });
      const heads = { public: agent.held.last("public"), internal: 2 };
      expect(await back.hello({ public: heads.public, internal: 1 }, epoch)).toMatchObject({ heads });
      await back.command({ type: "note.add", text: " " });
      expect([pages(back), pages(back, "internal")]).toEqual([[], [{ from: 2, to: 2, more: false }]]);
    });

    it("more than a backlog: the gap is told, and older ones come on request", async () => {
      const session = await mintSession();
      await (await room.visitor(session)).say("first");
      await lengthen(session.conversationId, 450);
      const late = await room.visitor(session);
      await late.when((held) => held.last("public") === 450);
      expect(pages(late)).toEqual([
        { from: 251, to: 350, more: true },
        { from: 351, to: 450, more: false },
      ]);
      await late.tell({ type: "history.get", stream: "public", before: 251 });
      await late.when((held) => held.lists.public[0]?.seq === 151);
      expect(late.held.lists.public.map((m) => m.seq)).toEqual(Array.from({ length: 300 }, (_, i) => 151 + i));
    });

    it("broken Unicode becomes U+FFFD once, and is the same for everybody", async () => {
      const { session, visitor } = await room.escalated();
      const agent = await room.agent(session, agents.anna);
      const family = "👨‍👩‍👧 e\u0301 \u202Egpj.exe\u200B";
      await visitor.say(`a\uD800b ${family}`);
      const late = await room.visitor(session);
      for (const door of [visitor, agent, late]) {
        await door.when((held) => texts(held.lists.public).includes(`a\uFFFDb ${family}`));
      }
    });

    it("beyond the burst are refused by their id, and not stored", async () => {
      const session = await mintSession();
      const visitor = await room.visitor(session);
      const flood = await room.visitor(session, "socket");
      for (let i = 0; i < 200; i++) {
        await flood.tell({ type: "message.send", clientId: `flood-${i}-xx`, text: "thanks" });
      }
      await flood.until((f) => f.clientId === "flood-199-xx");
      // One a second comes back, so on a slow machine a few more get through.
      let answer = await visitor.say("too many 0");
      let tries = 1;
      for (; answer.type === "command.acknowledged" && tries < 40; tries++)
        answer = await visitor.say(`too many ${tries}`);
      expect(answer).toMatchObject({ type: "command.refused", code: "too_many" });
      const late = await room.visitor(session);
      await late.when((held) => held.last("public") > 0);
      expect(texts(late.held.lists.public)).not.toContain(`too many ${tries - 1}`);
    });
  });
}
