import type { Spoken } from "../../protocol/model.ts";
import type { Hours } from "../../protocol/settings.ts";
import { type Attendance, attendance } from "./attendance.ts";
import { WORDS } from "./words.ts";
import { isoDate, wallClock, weekday } from "./zone.ts";
import { zoneLabel } from "./zone-label.ts";

/** Who answers when, one or two sentences: "The bot answers at once. Agents: tomorrow from 9:00 (Moscow)." */
export function presence(hours: Hours | null, now: number, locale: Spoken): string {
  const words = WORDS[locale];
  const when = hours && told(hours, now, locale);
  if (!when) return words.noHours;
  return `${words.bot} ${when.open ? words.here(when.text) : words.later(when.text)}`;
}

/** When a human will answer, for the end of what the bot says as it hands over; null without hours, or with nobody for 60 days. */
export function expectation(hours: Hours | null, now: number, locale: Spoken): string | null {
  const when = hours && told(hours, now, locale);
  if (!when) return null;
  return when.timed ? WORDS[locale].answer(when.text) : WORDS[locale].here(when.text);
}

type Told = {
  open: boolean;
  /** The text names a time. */
  timed: boolean;
  text: string;
};

function told(hours: Hours, now: number, locale: Spoken): Told | null {
  let state: Attendance;
  try {
    state = attendance(hours, now);
  } catch {
    // A time zone that the runtime knew when it was saved and knows no more: no promise, but the visitor is answered.
    return null;
  }
  if (state.open) return { open: true, ...untilWhen(state.until, hours, now, locale) };
  return state.next === null ? null : { open: false, timed: true, text: fromWhen(state.next, hours, now, locale) };
}

function untilWhen(until: number | null, hours: Hours, now: number, locale: Spoken): Pick<Told, "timed" | "text"> {
  const words = WORDS[locale];
  if (until === null) return { timed: false, text: words.always };
  const { date, minute } = wallClock(until, hours.timeZone);
  const days = date - wallClock(now, hours.timeZone).date;
  // "Until Saturday" would be read as "not before Saturday".
  if (days > 1) return { timed: false, text: words.now };
  const atMidnight = days === 1 && minute === 0;
  const text =
    days === 0
      ? words.until(clock(minute))
      : atMidnight
        ? words.until(words.midnight)
        : words.untilTomorrow(clock(minute));
  return { timed: true, text: `${text} (${zoneLabel(hours, locale)})` };
}

function fromWhen(next: number, hours: Hours, now: number, locale: Spoken): string {
  const { date, minute } = wallClock(next, hours.timeZone);
  const days = date - wallClock(now, hours.timeZone).date;
  return `${WORDS[locale].from(day(date, days, locale), clock(minute))} (${zoneLabel(hours, locale)})`;
}

function day(date: number, days: number, locale: Spoken): string {
  const words = WORDS[locale];
  if (days === 0) return words.today;
  if (days === 1) return words.tomorrow;
  if (days <= 6) return words.weekdays[weekday(date)] ?? "";
  const [, month = 1, number = 1] = isoDate(date).split("-").map(Number);
  return words.date(number, words.months[month - 1] ?? "");
}

/** 9:00, 18:30: the same in all languages. */
function clock(minute: number): string {
  return `${Math.floor(minute / 60)}:${String(minute % 60).padStart(2, "0")}`;
}
