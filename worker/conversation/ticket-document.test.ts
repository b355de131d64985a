import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { Author, Message } from "../../protocol/model.ts";
import { anna, Desk } from "../testing/desk.ts";
import { DOCUMENT_MAX, ticketDocument, wantsDocument } from "./ticket-document.ts";

const said = (text: string, author: Author = { kind: "visitor" }): Message => ({
  stream: "public",
  seq: 1,
  at: 1,
  author,
  body: { kind: "text", text },
});

describe("a ticket's words", () => {
  it("are its subject, its contact and what people said, in order; not the bot's", () => {
    const desk = new Desk();
    desk.do({ kind: "contact", clientId: desk.id(), contact: "a@shop.example" });
    desk.says("printer on fire");
    desk.says("?nothing_found");
    desk.claims(anna);
    desk.do({ kind: "note", clientId: desk.id(), agent: anna, text: "SECRET" });
    desk.replies(anna, "water is on its way");
    const { ticket } = desk.state;
    expect(ticket && ticketDocument(ticket, desk.of("public").toReversed())).toBe(
      ["?nothing_found", "a@shop.example", "printer on fire", "?nothing_found", "water is on its way"].join("\n"),
    );
  });

  it("keep the newest where there is no room for all, and read no further", () => {
    let read = 0;
    function* endless() {
      for (;;) {
        read += 1;
        yield said(`${read} ${"x".repeat(995)}`);
      }
    }
    const text = ticketDocument({ subject: "subject", contact: null }, endless());
    expect([...text].length).toBeLessThanOrEqual(DOCUMENT_MAX);
    expect(text.startsWith("subject\n")).toBe(true);
    expect(text).toContain("\n1 x");
    expect(text).not.toContain("\n12 x");
    expect(read).toBeLessThan(12);
  });

  it("never exceed their bound, in code points, whatever was said", () => {
    fc.assert(
      fc.property(
        fc.string({ unit: "grapheme", maxLength: 50 }),
        fc.array(fc.tuple(fc.string({ unit: "grapheme" }), fc.integer({ min: 1, max: 4_000 }))),
        (subject, parts) => {
          const messages = parts.map(([text, times]) => said([...text.repeat(times)].slice(0, 4_000).join("")));
          const text = ticketDocument({ subject, contact: "c" }, messages);
          expect([...text].length).toBeLessThanOrEqual(DOCUMENT_MAX);
        },
      ),
      { numRuns: 50 },
    );
  });

  it("go to the Inbox at each escalation and each solution, and at nothing else", () => {
    const desk = new Desk();
    const wants = (act: () => unknown) => {
      const before = desk.state;
      act();
      return wantsDocument(before, desk.state);
    };
    expect(wants(() => desk.says("hello"))).toBe(false);
    expect(wants(() => desk.says("?nothing_found"))).toBe(true);
    expect(wants(() => desk.says("more"))).toBe(false);
    expect(wants(() => desk.claims(anna))).toBe(false);
    expect(wants(() => desk.replies(anna, "hi"))).toBe(false);
    expect(wants(() => desk.resolves(anna, "done"))).toBe(true);
    expect(wants(() => desk.do({ kind: "rate", clientId: desk.id(), stars: 5, text: "" }))).toBe(false);
    expect(wants(() => desk.says("no, it fails"))).toBe(false);
    expect(wants(() => desk.resolves(anna, "done again"))).toBe(true);
    expect(wants(() => desk.claims(anna, anna.id))).toBe(false);
    expect(wants(() => desk.says("again, it fails"))).toBe(false);
    expect(wants(() => desk.do({ kind: "return_to_bot", clientId: desk.id(), agent: anna }))).toBe(false);
    expect(wants(() => desk.says("?said_no_twice"))).toBe(true);
  });
});
