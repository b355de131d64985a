import { describe, expect, it } from "vitest";
import type { Ticket } from "../../protocol/model.ts";
import { anna, boris, Desk } from "../testing/desk.ts";
import type { TurnResult } from "./turn-types.ts";
import { visitorView } from "./view.ts";

/** How a conversation came to where it is; the last one is what `confirm` and `rate` meet. */
const PASTS: Record<string, (desk: Desk) => void> = {
  "with the bot": (desk) => void desk.says("works?"),
  escalated: (desk) => void desk.says("?nothing_found"),
  "taken over": (desk) => {
    desk.says("?nothing_found");
    desk.claims(anna);
  },
  resolved: (desk) => {
    PASTS["taken over"]?.(desk);
    desk.resolves(anna, "Restarted the printer.");
  },
  "handed back": (desk) => {
    PASTS["taken over"]?.(desk);
    desk.do({ kind: "return_to_bot", clientId: desk.id(), agent: anna });
  },
  closed: (desk) => {
    PASTS.resolved?.(desk);
    confirms(desk, true);
  },
  reopened: (desk) => {
    PASTS.resolved?.(desk);
    desk.says("it still fails");
  },
};

function past(name: string): Desk {
  const desk = new Desk();
  PASTS[name]?.(desk);
  return desk;
}

function confirms(desk: Desk, solved: boolean, clientId = desk.id()): TurnResult {
  return desk.do({ kind: "confirm", clientId, solved });
}

function rates(desk: Desk, stars: number, text = "", clientId = desk.id()): TurnResult {
  return desk.do({ kind: "rate", clientId, stars, text });
}

const closing = (desk: Desk) => visitorView(desk.state).closing;

describe("what a visitor may say, by what came before", () => {
  it.each([
    ["with the bot", "wrong_state", "wrong_state", "wrong_state"],
    ["escalated", "wrong_state", "wrong_state", "wrong_state"],
    ["taken over", "wrong_state", "wrong_state", "wrong_state"],
    ["handed back", "wrong_state", "wrong_state", "wrong_state"],
    ["reopened", "wrong_state", "wrong_state", "wrong_state"],
    ["resolved", "changed", "changed", "changed"],
    ["closed", "unchanged", "changed", "changed"],
  ])("%s: yes %s, no %s, stars %s", (name, yes, no, stars) => {
    const outcome = (result: TurnResult) => (result.kind === "refused" ? result.code : result.kind);
    expect(outcome(confirms(past(name), true))).toBe(yes);
    expect(outcome(confirms(past(name), false))).toBe(no);
    expect(outcome(rates(past(name), 5))).toBe(stars);
  });
});

describe("solved?", () => {
  it("yes closes it, silently for the visitor, and the inbox hears of it", () => {
    const desk = past("resolved");
    const publics = desk.of("public").length;
    expect(confirms(desk, true)).toMatchObject({ kind: "changed", sync: true });
    expect(desk.state).toMatchObject({ floor: "nobody", ticket: { status: "closed", confirmedAt: desk.now } });
    expect(desk.of("public")).toHaveLength(publics);
    expect(desk.of("internal").at(-1)).toMatchObject({
      author: { kind: "visitor" },
      body: { activity: { type: "confirmed" } },
    });
    expect(closing(desk)).toEqual({ summary: "Restarted the printer.", confirmed: true, rating: null });
  });

  it.each(["resolved", "closed"])("no opens it again from %s, with the agent it had", (name) => {
    const desk = past(name);
    expect(confirms(desk, false)).toMatchObject({ kind: "changed", sync: true });
    expect(desk.state).toMatchObject({
      floor: "human",
      ticket: { status: "open", assignee: anna, waitingSince: desk.now, resolvedAt: null, confirmedAt: null },
    });
    expect(desk.of("public").at(-1)?.body).toMatchObject({ phrase: { key: "reopened" } });
    expect(closing(desk)).toBeNull();
  });

  it.each([true, false])("%s, sent again after a lost acknowledgement, does not act twice", (solved) => {
    const desk = past("resolved");
    confirms(desk, solved, "confirm-1");
    const entries = desk.log.length;
    expect(confirms(desk, solved, "confirm-1")).toEqual({
      kind: "unchanged",
      acknowledgement: { clientId: "confirm-1" },
    });
    expect(desk.log).toHaveLength(entries);
    // Nor does it undo what came after it.
    if (solved) desk.says("no, it is back");
    else desk.resolves(anna);
    const { state } = desk;
    expect(confirms(desk, solved, "confirm-1").kind).toBe("unchanged");
    expect(desk.state).toBe(state);
  });

  it("a flood is refused and changes nothing", () => {
    const desk = past("resolved");
    desk.mayWrite = false;
    for (const result of [confirms(desk, true), confirms(desk, false), rates(desk, 1)]) {
      expect(result).toMatchObject({ kind: "refused", code: "too_many" });
    }
    expect(desk.state.ticket).toMatchObject({ status: "resolved" });
  });
});

describe("stars", () => {
  it("are kept, a later rating replaces them, the same one changes nothing", () => {
    const desk = past("closed");
    expect(rates(desk, 4, "fast", "rating-1")).toMatchObject({ kind: "changed", sync: true });
    expect(rates(desk, 4, "fast", "rating-1").kind).toBe("unchanged");
    expect(rates(desk, 4, "fast").kind).toBe("unchanged");
    expect(closing(desk)?.rating).toEqual({ stars: 4, text: "fast" });
    rates(desk, 5, "fast\ud800");
    expect(desk.state.ticket).toMatchObject({ status: "closed", rating: { stars: 5, text: "fast\ufffd" } });
    expect(rates(desk, 4, "fast", "rating-1").kind).toBe("unchanged");
    expect(desk.of("internal").slice(-2)).toMatchObject([
      { body: { activity: { type: "rated", stars: 4, text: "fast" } } },
      { body: { activity: { type: "rated", stars: 5 } } },
    ]);
  });
});

describe("solved again", () => {
  it("is asked about again: the stars of the first time were not for the second", () => {
    const desk = past("closed");
    rates(desk, 1, "too early");
    desk.says("It is broken again");
    expect(desk.state.ticket).toMatchObject({ status: "open", rating: { stars: 1 } });
    desk.resolves(anna, "Replaced it.");
    expect(closing(desk)).toEqual({ summary: "Replaced it.", confirmed: false, rating: null });
    rates(desk, 5);
    expect(
      desk.of("internal").filter(({ body }) => body.kind === "activity" && body.activity.type === "rated"),
    ).toHaveLength(2);
    desk.resolves(anna, "Replaced all of it.");
    expect(closing(desk)?.rating).toEqual({ stars: 5, text: "" });
  });
});

describe("what was done", () => {
  it("is said to the visitor while it is solved, and a new resolve replaces it", () => {
    const desk = past("reopened");
    expect(closing(desk)).toBeNull();
    desk.resolves(anna);
    expect(closing(desk)).toMatchObject({ summary: "", confirmed: false });
    expect(desk.resolves(anna).kind).toBe("unchanged");
    expect(desk.resolves(boris, "mine")).toMatchObject({ code: "not_owner" });
    desk.resolves(anna, "Replaced the cable.");
    expect(desk.resolves(anna, "Replaced the cable.").kind).toBe("unchanged");
    expect(closing(desk)).toMatchObject({ summary: "Replaced the cable." });
    expect(desk.of("public").at(-1)?.body).toMatchObject({
      phrase: { key: "resolved", params: { name: "Anna", summary: "Replaced the cable." } },
    });
  });

  it("said again in other words, the visitor's yes stands", () => {
    const desk = past("closed");
    desk.resolves(anna, "Restarted it twice.");
    expect(closing(desk)).toMatchObject({ summary: "Restarted it twice.", confirmed: true });
    expect(desk.state.ticket?.status).toBe("closed");
  });

  it("a ticket of the first version, which has no such fields, is shown and confirmed", () => {
    const desk = past("resolved");
    const { summary: _, confirmedAt: __, rating: ___, ...old } = desk.state.ticket as Ticket;
    desk.state = { ...desk.state, ticket: old };
    expect(closing(desk)).toEqual({ summary: "", confirmed: false, rating: null });
    confirms(desk, true);
    rates(desk, 3);
    expect(closing(desk)).toEqual({ summary: "", confirmed: true, rating: { stars: 3, text: "" } });
  });
});

describe("a solution to which nobody says anything", () => {
  const WEEK = 7 * 24 * 3_600_000;
  const later = (desk: Desk, ms: number) => {
    desk.now = (desk.state.ticket?.resolvedAt ?? 0) + ms;
    return desk.tick();
  };

  it("closes after seven days, once, with a line for agents only", () => {
    const desk = past("resolved");
    expect(later(desk, WEEK - 1)).toBe(false);
    expect(later(desk, WEEK)).toBe(true);
    expect(later(desk, WEEK)).toBe(false);
    expect(later(desk, 100 * WEEK)).toBe(false);
    expect(desk.state).toMatchObject({ floor: "nobody", ticket: { status: "closed", confirmedAt: null } });
    expect(desk.of("internal").map(({ body }) => body)).toEqual([
      { kind: "activity", activity: { type: "closed_unconfirmed" } },
    ]);
    expect(closing(desk)).toMatchObject({ confirmed: false });
  });

  it.each(["with the bot", "escalated", "taken over", "handed back", "closed", "reopened"])(
    "but nothing that is %s",
    (name) => {
      const desk = past(name);
      desk.now += 100 * WEEK;
      expect(desk.tick()).toBe(false);
    },
  );

  it("still may be said yes to, once, and a reply opens it again for the same agent", () => {
    const desk = past("resolved");
    later(desk, WEEK);
    expect(confirms(desk, true)).toMatchObject({ kind: "changed" });
    expect(confirms(desk, true)).toMatchObject({ kind: "unchanged" });
    expect(closing(desk)).toMatchObject({ confirmed: true });
    desk.says("it fails again");
    expect(desk.state).toMatchObject({ floor: "human", ticket: { status: "open", assignee: anna } });
  });

  it("counts from the last solution", () => {
    const desk = past("resolved");
    const first = desk.state.ticket?.resolvedAt ?? 0;
    desk.says("it still fails");
    desk.now = first + WEEK - 1_000;
    desk.resolves(anna);
    desk.now = first + WEEK;
    expect(desk.tick()).toBe(false);
    expect(later(desk, WEEK)).toBe(true);
  });
});
