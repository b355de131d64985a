import { describe, expect, it } from "vitest";
import type { Hours } from "../../protocol/settings.ts";
import { attendance } from "./attendance.ts";
import { instantOf, wallClock } from "./zone.ts";

const NINE_TO_SIX = [{ from: "09:00", to: "18:00" }];
const ALL_DAY = [{ from: "00:00", to: "24:00" }];
const NO_DAY: Hours["week"] = [[], [], [], [], [], [], []];
const WORK_WEEK: Hours["week"] = [NINE_TO_SIX, NINE_TO_SIX, NINE_TO_SIX, NINE_TO_SIX, NINE_TO_SIX, [], []];
const every = (day: Hours["week"][number]): Hours["week"] => Array.from({ length: 7 }, () => day);

const hours = (timeZone: string, week: Hours["week"] = WORK_WEEK, holidays: string[] = []): Hours => ({
  timeZone,
  zoneLabel: { en: "", ru: "" },
  week,
  holidays,
});
/** Short: "open until …", "closed, next …", in UTC. */
function state(at: string, of: Hours): string {
  const found = attendance(of, Date.parse(at));
  const utc = (ms: number | null) => (ms === null ? "-" : new Date(ms).toISOString().slice(0, 16));
  return found.open ? `open until ${utc(found.until)}` : `closed, next ${utc(found.next)}`;
}

describe("attendance", () => {
  // 2026-11-23 is a Monday. Moscow is three hours ahead all the year.
  it.each([
    ["before opening", "2026-11-23T05:59:59.999Z", "closed, next 2026-11-23T06:00"],
    ["the minute of opening", "2026-11-23T06:00Z", "open until 2026-11-23T15:00"],
    ["in the middle of a minute", "2026-11-23T06:00:30.500Z", "open until 2026-11-23T15:00"],
    ["the last moment", "2026-11-23T14:59:59.999Z", "open until 2026-11-23T15:00"],
    ["the minute of closing", "2026-11-23T15:00Z", "closed, next 2026-11-24T06:00"],
    ["Friday evening", "2026-11-27T16:00Z", "closed, next 2026-11-30T06:00"],
    ["Sunday, where in UTC it still is Saturday", "2026-11-28T22:30Z", "closed, next 2026-11-30T06:00"],
    ["Monday, where in UTC it still is Sunday", "2026-11-29T21:30Z", "closed, next 2026-11-30T06:00"],
  ])("%s", (_, at, expected) => expect(state(at, hours("Europe/Moscow"))).toBe(expected));

  it("a lunch break", () => {
    const week = every([
      { from: "09:00", to: "13:00" },
      { from: "14:00", to: "18:00" },
    ]);
    expect(state("2026-11-23T10:30Z", hours("UTC", week))).toBe("open until 2026-11-23T13:00");
    expect(state("2026-11-23T13:30Z", hours("UTC", week))).toBe("closed, next 2026-11-23T14:00");
  });

  it("periods that touch are one, within a day and over midnight", () => {
    const touching = every([
      { from: "09:00", to: "13:00" },
      { from: "13:00", to: "18:00" },
    ]);
    expect(state("2026-11-23T10:00Z", hours("UTC", touching))).toBe("open until 2026-11-23T18:00");
    const night = every([
      { from: "00:00", to: "02:00" },
      { from: "20:00", to: "24:00" },
    ]);
    expect(state("2026-11-23T21:00Z", hours("UTC", night))).toBe("open until 2026-11-24T02:00");
    expect(state("2026-11-24T01:00Z", hours("UTC", night))).toBe("open until 2026-11-24T02:00");
  });

  it("around the clock, and on working days only", () => {
    expect(state("2026-11-23T21:00Z", hours("UTC", every(ALL_DAY)))).toBe("open until -");
    const week = [ALL_DAY, ALL_DAY, ALL_DAY, ALL_DAY, ALL_DAY, [], []];
    expect(state("2026-11-23T21:00Z", hours("UTC", week))).toBe("open until 2026-11-28T00:00");
  });

  it("holidays are days of the zone, not of UTC", () => {
    const of = hours("Europe/Moscow", WORK_WEEK, ["2026-11-24"]);
    expect(state("2026-11-23T16:00Z", of)).toBe("closed, next 2026-11-25T06:00");
    expect(state("2026-11-24T10:00Z", of)).toBe("closed, next 2026-11-25T06:00");
    // A holiday cuts a night short.
    const night = hours("UTC", every(ALL_DAY), ["2026-11-24"]);
    expect(state("2026-11-23T12:00Z", night)).toBe("open until 2026-11-24T00:00");
  });

  it("nobody works: an empty week, or holidays without end", () => {
    expect(state("2026-11-23T12:00Z", hours("UTC", NO_DAY))).toBe("closed, next -");
    const from = Date.parse("2026-11-23T00:00Z");
    const days = (count: number) =>
      Array.from({ length: count }, (_, i) => new Date(from + i * 86_400_000).toISOString().slice(0, 10));
    expect(state("2026-11-23T12:00Z", hours("UTC", every(NINE_TO_SIX), days(100)))).toBe("closed, next -");
    expect(state("2026-11-23T12:00Z", hours("UTC", every(NINE_TO_SIX), days(60)))).toBe(
      "closed, next 2027-01-22T09:00",
    );
    expect(state("2026-11-23T12:00Z", hours("UTC", every(NINE_TO_SIX), days(61)))).toBe("closed, next -");
  });

  describe("when the clocks change", () => {
    const sunday = (from: string, to: string): Hours["week"] => [[], [], [], [], [], [], [{ from, to }]];
    it.each([
      // New York: 2026-03-08 at 2:00 EST → 3:00 EDT; 2026-11-01 at 2:00 EDT → 1:00 EST.
      [
        "NY, the day before spring",
        "America/New_York",
        every(NINE_TO_SIX),
        "2026-03-08T00:00Z",
        "closed, next 2026-03-08T13:00",
      ],
      ["NY, that Sunday", "America/New_York", every(NINE_TO_SIX), "2026-03-08T14:00Z", "open until 2026-03-08T22:00"],
      [
        "NY, over the change",
        "America/New_York",
        every(ALL_DAY).with(0, []),
        "2026-03-08T06:59Z",
        "open until 2026-03-09T04:00",
      ],
      [
        "NY, opens in the skipped hour",
        "America/New_York",
        sunday("02:30", "10:00"),
        "2026-03-08T05:30Z",
        "closed, next 2026-03-08T07:30",
      ],
      [
        "NY, closes in the skipped hour",
        "America/New_York",
        sunday("01:00", "02:30"),
        "2026-03-08T06:30Z",
        "open until 2026-03-08T07:30",
      ],
      [
        "NY, the day before autumn",
        "America/New_York",
        every(NINE_TO_SIX),
        "2026-11-01T03:00Z",
        "closed, next 2026-11-01T14:00",
      ],
      [
        "NY, opens in the doubled hour",
        "America/New_York",
        sunday("01:30", "10:00"),
        "2026-11-01T05:00Z",
        "closed, next 2026-11-01T05:30",
      ],
      [
        "NY, open in the second of the doubled hours",
        "America/New_York",
        sunday("01:30", "10:00"),
        "2026-11-01T06:10Z",
        "open until 2026-11-01T15:00",
      ],
      // Berlin: 2026-03-29 at 2:00 CET → 3:00 CEST; 2026-10-25 at 3:00 CEST → 2:00 CET.
      ["Berlin, spring", "Europe/Berlin", every(NINE_TO_SIX), "2026-03-28T20:00Z", "closed, next 2026-03-29T07:00"],
      ["Berlin, autumn", "Europe/Berlin", every(NINE_TO_SIX), "2026-10-24T20:00Z", "closed, next 2026-10-25T08:00"],
      [
        "Berlin, over a weekend of change",
        "Europe/Berlin",
        WORK_WEEK,
        "2026-10-23T18:00Z",
        "closed, next 2026-10-26T08:00",
      ],
      // Santiago: 2026-09-06 begins at 1:00, its midnight does not exist.
      [
        "Santiago, a midnight that is skipped",
        "America/Santiago",
        every(ALL_DAY).with(6, []),
        "2026-09-06T03:00Z",
        "open until 2026-09-06T04:00",
      ],
    ])("%s", (_, zone, week, at, expected) => expect(state(at, hours(zone, week))).toBe(expected));
  });

  it("wall clock and moment are each other's inverse, twenty years of hours in zones that change", () => {
    for (const zone of ["America/New_York", "Europe/Berlin", "Asia/Kathmandu", "Australia/Lord_Howe", "Pacific/Apia"]) {
      for (let at = Date.UTC(2016, 0, 1); at < Date.UTC(2036, 0, 1); at += 37 * 3_600_000) {
        const again = instantOf(wallClock(at, zone), zone);
        // An hour that comes twice is read as its first.
        if (again !== at) expect([at - 3_600_000, at - 1_800_000]).toContain(again);
      }
    }
  });
});
