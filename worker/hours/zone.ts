/** A day of the calendar, and minutes since its midnight. */
export type WallClock = { date: CalendarDate; minute: number };
/** `day` counts from 1970-01-01: dates are compared and added as numbers. */
export type CalendarDate = number;

const MINUTE_MS = 60_000;
const DAY_MS = 24 * 60 * MINUTE_MS;
/** Zones of one workspace's sites; a formatter costs fifty times what one call of it does. */
const KEPT = 50;

const formatters = new Map<string, Intl.DateTimeFormat>();

function formatter(timeZone: string): Intl.DateTimeFormat {
  const present = formatters.get(timeZone);
  if (present) return present;
  const made = new Intl.DateTimeFormat("en-US", {
    timeZone,
    hourCycle: "h23",
    year: "numeric",
    month: "numeric",
    day: "numeric",
    hour: "numeric",
    minute: "numeric",
  });
  if (formatters.size >= KEPT) formatters.clear();
  formatters.set(timeZone, made);
  return made;
}

/** What a clock on the wall of that zone shows. Throws RangeError for a zone that this runtime does not know. */
export function wallClock(at: number, timeZone: string): WallClock {
  const parts: Record<string, number> = {};
  for (const { type, value } of formatter(timeZone).formatToParts(at)) parts[type] = Number(value);
  const { year = 0, month = 1, day = 1, hour = 0, minute = 0 } = parts;
  return { date: Date.UTC(year, month - 1, day) / DAY_MS, minute: hour * 60 + minute };
}

/**
 * The moment when the wall clock shows that; `minute` may be 1440, the end of the day. A time that comes twice is its first, a time that
 * the clock skips counts on from before the change: both as calendars do (RFC 5545, 3.3.5).
 */
export function instantOf({ date, minute }: WallClock, timeZone: string): number {
  const local = date * DAY_MS + minute * MINUTE_MS;
  const offset = (at: number): number => {
    const shown = wallClock(at, timeZone);
    return shown.date * DAY_MS + shown.minute * MINUTE_MS - Math.floor(at / MINUTE_MS) * MINUTE_MS;
  };
  // A day to each side is beyond every offset, so the two differ only around a change of the clock.
  const before = offset(local - DAY_MS);
  const after = offset(local + DAY_MS);
  if (before === after || offset(local - before) === before) return local - before;
  return offset(local - after) === after ? local - after : local - before;
}

/** 0 is Monday. */
export function weekday(date: CalendarDate): number {
  // 1970-01-01 was a Thursday.
  return (((date + 3) % 7) + 7) % 7;
}

/** YYYY-MM-DD. */
export function isoDate(date: CalendarDate): string {
  return new Date(date * DAY_MS).toISOString().slice(0, 10);
}
