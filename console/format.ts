/** A length of time in whole units, each within the next greater one. */
export type Span = { days: number; hours: number; minutes: number };

const MINUTE_MS = 60_000;

/** How long ago `since` was. Never negative: two clocks may differ by a little. Both in ms since 1970 UTC. */
export function spanSince(since: number, now: number): Span {
  const minutes = Math.max(0, Math.floor((now - since) / MINUTE_MS));
  return { days: Math.floor(minutes / 1440), hours: Math.floor(minutes / 60) % 24, minutes: minutes % 60 };
}

/** Which way of writing dates: the reader's own variant of the interface language (en-GB, not en-US), if they have one. */
export function dateLocale(locale: string, preferred: readonly string[]): string {
  return preferred.find((tag) => tag === locale || tag.startsWith(`${locale}-`)) ?? locale;
}

export function timeOfDay(at: number, locale: string): string {
  return new Intl.DateTimeFormat(locale, { hour: "2-digit", minute: "2-digit" }).format(at);
}

export function dateAndTime(at: number, locale: string): string {
  return new Intl.DateTimeFormat(locale, { dateStyle: "medium", timeStyle: "short" }).format(at);
}

/** The reader's calendar day, as a key that can be compared. */
export function dayOf(at: number): string {
  const date = new Date(at);
  return `${date.getFullYear()}-${date.getMonth() + 1}-${date.getDate()}`;
}

/** Heading over the messages of one day. */
export function dayName(at: number, now: number, locale: string, words: { today: string; yesterday: string }): string {
  const day = dayOf(at);
  if (day === dayOf(now)) return words.today;
  // Noon, so that a day of 23 or 25 hours (summer time) does not move the date.
  const noon = new Date(now).setHours(12, 0, 0, 0);
  if (day === dayOf(noon - 24 * 60 * MINUTE_MS)) return words.yesterday;
  return new Intl.DateTimeFormat(locale, { dateStyle: "full" }).format(at);
}

/** What a clock on the visitor's wall shows; null for a zone that this browser does not know (the visitor's text is unverified). */
export function timeInZone(at: number, timeZone: string, locale: string): string | null {
  if (timeZone === "") return null;
  try {
    return new Intl.DateTimeFormat(locale, { weekday: "short", hour: "2-digit", minute: "2-digit", timeZone }).format(
      at,
    );
  } catch {
    return null;
  }
}

/** Shares and scores as the bot writes them, with two digits always: they stand below one another. */
export function share(value: number, locale: string): string {
  const digits = { minimumFractionDigits: 2, maximumFractionDigits: 2 };
  return new Intl.NumberFormat(locale, { ...digits, signDisplay: "negative" }).format(value);
}

const UNITS = ["byte", "kilobyte", "megabyte"] as const;

/** Bytes as people say them: 512 byte, 38 kB, 1.4 MB. In steps of 1024, as the limits are. */
export function fileSize(bytes: number, locale: string): string {
  const step = bytes < 1024 ? 0 : bytes < 1024 ** 2 ? 1 : 2;
  const value = bytes / 1024 ** step;
  const digits = step > 0 && value < 10 ? 1 : 0;
  return new Intl.NumberFormat(locale, {
    style: "unit",
    unit: UNITS[step] ?? "byte",
    unitDisplay: "short",
    maximumFractionDigits: digits,
  }).format(value);
}

/** A calendar day, `2027-01-07`, in words; as it stands if it is none. */
export function calendarDate(date: string, locale: string): string {
  // In UTC on both sides, or it would be the day before west of Greenwich.
  const at = Date.parse(`${date}T00:00:00Z`);
  if (Number.isNaN(at)) return date;
  return new Intl.DateTimeFormat(locale, { dateStyle: "long", timeZone: "UTC" }).format(at);
}
