import { describe, expect, it } from "vitest";
import { MESSAGE_MAX_CODE_POINTS } from "../../protocol/limits.ts";
import { anna, Desk } from "../testing/desk.ts";

const CARD = "4111 1111 1111 1111";
const page = {
  locale: "en",
  timeZone: "Europe/Berlin",
  pageUrl: "https://shop.example/pay?card=4111111111111111",
  pageTitle: `Pay with ${CARD}`,
  referrer: "https://shop.example/4111111111111111",
  attributes: { order: "1042", card: CARD },
} as const;

/** Everything that the object would store. */
const stored = (desk: Desk) => JSON.stringify([desk.state, desk.log]).replaceAll(/[\s-]/g, "");

describe("card numbers", () => {
  it("are in nothing that people have written when it is stored, and the bot does not get them", () => {
    const desk = new Desk();
    const clientId = desk.id();
    desk.do({ kind: "visitor_message", clientId, text: `pay ${CARD}`, context: page, browser: "UA" });
    desk.says(`?no_answer ${CARD}`);
    desk.do({ kind: "contact", clientId: desk.id(), contact: `a@shop.example ${CARD}` });
    desk.do({ kind: "contact", clientId: desk.id(), contact: `+49 30 1234567, ${CARD}` });
    desk.claims(anna);
    desk.replies(anna, `did you mean ${CARD}?`);
    desk.do({ kind: "note", clientId: desk.id(), agent: anna, text: `wrote ${CARD}` });
    desk.resolves(anna, `took ${CARD} off`);
    desk.do({ kind: "rate", clientId: desk.id(), stars: 5, text: `thanks for ${CARD}` });
    expect(stored(desk)).not.toContain("411111");
    expect(desk.asked.join()).not.toContain("4111 1111 1111");
    expect(desk.log[0]?.body).toMatchObject({ text: "pay •••• 1111" });
    expect(desk.state.context?.pageUrl).toBe("https://shop.example/pay?card=•••• 1111");
    expect(desk.state.context?.attributes).toEqual({ order: "1042", card: "•••• 1111" });
    expect(desk.state.ticket).toMatchObject({
      subject: expect.stringContaining("•••• 1111"),
      contact: "+49 30 1234567, •••• 1111",
      summary: "took •••• 1111 off",
      rating: { text: "thanks for •••• 1111" },
    });
  });

  it("do not make a repeat another message: masked is compared with masked", () => {
    const desk = new Desk();
    const send = (text: string) => desk.do({ kind: "visitor_message", clientId: "same-id-1", text, browser: "" });
    send(`pay ${CARD}`);
    expect(send(`pay ${CARD}`)).toMatchObject({ kind: "unchanged" });
    // The widget masks what it keeps before it sends it.
    expect(send("pay •••• 1111")).toMatchObject({ kind: "unchanged" });
    expect(send("pay 5500 0000 0000 0004")).toMatchObject({ kind: "refused", code: "conflict" });
  });

  it("alone are no way to reach anybody", () => {
    const desk = new Desk();
    expect(desk.do({ kind: "contact", clientId: desk.id(), contact: CARD })).toMatchObject({ code: "bad_request" });
  });

  it("count for the length of a message as they were written", () => {
    const desk = new Desk();
    const text = `${CARD} ${"x".repeat(MESSAGE_MAX_CODE_POINTS - CARD.length)}`;
    expect(desk.says(text)).toMatchObject({ kind: "refused", code: "too_big" });
    expect(desk.says(text.slice(0, -1)).kind).toBe("changed");
  });
});
