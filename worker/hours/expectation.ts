import type { Locale } from "../../protocol/model.ts";
import type { Hours } from "../../protocol/settings.ts";
import { type Attendance, attendance } from "./attendance.ts";
import { isoDate, wallClock, weekday } from "./zone.ts";
import { zoneLabel } from "./zone-label.ts";

/*
 * The words on who answers when. They speak of working hours, never of who is signed in: an agent's lunch is nobody's business, and a
 * promise that a closed laptop breaks is none.
 */

const WORDS = {
  en: {
    bot: "The bot answers at once.",
    noHours: "The bot answers at once; agents answer as soon as they can.",
    here: (when: string) => `Agents are here ${when}.`,
    later: (when: string) => `Agents: ${when}.`,
    answer: (when: string) => `Agents answer ${when}.`,
    now: "now",
    always: "day and night",
    until: (time: string) => `today until ${time}`,
    untilTomorrow: (time: string) => `until ${time} tomorrow`,
    today: "today",
    tomorrow: "tomorrow",
    weekdays: ["on Monday", "on Tuesday", "on Wednesday", "on Thursday", "on Friday", "on Saturday", "on Sunday"],
    months: "January February March April May June July August September October November December".split(" "),
    date: (day: number, month: string) => `on ${day} ${month}`,
    from: (day: string, time: string) => `${day} from ${time}`,
    midnight: "midnight",
  },
  ru: {
    bot: "Бот отвечает сразу.",
    noHours: "Бот отвечает сразу, операторы — как только смогут.",
    here: (when: string) => `Операторы на связи ${when}.`,
    later: (when: string) => `Операторы — ${when}.`,
    answer: (when: string) => `Операторы ответят ${when}.`,
    now: "сейчас",
    always: "круглосуточно",
    until: (time: string) => `сегодня до ${time}`,
    untilTomorrow: (time: string) => `до ${time} завтрашнего дня`,
    today: "сегодня",
    tomorrow: "завтра",
    weekdays: ["в понедельник", "во вторник", "в среду", "в четверг", "в пятницу", "в субботу", "в воскресенье"],
    months: "января февраля марта апреля мая июня июля августа сентября октября ноября декабря".split(" "),
    date: (day: number, month: string) => `${day} ${month}`,
    from: (day: string, time: string) => `${day} с ${time}`,
    midnight: "полуночи",
  },
} as const satisfies Record<Locale, unknown>;

/** Who answers when, one or two sentences: "The bot answers at once. Agents: tomorrow from 9:00 (Moscow)." */
export function presence(hours: Hours | null, now: number, locale: Locale): string {
  const words = WORDS[locale];
  const when = hours && told(hours, now, locale);
  if (!when) return words.noHours;
  return `${words.bot} ${when.open ? words.here(when.text) : words.later(when.text)}`;
}

/** When a human will answer, for the end of what the bot says as it hands over; null without hours, or with nobody for 60 days. */
export function expectation(hours: Hours | null, now: number, locale: Locale): string | null {
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

function told(hours: Hours, now: number, locale: Locale): Told | null {
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

function untilWhen(until: number | null, hours: Hours, now: number, locale: Locale): Pick<Told, "timed" | "text"> {
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

function fromWhen(next: number, hours: Hours, now: number, locale: Locale): string {
  const { date, minute } = wallClock(next, hours.timeZone);
  const days = date - wallClock(now, hours.timeZone).date;
  return `${WORDS[locale].from(day(date, days, locale), clock(minute))} (${zoneLabel(hours, locale)})`;
}

function day(date: number, days: number, locale: Locale): string {
  const words = WORDS[locale];
  if (days === 0) return words.today;
  if (days === 1) return words.tomorrow;
  if (days <= 6) return words.weekdays[weekday(date)] ?? "";
  const [, month = 1, number = 1] = isoDate(date).split("-").map(Number);
  return words.date(number, words.months[month - 1] ?? "");
}

/** 9:00, 18:30: the same in both languages. */
function clock(minute: number): string {
  return `${Math.floor(minute / 60)}:${String(minute % 60).padStart(2, "0")}`;
}
