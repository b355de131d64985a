import { describe, expect, it } from "vitest";
import type { ConversationId, FileRef, SiteId } from "../../protocol/model.ts";
import { anna, Desk } from "../testing/desk.ts";
import { ticketDocument } from "./ticket-document.ts";
import { ticketUpsert } from "./view.ts";

const file = (n: number, name: string): FileRef => ({
  id: `f_${String(n).padStart(26, "0")}`,
  name,
  type: "image/png",
  size: 7,
  width: 2,
  height: 3,
});
const [ONE, TWO] = [file(1, "one.png"), file(2, "two.png")] as const;

function desk(): Desk {
  const made = new Desk();
  made.files = [ONE, TWO];
  return made;
}
const sends = (to: Desk, text: string, files: string[], clientId = to.id()) =>
  to.do({ kind: "visitor_message", clientId, text, files, browser: "UA" });

describe("a visitor's files", () => {
  it("stand in the message in the order in which they were named", () => {
    const d = desk();
    expect(sends(d, "look", [TWO.id, ONE.id]).kind).toBe("changed");
    expect(d.log[0]?.body).toEqual({ kind: "text", text: "look", files: [TWO, ONE] });
  });

  it("need no text; without both there is nothing to send", () => {
    const d = desk();
    expect(sends(d, " \n ", [ONE.id]).kind).toBe("changed");
    expect(d.log[0]?.body).toEqual({ kind: "text", text: "", files: [ONE] });
    expect(sends(d, " ", [])).toMatchObject({ kind: "refused", code: "empty" });
  });

  it("a message without any is what it was", () => {
    const d = desk();
    sends(d, "hello", []);
    d.says("hello again");
    expect(d.log[0]?.body).toEqual({ kind: "text", text: "hello" });
    expect(d.log[2]?.body).toEqual({ kind: "text", text: "hello again" });
  });

  it("of which one cannot be sent: nothing is", () => {
    const d = desk();
    d.files = [ONE];
    expect(sends(d, "look", [ONE.id, TWO.id])).toMatchObject({ kind: "refused", code: "not_found" });
    expect(d.log).toEqual([]);
  });

  it("sent again under the same id are acknowledged; other ones are a conflict", () => {
    const d = desk();
    sends(d, "look", [ONE.id], "client-x-1");
    d.files = [];
    expect(sends(d, "look", [ONE.id], "client-x-1")).toMatchObject({ kind: "unchanged", acknowledgement: { seq: 1 } });
    for (const [text, files] of [
      ["look", []],
      ["look", [TWO.id]],
      ["look", [ONE.id, TWO.id]],
      ["see", [ONE.id]],
    ] as const)
      expect(sends(d, text, [...files], "client-x-1")).toMatchObject({ kind: "refused", code: "conflict" });
    expect(d.of("public")).toHaveLength(2);
  });

  it("count as a message does", () => {
    const d = desk();
    d.mayWrite = false;
    expect(sends(d, "look", [ONE.id])).toMatchObject({ kind: "refused", code: "too_many" });
  });
});

describe("an agent's files", () => {
  it("come with or without text, from the owner alone, and pass over the bot", () => {
    const d = desk();
    d.says("?asked_for_human");
    d.claims(anna);
    const reply = (agent: typeof anna) =>
      d.do({ kind: "agent_message", clientId: d.id(), agent, text: "", files: [TWO.id] });
    expect(reply({ ...anna, id: "a_other" as typeof anna.id })).toMatchObject({ kind: "refused", code: "not_owner" });
    expect(reply(anna).kind).toBe("changed");
    expect(d.of("public").at(-1)?.body).toEqual({ kind: "text", text: "", files: [TWO] });
    d.files = [];
    expect(reply(anna)).toMatchObject({ kind: "refused", code: "not_found" });
  });
});

describe("where words are needed", () => {
  it("the name of the file stands: subject, preview, search", () => {
    const d = desk();
    // The bot of these tests escalates at "?": here the button does.
    sends(d, "", [ONE.id, TWO.id]);
    expect(d.asked).toEqual([""]);
    d.says("?asked_for_human");
    const { ticket } = d.state;
    if (!ticket) throw new Error("no ticket");
    expect(ticketDocument({ subject: "s", contact: null }, d.of("public").reverse())).toContain("one.png, two.png");
    const state = { ...d.state, id: "c_0" as ConversationId, siteId: "demo" as SiteId };
    const more = { generation: "", aheadMs: 0 };
    const upsert = ticketUpsert(state, { public: 1, internal: 0 }, d.log[0] ?? null, more);
    expect(upsert?.preview).toEqual({ author: "visitor", text: "one.png, two.png" });
  });

  it("text goes before names", () => {
    const d = desk();
    sends(d, "?nothing_found", [ONE.id]);
    expect(d.state.ticket?.subject).toBe("?nothing_found");
    const upsert = ticketUpsert(d.state, { public: 1, internal: 0 }, d.log[0] ?? null, { generation: "", aheadMs: 0 });
    expect(upsert?.preview.text).toBe("?nothing_found");
  });
});
