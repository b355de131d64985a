import { expect, it } from "vitest";
import { leansOnEarlier, pointsBack } from "./follow-up.ts";

it.each([
  "and for the business plan?",
  "what about refunds there?",
  "how much is it?",
  "how long does it take",
  "And yearly?",
  "why?",
  "а на год?",
  "а для тарифа бизнес?",
  "а если я уже оплатил?",
  "сколько это стоит",
  "и как долго?",
  "а там?",
])("%s may lean on the question before", (text) => {
  expect(leansOnEarlier(text)).toBe(true);
});

it.each([
  "how do I cancel my order",
  "is there a free version",
  "are there discounts for schools",
  "I want to know how I can pay for this subscription with a card of my company",
  "как отменить заказ",
  "где мой счёт",
  "",
])("%s names its topic", (text) => {
  expect(leansOnEarlier(text)).toBe(false);
});

it("tells what cannot be understood alone from what only begins with and", () => {
  expect(pointsBack("how long does it take?")).toBe(true);
  expect(pointsBack("and where is my invoice?")).toBe(false);
});
