import { expect, test } from "vitest";
import { newsOf } from "./conversation-news.ts";

const bot = { status: null, ticketNumber: null };
const registering = { status: "received", ticketNumber: null } as const;
const received = { status: "received", ticketNumber: 7 } as const;
const handedBack = { status: null, ticketNumber: 7 };
const none = { escalated: false, ticketNumber: null };

test("an old conversation that was resumed is no news", () => {
  expect(newsOf(null, received)).toEqual(none);
  expect(newsOf(received, null)).toEqual(none);
});

test("escalation, then the number", () => {
  expect(newsOf(bot, registering)).toEqual({ escalated: true, ticketNumber: null });
  expect(newsOf(registering, received)).toEqual({ escalated: false, ticketNumber: 7 });
  expect(newsOf(bot, received)).toEqual({ escalated: true, ticketNumber: 7 });
});

test("handed back to the bot is none; escalated again is one, with the number that was told before", () => {
  expect(newsOf(received, handedBack)).toEqual(none);
  expect(newsOf(handedBack, handedBack)).toEqual(none);
  expect(newsOf(handedBack, received)).toEqual({ escalated: true, ticketNumber: null });
});
