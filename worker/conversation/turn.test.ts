import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { AgentId, Body, ConversationId, EscalationReason, Message, SiteId } from "../../protocol/model.ts";
import { phrase } from "../bot/phrases.ts";
import type { BotReply } from "../bot/respond.ts";
import type { ConversationState } from "./state.ts";
import { turn } from "./turn.ts";
import { authorId, type Command, type TurnResult } from "./turn-types.ts";

const anna = { id: "a_anna" as AgentId, name: "Anna" };
const boris = { id: "a_boris" as AgentId, name: "Boris" };

/** A bot that answers, unless the text begins with "?": then it escalates for the reason behind it. */
function bot(text: string): BotReply {
  const reason = text.startsWith("?") ? (text.slice(1) as EscalationReason) : null;
  const body: Body = { kind: "phrase", phrase: phrase("clarify", {}, "en"), options: [{ pick: "a/b", label: "A" }] };
  const explanation = {
    kbVersion: "v",
    decision: reason ? ("escalate" as const) : ("answer" as const),
    terms: [],
    unknownTerms: [],
    hits: [],
    confidence: 0.5,
    answerThreshold: 0.5,
    clarifyThreshold: 0.2,
  };
  return { body, escalate: reason, explanation };
}

/** A conversation in memory: applies what turns return, as the object does. */
class Desk {
  state: ConversationState = {
    v: 1,
    workspace: "main",
    siteId: "demo" as SiteId,
    id: "c_0" as ConversationId,
    epoch: "e",
    floor: "bot",
    context: null,
    contact: null,
    ticket: null,
    syncedVersion: 0,
  };
  readonly log: Message[] = [];
  now = 1000;
  asked: string[] = [];
  mayWrite = true;
  #ids = 0;

  do(command: Command): TurnResult {
    this.now += 10;
    const result = turn(command, {
      now: this.now,
      state: this.state,
      settingsVersion: 1,
      mayWrite: () => this.mayWrite,
      respond: (input) => {
        this.asked.push(input.pick ?? input.text);
        return bot(input.text);
      },
      transcript: {
        heads: { public: this.of("public").length, internal: this.of("internal").length },
        find: (author, clientId) =>
          this.log.find((m) => authorId(m.author) === author && m.clientId === clientId) ?? null,
        recent: (count) => this.of("public").slice(-count),
      },
    });
    if (result.kind === "changed") {
      this.log.push(...result.entries);
      this.state = result.state;
    }
    return result;
  }

  id(): string {
    return `client-${++this.#ids}`;
  }
  says(text: string, choice?: { of: number; pick: string }): TurnResult {
    return this.do({ kind: "visitor_message", clientId: this.id(), text, choice, browser: "UA" });
  }
  replies(agent: typeof anna, text: string): TurnResult {
    return this.do({ kind: "agent_message", clientId: this.id(), agent, text });
  }
  claims(agent: typeof anna, expected: string | null = null): TurnResult {
    return this.do({ kind: "claim", clientId: this.id(), agent, expected });
  }
  of(stream: "public" | "internal"): Message[] {
    return this.log.filter((m) => m.stream === stream);
  }
}

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
    for (const kind of ["resolve", "return_to_bot"] as const) {
      expect(desk.do({ kind, clientId: desk.id(), agent: boris })).toMatchObject({ code: "not_owner", owner: anna });
    }
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
    const resolve = { kind: "resolve", clientId: "resolve-1", agent: anna } as const;
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
    desk.do({ kind: "resolve", clientId: desk.id(), agent: anna });
    expect(desk.state).toMatchObject({ floor: "nobody", ticket: { status: "resolved" } });
    desk.says("not yet");
    expect(desk.state).toMatchObject({ floor: "human", ticket: { status: "open", assignee: anna } });
    expect(desk.asked).toHaveLength(1);
    expect(desk.of("public").at(-1)?.body).toMatchObject({ phrase: { key: "reopened" } });
  });

  it("a farewell after resolving opens nothing again", () => {
    const desk = escalated();
    desk.claims(anna);
    desk.do({ kind: "resolve", clientId: desk.id(), agent: anna });
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
    fc.tuple(fc.constantFrom("resolve" as const, "return_to_bot" as const), fc.constantFrom(anna, boris)).map(
      ([kind, agent]) =>
        (d: Desk) =>
          d.do({ kind, clientId: d.id(), agent }),
    ),
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
