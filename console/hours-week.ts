import type { Hours, Period } from "../protocol/settings.ts";

/** Changes of a week of hours. Everything returns a new value; nothing is judged here, the server does that. */

const WORKING_DAY: Period = { from: "09:00", to: "18:00" };
/** As the server has it. */
export const PERIODS_MAX = 4;

/** What hours begin with when they are switched on: Monday to Friday, in the owner's own time zone. */
export function usualHours(timeZone: string): Hours {
  const week = Array.from({ length: 7 }, (_, day) => (day < 5 ? [{ ...WORKING_DAY }] : []));
  return { timeZone, zoneLabel: { en: "", ru: "" }, week, holidays: [] };
}

export function withDay(hours: Hours, day: number, periods: Period[]): Hours {
  return { ...hours, week: hours.week.map((before, d) => (d === day ? periods : before)) };
}

/** Monday's periods on Tuesday to Friday. */
export function mondayToFriday(hours: Hours): Hours {
  const monday = hours.week[0] ?? [];
  return { ...hours, week: hours.week.map((day, d) => (d > 0 && d < 5 ? monday.map((p) => ({ ...p })) : day)) };
}

/** A further period begins an hour after the last one ends, if the day has room for it. */
export function withPeriod(periods: readonly Period[]): Period[] {
  const last = periods.at(-1);
  if (!last) return [{ ...WORKING_DAY }];
  const from = Math.min(minutes(last.to) + 60, 23 * 60);
  return [...periods, { from: clock(from), to: clock(Math.min(from + 4 * 60, 24 * 60)) }];
}

/** Sorted, each once. */
export function withHoliday(hours: Hours, date: string): Hours {
  return { ...hours, holidays: [...new Set([...hours.holidays, date])].sort() };
}

/** A time field cannot say 24:00: midnight at the end of a period is its 00:00. */
export function endToField(to: string): string {
  return to === "24:00" ? "00:00" : to;
}
export function endFromField(value: string): string {
  return value === "00:00" ? "24:00" : value;
}

function minutes(time: string): number {
  return Number(time.slice(0, 2)) * 60 + Number(time.slice(3, 5));
}
function clock(total: number): string {
  return `${String(Math.floor(total / 60)).padStart(2, "0")}:${String(total % 60).padStart(2, "0")}`;
}
