import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { anna, boris, Desk } from "../testing/desk.ts";

/* Frames of several sockets come in any order; the queue lets one turn follow another. So a race is an order of turns. */

/** A ticket that was handed back: the bot has the floor, and an agent may take it over at any moment. */
function handedBack(): Desk {
  const desk = new Desk();
  desk.says("?nothing_found");
  desk.claims(anna);
  desk.do({ kind: "return_to_bot", clientId: desk.id(), agent: anna });
  return desk;
}

describe("the floor", () => {
  it("1 000 races of a take-over against visitors' messages: no bot message after it", () => {
    const act = fc.constantFrom("ask", "ask again", "?said_no_twice", "claim");
    fc.assert(
      fc.property(fc.array(act, { maxLength: 8 }), fc.array(act, { maxLength: 8 }), (before, after) => {
        const desk = handedBack();
        let claimedAt: number | null = null;
        for (const step of [...before, "claim", ...after]) {
          if (step !== "claim") desk.says(step);
          else if (desk.claims(boris).kind === "changed") claimedAt ??= desk.of("public").length;
        }
        expect(claimedAt).not.toBeNull();
        const later = desk.of("public").slice(claimedAt ?? 0);
        expect(later.filter(({ author }) => author.kind === "bot")).toEqual([]);
        // Every question before it has its answer in the very same commit.
        const earlier = desk.of("public").slice(3, (claimedAt ?? 0) - 1);
        earlier.forEach(({ author }, i) => {
          if (author.kind === "bot") expect(earlier[i - 1]?.author.kind).toBe("visitor");
        });
      }),
      { numRuns: 1_000 },
    );
  });

  it("1 000 times two agents claim at once: one wins, the other is told who, and there is one owner", () => {
    const claims = fc.array(fc.constantFrom(anna, boris), { minLength: 2, maxLength: 6 });
    fc.assert(
      fc.property(claims, (order) => {
        const desk = new Desk();
        desk.says("?nothing_found");
        const results = order.map((agent) => desk.claims(agent));
        const [winner] = order;
        results.forEach((result, i) => {
          if (i === 0) expect(result.kind).toBe("changed");
          else if (order[i] === winner) expect(result.kind).toBe("unchanged");
          else expect(result).toMatchObject({ kind: "refused", code: "taken", owner: winner });
        });
        expect(desk.state.ticket?.assignee).toEqual(winner);
        expect(desk.of("public").filter(({ body }) => JSON.stringify(body).includes("agent_joined"))).toHaveLength(1);
      }),
      { numRuns: 1_000 },
    );
  });
});

describe("the client's clock and the server's", () => {
  it("seqs rise however the server's clock jumps", () => {
    fc.assert(
      fc.property(fc.array(fc.constantFrom(-3_600_000, 0, 1, 86_400_000), { minLength: 2 }), (jumps) => {
        const desk = new Desk();
        desk.now = 1_700_000_000_000;
        for (const jump of jumps) {
          desk.now += jump;
          desk.says("hello");
        }
        expect(desk.of("public").map(({ seq }) => seq)).toEqual(desk.of("public").map((_, i) => i + 1));
      }),
    );
  });
});
