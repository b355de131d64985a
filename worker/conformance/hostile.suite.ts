import { describe, expect, it } from "vitest";
import { FRAME_MAX_BYTES } from "../../protocol/limits.ts";
import { mutate, signInAs } from "../testing/peer.ts";
import { mintSession } from "../testing/session.ts";
import type { DoorKind } from "./door.ts";
import { type Agents, knock, Room } from "./room.ts";

const utf8 = (...bytes: number[]) => new Uint8Array(bytes).buffer;

export function hostile(kind: DoorKind, agents: Agents): void {
  const room = new Room(kind);

  describe("bad input", () => {
    it.each([
      ["not JSON", "{", "bad_frame"],
      ["an array", "[]", "bad_frame"],
      ["null", "null", "bad_frame"],
      ["a string", '"message.send"', "bad_frame"],
      ["bytes that are no text", utf8(0xff, 0xfe, 0x00, 0x80), "bad_frame"],
      ["deep nesting", "[".repeat(30_000), "bad_frame"],
      [
        "deep nesting that is JSON",
        `{"type":"message.send","text":${"[".repeat(9_000)}${"]".repeat(9_000)}}`,
        "bad_frame",
      ],
      ["no type", "{}", "unknown_type"],
      ["an unknown type", '{"type":"ticket.steal"}', "unknown_type"],
      ["a type of the prototype", '{"type":"constructor"}', "unknown_type"],
      [
        "a prototype",
        '{"type":"message.send","__proto__":{"isAgent":true},"constructor":{"prototype":{"isAgent":true}}}',
        "bad_frame",
      ],
    ])("%s: an error, nothing stored, the door lives", async (_, data, code) => {
      const visitor = await room.visitor(await mintSession());
      expect(await visitor.raw(data)).toMatchObject({ type: "error", code });
      expect(({} as { isAgent?: boolean }).isAgent).toBeUndefined();
      expect(await visitor.say("still here")).toMatchObject({ type: "command.acknowledged", seq: 1 });
    });

    it("of a frame that names its id, the id is refused", async () => {
      const visitor = await room.visitor(await mintSession());
      const refused = await visitor.command({ type: "message.send", text: 7, clientId: "seven-is-no-text" });
      expect(refused).toMatchObject({ type: "command.refused", code: "bad_frame", clientId: "seven-is-no-text" });
    });

    it("with a key twice, the last one holds", async () => {
      const visitor = await room.visitor(await mintSession());
      const twice = '{"type":"message.send","clientId":"key-twice","text":"first","text":"second"}';
      expect(await visitor.raw(twice, "key-twice")).toMatchObject({ type: "command.acknowledged", seq: 1 });
      await visitor.when((held) => held.last("public") >= 1);
      expect(visitor.held.lists.public[0]).toMatchObject({ body: { text: "second" } });
    });

    it("forged author, role, seq, time and stream are ignored", async () => {
      const visitor = await room.visitor(await mintSession());
      const forged = { author: { kind: "agent", name: "Boss" }, role: "agent", seq: 99, at: 1, stream: "internal" };
      expect(await visitor.say("me", forged)).toMatchObject({ stream: "public", seq: 1 });
      await visitor.when((held) => held.last("public") >= 1);
      const [message] = visitor.held.lists.public;
      expect(message).toMatchObject({ seq: 1, stream: "public", author: { kind: "visitor" } });
      expect(message?.at).toBeGreaterThan(1);
    });

    it("an agent's verbs are unknown to a visitor's door, and the other way round", async () => {
      const { session, visitor } = await room.escalated();
      const unknown = { type: "command.refused", code: "unknown_type" };
      expect(await visitor.command({ type: "ticket.claim", expected: null })).toMatchObject(unknown);
      expect(await visitor.command({ type: "note.add", text: "hi" })).toMatchObject(unknown);
      const agent = await room.agent(session, agents.anna);
      expect(await agent.command({ type: "contact.set", contact: "a@b.example" })).toMatchObject(unknown);
      expect(await agent.command({ type: "ticket.confirm", solved: true })).toMatchObject(unknown);
      expect(agent.held.ticket?.ticket).toMatchObject({ assignee: null, contact: null });
    });

    it("a frame of as many bytes as allowed is read, one byte more is too big", async () => {
      const session = await mintSession();
      const visitor = await room.visitor(session);
      const frame = (bytes: number) => {
        const head = '{"type":"message.send","clientId":"as-big-as-allowed","text":"hi","pad":"';
        return `${head}${"x".repeat(bytes - head.length - 2)}"}`;
      };
      expect(await visitor.raw(frame(FRAME_MAX_BYTES), "as-big-as-allowed")).toMatchObject({ seq: 1 });
      expect(await visitor.raw(frame(FRAME_MAX_BYTES + 1))).toMatchObject({ type: "error", code: "too_big" });
      // Two bytes in UTF-8, one unit in JavaScript.
      const again = await room.visitor(session);
      expect(await again.raw(`{"type":"${"ж".repeat(FRAME_MAX_BYTES / 2)}"}`)).toMatchObject({ code: "too_big" });
      const late = await room.visitor(session);
      await late.when((held) => held.last("public") >= 1);
      expect(late.held.lists.public.filter((m) => m.author.kind === "visitor")).toHaveLength(1);
    });
  });

  describe("credentials", () => {
    it("of another conversation, of none, of a foreign page: refused as the session route says", async () => {
      const [mine, other] = [await mintSession(), await mintSession()];
      const all = (code: string) => Array.from({ length: kind === "socket" ? 1 : 2 }, () => code);
      expect(await knock(kind, other.conversationId, { token: mine.token })).toEqual(all("404 not_found"));
      expect(await knock(kind, "nonsense", { token: mine.token })).toEqual(all("404 not_found"));
      expect(await knock(kind, mine.conversationId, { token: `${mine.token}x` })).toEqual(all("401 unauthorized"));
      for (const origin of ["https://evil.example", "null", "https://shop.example.evil.com", "https://other.example"]) {
        const refused = await knock(kind, mine.conversationId, { token: mine.token, origin });
        expect(refused).toEqual(all("403 forbidden_origin"));
      }
      const unknown = (await mintSession()).conversationId;
      expect(await knock(kind, unknown, { cookie: agents.anna })).toEqual(all("404 not_found"));
      expect(await knock(kind, unknown, { cookie: `__Host-deskbell=${"x".repeat(43)}` })).toEqual(
        all("401 unauthorized"),
      );
      expect(await knock(kind, mine.conversationId, { token: mine.token })).toEqual(all("open"));
    });

    it("that end while connected end the door", async () => {
      // Within the tolerance between two clocks one gets in, and is put out at the first word.
      const expired = await mintSession({ expiresAt: Date.now() - 30_000 });
      const visitor = await room.enter(expired.conversationId, expired);
      const answered = visitor.say("too late").catch(() => null);
      expect(await visitor.untilEnded()).toBe("unauthorized");
      expect(await Promise.race([answered, scheduler.wait(0)])).not.toMatchObject({ type: "command.acknowledged" });
      const { session } = await room.escalated();
      const cookie = await signInAs("Anna");
      const agent = await room.agent(session, cookie);
      expect((await mutate("/v1/console/sign-out", {}, { Cookie: cookie })).status).toBe(204);
      expect(await agent.untilEnded()).toBe("unauthorized");
    });
  });
}
