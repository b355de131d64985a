import { expect, test } from "vitest";
import type { ConversationId } from "../protocol/model.ts";
import { tellPage } from "./conversation-news.ts";

const id = "c_1" as ConversationId;
const bot = { id, status: null, ticketNumber: null };
const registering = { id, status: "received", ticketNumber: null } as const;
const received = { id, status: "received", ticketNumber: 7 } as const;
const handedBack = { id, status: null, ticketNumber: 7 };
const none = { escalated: false, ticketNumber: null, status: null };

type View = Parameters<typeof tellPage>[0]["conversation"];

/** What the page is told when one follows the other. */
function newsOf(before: View, next: View): typeof none | object {
  const said = { ...none };
  const talk = { phase: "online", since: 0, messages: { public: [], internal: [] } } as const;
  tellPage({ ...talk, conversation: before }, { ...talk, conversation: next }, (type, detail) => {
    if (type === "support-escalated") said.escalated = true;
    else Object.assign(said, detail && "number" in detail ? { ticketNumber: detail.number } : detail);
    return true;
  });
  return said;
}

test("an old conversation that was resumed is no news", () => {
  expect(newsOf(null, received)).toEqual(none);
  expect(newsOf(received, null)).toEqual(none);
  expect(newsOf(bot, { ...received, id: "c_2" as ConversationId })).toEqual(none);
});

test("escalation, then the number", () => {
  expect(newsOf(bot, registering)).toEqual({ escalated: true, ticketNumber: null, status: "received" });
  expect(newsOf(registering, received)).toEqual({ escalated: false, ticketNumber: 7, status: null });
  expect(newsOf(bot, received)).toEqual({ escalated: true, ticketNumber: 7, status: "received" });
});

test("handed back to the bot is none; escalated again is one, with the number that was told before", () => {
  expect(newsOf(received, handedBack)).toEqual(none);
  expect(newsOf(handedBack, handedBack)).toEqual(none);
  expect(newsOf(handedBack, received)).toEqual({ escalated: true, ticketNumber: null, status: "received" });
});
