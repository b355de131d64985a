import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { anna, boris, Desk } from "../testing/desk.ts";

describe("a visitor's message", () => {
  it("is stored together with the bot's answer", () => {
    const desk = new Desk();
    expect(desk.says("  hello ")).toMatchObject({
      kind: "changed",
      acknowledgement: { stream: "public", seq: 1 },
      sync: false,
    });
    expect(desk.log).toMatchObject([
      { seq: 1, author: { kind: "visitor" }, body: { text: "hello" } },
      { seq: 2, author: { kind: "bot" }, explanation: { decision: "answer" } },
    ]);
  });

  it("is one message however often it is sent, and a conflict with another text", () => {
    const desk = new Desk();
    const send = (text: string) => desk.do({ kind: "visitor_message", clientId: "same-id-1", text, browser: "" });
    send("one");
    expect(send("one")).toMatchObject({ kind: "unchanged", acknowledgement: { seq: 1 } });
    expect(send("two")).toMatchObject({ kind: "refused", code: "conflict" });
    expect(desk.of("public")).toHaveLength(2);
  });

  it.each([
    ["   ", "empty"],
    ["", "empty"],
    ["😀".repeat(4001), "too_big"],
  ])("%# is refused", (text, code) => {
    const desk = new Desk();
    expect(desk.says(text)).toMatchObject({ kind: "refused", code });
    expect(desk.log).toEqual([]);
  });

  it("is refused when there are too many, but a repeat of a stored one is not", () => {
    const desk = new Desk();
    const send = (clientId: string) => desk.do({ kind: "visitor_message", clientId, text: "hi", browser: "" });
    send("first-one");
    desk.mayWrite = false;
    expect(send("second-one")).toMatchObject({ kind: "refused", code: "too_many" });
    expect(send("first-one")).toMatchObject({ kind: "unchanged" });
  });

  it("has a length in code points, not in units", () => {
    expect(new Desk().says("😀".repeat(4000)).kind).toBe("changed");
  });

  it("stores lone surrogates as U+FFFD, the same for everybody", () => {
    const desk = new Desk();
    desk.says("a\ud800b");
    expect(desk.log[0]?.body).toMatchObject({ text: "a\ufffdb" });
  });

  it("counts a button only if the bot offered it", () => {
    const desk = new Desk();
    desk.says("question");
    desk.says("A", { of: 2, pick: "a/b" });
    desk.says("B", { of: 2, pick: "x/y" });
    desk.says("C", { of: 1, pick: "a/b" });
    desk.says("Human", { of: 0, pick: "human" });
    desk.says("No", { of: 0, pick: "no" });
    expect(desk.asked).toEqual(["question", "a/b", "B", "C", "human", "No"]);
  });
});

describe("escalation", () => {
  it("opens the ticket, passes the floor to humans, and silences the bot", () => {
    const desk = new Desk();
    desk.says("works?");
    expect(desk.says("?nothing_found")).toMatchObject({ sync: true });
    expect(desk.state).toMatchObject({
      floor: "human",
      ticket: { status: "open", reason: "nothing_found", subject: "?nothing_found", waitingSince: desk.now },
    });
    desk.says("still there?");
    expect(desk.asked).toHaveLength(2);
    expect(desk.log.at(-1)?.author.kind).toBe("visitor");
  });

  it("says when agents answer, by the site's hours", () => {
    const desk = new Desk();
    desk.hours = {
      timeZone: "Europe/Moscow",
      zoneLabel: { en: "Moscow", ru: "Мск" },
      week: Array.from({ length: 7 }, () => [{ from: "09:00", to: "18:00" }]),
      holidays: [],
    };
    desk.now = Date.parse("2026-11-23T20:00:00Z");
    desk.says("?nothing_found");
    expect(desk.of("public").at(-1)?.body).toMatchObject({
      phrase: {
        params: { when: "Agents answer tomorrow from 9:00 (Moscow)." },
        text: expect.stringContaining("The reply will be here. Agents answer tomorrow from 9:00 (Moscow). If you have"),
      },
    });
  });

  it("has for its subject the last real question when the visitor asked for a human", () => {
    const desk = new Desk();
    desk.says("my invoice is wrong");
    desk.says("?asked_for_human");
    expect(desk.state.ticket?.subject).toBe("my invoice is wrong");
  });

  it.each([
    ["anna@shop.example", "changed"],
    ["+7 (912) 345-67-89", "changed"],
    ["not an address", "refused"],
    ["a@b", "refused"],
    ["12", "refused"],
  ])("contact %s: %s", (contact, kind) => {
    expect(new Desk().do({ kind: "contact", clientId: "contact-id", contact }).kind).toBe(kind);
  });

  it("carries the contact, given before or after", () => {
    const desk = new Desk();
    desk.do({ kind: "contact", clientId: desk.id(), contact: "a@shop.example" });
    desk.says("?nothing_found");
    expect(desk.state.ticket?.contact).toBe("a@shop.example");
    desk.do({ kind: "contact", clientId: desk.id(), contact: "+1 555 0100" });
    expect(desk.state.ticket?.contact).toBe("+1 555 0100");
    expect(desk.do({ kind: "contact", clientId: desk.id(), contact: "+1 555 0100" }).kind).toBe("unchanged");
    expect(desk.of("internal")).toHaveLength(2);
  });
});

describe("agents", () => {
  const escalated = () => {
    const desk = new Desk();
    desk.says("?nothing_found");
    return desk;
  };

  it("only the owner replies, resolves and hands back; the others are told who that is", () => {
    const desk = escalated();
    desk.claims(anna);
    expect(desk.claims(boris)).toMatchObject({ kind: "refused", code: "taken", owner: anna });
    const refused = { kind: "refused", code: "not_owner", owner: anna };
    expect(desk.resolves(boris)).toMatchObject(refused);
    expect(desk.do({ kind: "return_to_bot", clientId: desk.id(), agent: boris })).toMatchObject(refused);
    expect(desk.replies(boris, "hi")).toMatchObject({ kind: "refused", code: "not_owner", owner: anna });
    expect(desk.replies(anna, "hi").kind).toBe("changed");
  });

  it("anybody may note; a note is internal", () => {
    const desk = escalated();
    desk.do({ kind: "note", clientId: desk.id(), agent: boris, text: "vip" });
    expect(desk.of("internal")).toMatchObject([{ seq: 1, body: { kind: "note", text: "vip" }, author: boris }]);
  });

  it("a claim repeated after a lost acknowledgement changes nothing", () => {
    const desk = escalated();
    desk.claims(anna);
    const entries = desk.log.length;
    expect(desk.claims(anna).kind).toBe("unchanged");
    expect(desk.log).toHaveLength(entries);
  });

  it("a verb sent again late does not undo what came after it", () => {
    const desk = escalated();
    desk.claims(anna);
    const resolve = { kind: "resolve", clientId: "resolve-1", agent: anna, summary: "" } as const;
    desk.do(resolve);
    desk.says("no, it still does not work");
    expect(desk.do(resolve).kind).toBe("unchanged");
    expect(desk.state.ticket?.status).toBe("open");

    const first = { kind: "contact", clientId: "contact-1", contact: "a@shop.example" } as const;
    desk.do(first);
    desk.do({ ...first, clientId: "contact-2", contact: "b@shop.example" });
    expect(desk.do(first).kind).toBe("unchanged");
    expect(desk.state.contact).toBe("b@shop.example");
  });

  it("nothing to claim without a ticket", () => {
    expect(new Desk().claims(anna)).toMatchObject({ kind: "refused", code: "wrong_state" });
  });

  it("handed back, the bot answers again, and may escalate again into the same ticket", () => {
    const desk = escalated();
    desk.claims(anna);
    desk.do({ kind: "return_to_bot", clientId: desk.id(), agent: anna });
    expect(desk.state).toMatchObject({ floor: "bot", ticket: { status: "waiting", assignee: null } });
    desk.says("and this?");
    expect(desk.log.at(-1)?.author.kind).toBe("bot");
    desk.says("?said_no_twice");
    expect(desk.state).toMatchObject({ floor: "human", ticket: { status: "open", reason: "said_no_twice" } });
  });

  it("after resolving, the visitor's reply reopens and the bot stays silent", () => {
    const desk = escalated();
    desk.claims(anna);
    desk.resolves(anna);
    expect(desk.state).toMatchObject({ floor: "nobody", ticket: { status: "resolved" } });
    desk.says("not yet");
    expect(desk.state).toMatchObject({ floor: "human", ticket: { status: "open", assignee: anna } });
    expect(desk.asked).toHaveLength(1);
    expect(desk.of("public").at(-1)?.body).toMatchObject({ phrase: { key: "reopened" } });
  });

  it("a farewell after resolving opens nothing again", () => {
    const desk = escalated();
    desk.claims(anna);
    desk.resolves(anna);
    for (const text of ["Thank you, bye!", "спасибо, всё работает", "👍"]) desk.says(text);
    expect(desk.state).toMatchObject({ floor: "nobody", ticket: { status: "resolved" } });
    desk.says("thanks, but it still fails");
    expect(desk.state.ticket?.status).toBe("open");
  });
});

describe("whatever happens", () => {
  const step = fc.oneof(
    fc.constantFrom("hi", "how?", "?nothing_found", "?asked_for_human", " ").map((text) => (d: Desk) => d.says(text)),
    fc.constantFrom(anna, boris).map((a) => (d: Desk) => d.claims(a, d.state.ticket?.assignee?.id ?? null)),
    fc.constantFrom(anna, boris).map((a) => (d: Desk) => d.claims(a)),
    fc.constantFrom(anna, boris).map((a) => (d: Desk) => d.replies(a, "reply")),
    fc.constantFrom(anna, boris).map((agent) => (d: Desk) => d.resolves(agent)),
    fc.constantFrom(anna, boris).map((agent) => (d: Desk) => d.do({ kind: "return_to_bot", clientId: d.id(), agent })),
    fc.boolean().map((solved) => (d: Desk) => d.do({ kind: "confirm", clientId: d.id(), solved })),
    fc
      .integer({ min: 1, max: 5 })
      .map((stars) => (d: Desk) => d.do({ kind: "rate", clientId: d.id(), stars, text: "" })),
    fc.constant((d: Desk) => d.do({ kind: "note", clientId: d.id(), agent: anna, text: "n" })),
  );

  it("seqs are dense, the version never stands still over a change, and the bot never speaks while a human has the floor", () => {
    fc.assert(
      fc.property(fc.array(step, { maxLength: 30 }), (steps) => {
        const desk = new Desk();
        for (const act of steps) {
          const before = { floor: desk.state.floor, entries: desk.log.length, ticket: desk.state.ticket };
          const result = act(desk);
          const added = desk.log.slice(before.entries);
          if (before.floor !== "bot") expect(added.some((m) => m.author.kind === "bot")).toBe(false);
          if (desk.state.ticket !== before.ticket) {
            expect(added.length).toBeGreaterThan(0);
            expect(result).toMatchObject({ sync: true });
          }
          const solved = ["resolved", "closed"].includes(desk.state.ticket?.status ?? "");
          expect(solved).toBe(desk.state.floor === "nobody");
          if (desk.state.ticket?.assignee) expect(desk.state.floor).not.toBe("bot");
        }
        for (const stream of ["public", "internal"] as const) {
          expect(desk.of(stream).map((m) => m.seq)).toEqual(desk.of(stream).map((_, i) => i + 1));
        }
      }),
      { numRuns: 300 },
    );
  });
});
