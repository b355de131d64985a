import { expect, test } from "vitest";
import { hours } from "../protocol/settings.ts";
import {
  endFromField,
  endToField,
  mondayToFriday,
  usualHours,
  withDay,
  withHoliday,
  withPeriod,
} from "./hours-week.ts";

const usual = usualHours("Europe/Moscow");

test("what the editor begins with, and what it makes, is what the server takes", () => {
  const evening = withDay(usual, 0, withPeriod([{ from: "09:00", to: "12:00" }]));
  const changed = withHoliday(withHoliday(mondayToFriday(evening), "2027-01-07"), "2027-01-01");
  expect(hours.safeParse(usual).success).toBe(true);
  expect(hours.safeParse(changed).success).toBe(true);
  expect(changed.week.map((day) => day.length)).toEqual([2, 2, 2, 2, 2, 0, 0]);
  expect(changed.week[4]).toEqual([
    { from: "09:00", to: "12:00" },
    { from: "13:00", to: "17:00" },
  ]);
  expect(changed.holidays).toEqual(["2027-01-01", "2027-01-07"]);
});

test("a holiday is there once", () => {
  expect(withHoliday(withHoliday(usual, "2027-01-01"), "2027-01-01").holidays).toEqual(["2027-01-01"]);
});

test("midnight at the end of a day", () => {
  expect(endToField("24:00")).toBe("00:00");
  expect(endFromField("00:00")).toBe("24:00");
  expect(endFromField("18:30")).toBe("18:30");
});
