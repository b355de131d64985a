import { describe, expect, test } from "vitest";
import { isNews, noticeText, titleWith } from "./news-rules.ts";

describe("the page's title", () => {
  test.each([
    ["Prices", 2, "(2) Prices"],
    ["(2) Prices", 3, "(3) Prices"],
    ["(2) Prices", 0, "Prices"],
    ["Prices", 0, "Prices"],
    ["(new) Prices", 1, "(1) (new) Prices"],
  ])("%j with %i unread", (title, count, expected) => expect(titleWith(title, count)).toBe(expected));
});

test("a notification is one line of whole letters", () => {
  expect(noticeText("  a\n b  ")).toBe("a b");
  expect(noticeText("😀".repeat(200))).toBe(`${"😀".repeat(139)}…`);
});

test("a message is told once, and not when a tab has shown it", () => {
  expect(isNews(5, { told: 4, seen: 4 })).toBe(true);
  expect(isNews(5, { told: 5, seen: 4 })).toBe(false);
  expect(isNews(5, { told: 0, seen: 5 })).toBe(false);
});
