import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { ChatTimes } from "./chat-times.ts";

const at = (year: number, month: number, day: number, hour: number) => new Date(year, month - 1, day, hour).getTime();
const times = new ChatTimes();

beforeEach(() => {
  vi.useFakeTimers({ now: at(2026, 11, 22, 0) });
  vi.stubGlobal("navigator", { language: "en-GB" });
});
afterEach(() => {
  vi.useRealTimers();
  vi.unstubAllGlobals();
});

test.each([
  [at(2026, 11, 22, 0), "today", "сегодня"],
  [at(2026, 11, 21, 23), "yesterday", "вчера"],
  [at(2026, 11, 21, 0), "yesterday", "вчера"],
  [at(2026, 11, 20, 23), "20 November", "20 ноября"],
  [at(2025, 12, 31, 12), "31 December 2025", "31 декабря 2025 г."],
  // The visitor's clock may be behind the server's.
  [at(2026, 11, 23, 1), "23 November", "23 ноября"],
])("%i", (time, english, russian) => {
  expect([times.day(time, "en"), times.day(time, "ru")]).toEqual([english, russian]);
});

test.each([
  ["de", ["Heute", "Gestern", "20. November", "31. Dezember 2025"], "15:00"],
  ["es", ["hoy", "ayer", "20 de noviembre", "31 de diciembre de 2025"], "15:00"],
  ["ar", ["اليوم", "أمس", "20 نوفمبر", "31 ديسمبر 2025"], "3:00 م"],
])("%s: its own words, in the digits of the rest", (lang, days, time) => {
  const ats = [at(2026, 11, 22, 0), at(2026, 11, 21, 23), at(2026, 11, 20, 23), at(2025, 12, 31, 12)];
  const plain = (text: string): string => text.replaceAll(/\p{Cf}/gu, "").replaceAll(/\s/g, " ");
  expect(ats.map((one) => plain(times.day(one, lang)).toLowerCase())).toEqual(days.map((day) => day.toLowerCase()));
  expect(plain(times.time(at(2026, 11, 22, 15), lang))).toBe(time);
  vi.stubGlobal("navigator", { language: `${lang}-EG` });
  expect(plain(times.time(at(2026, 11, 22, 15), lang))).toMatch(/^(15|0?3):00/);
});

test("the time of day as the browser's own language writes it, where it is the panel's", () => {
  expect([times.time(at(2026, 11, 22, 15), "en"), times.time(at(2026, 11, 22, 15), "ru")]).toEqual(["15:00", "15:00"]);
});
