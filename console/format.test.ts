import { expect, test } from "vitest";
import { dateLocale, dayName, spanSince, timeInZone } from "./format.ts";

const MINUTE = 60_000;

test.each([
  [0, { days: 0, hours: 0, minutes: 0 }],
  [59_999, { days: 0, hours: 0, minutes: 0 }],
  [MINUTE, { days: 0, hours: 0, minutes: 1 }],
  [59 * MINUTE + 59_999, { days: 0, hours: 0, minutes: 59 }],
  [60 * MINUTE, { days: 0, hours: 1, minutes: 0 }],
  [24 * 60 * MINUTE - 1, { days: 0, hours: 23, minutes: 59 }],
  [(3 * 1440 + 4 * 60 + 5) * MINUTE, { days: 3, hours: 4, minutes: 5 }],
])("a wait of %i ms", (ms, span) => {
  expect(spanSince(1_000_000, 1_000_000 + ms)).toEqual(span);
});

test("a ticket from a clock ahead of ours has waited no time, not less", () => {
  expect(spanSince(2_000_000, 1_000_000)).toEqual({ days: 0, hours: 0, minutes: 0 });
});

test("dates are written the way the reader prefers within the interface language", () => {
  expect(dateLocale("en", ["ru-RU", "en-GB", "en-US"])).toBe("en-GB");
  expect(dateLocale("ru", ["en-GB"])).toBe("ru");
  expect(dateLocale("en", ["eng-XX"])).toBe("en");
});

test("days are named by the reader's calendar, also just after midnight", () => {
  const words = { today: "Today", yesterday: "Yesterday" };
  const now = new Date(2026, 2, 29, 0, 10).getTime();
  expect(dayName(new Date(2026, 2, 29, 0, 5).getTime(), now, "en", words)).toBe("Today");
  expect(dayName(new Date(2026, 2, 28, 0, 5).getTime(), now, "en", words)).toBe("Yesterday");
  expect(dayName(new Date(2026, 2, 27, 23, 59).getTime(), now, "en", words)).toContain("March 27, 2026");
});

test("the visitor's local time, and nothing for a zone that does not exist", () => {
  const at = Date.UTC(2026, 10, 21, 9, 30);
  expect(timeInZone(at, "Europe/Moscow", "en-GB")).toContain("12:30");
  expect(timeInZone(at, "Mars/Olympus<script>", "en-GB")).toBeNull();
  expect(timeInZone(at, "", "en-GB")).toBeNull();
});
