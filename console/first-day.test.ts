import { expect, test } from "vitest";
import type { FirstDay } from "../protocol/api.ts";
import { doneCount, isDone, isOwnMachine, snippet } from "./first-day.ts";

const nothing: FirstDay = {
  site: "shop",
  seen: [],
  knowledge: { own: false, articles: { en: 30 }, unfilled: 0 },
  hours: false,
  ways: false,
  agents: 1,
  tried: 0,
};

test("nothing is done at first, and everything can be", () => {
  expect(doneCount(nothing)).toBe(0);
  const all = {
    ...nothing,
    seen: [{ origin: "https://shop.example", listed: true, at: 1 }],
    knowledge: { own: true, articles: { en: 3 }, unfilled: 0 },
    hours: true,
    ways: true,
    agents: 2,
    tried: 3,
  };
  expect(doneCount(all)).toBe(6);
});

test("a page that may not use the chat is not done yet", () => {
  const seen = [{ origin: "https://shop.example", listed: false, at: 1 }];
  expect(isDone("widget", { ...nothing, seen })).toBe(false);
});

test("the snippet works on another origin and without JavaScript", () => {
  expect(snippet("https://help.example", "shop", "ru", "Помощь")).toContain(
    'server="https://help.example" site="shop">\n  <a href="https://help.example/help/shop/ru">Помощь</a>',
  );
});

test.each([
  ["https://shop.example", false],
  ["http://localhost:8788", true],
  ["http://127.0.0.1", true],
  ["http://[::1]:3000", true],
  ["https://localhost.shop.example", false],
])("%s is this machine only: %s", (origin, own) => {
  expect(isOwnMachine(origin)).toBe(own);
  expect(isDone("widget", { ...nothing, seen: [{ origin, listed: true, at: 1 }] })).toBe(!own);
});
