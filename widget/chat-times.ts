import { timeLocale } from "./time-locale.ts";

const DAY_MS = 24 * 3_600_000;

/** Times of messages on the visitor's clock. Making a format costs as much as drawing a message, so each is made once. */
export class ChatTimes {
  readonly #formats: Record<string, Intl.DateTimeFormat> = {};

  time(at: number, lang: string): string {
    return this.#format(lang, { hour: "numeric", minute: "2-digit" }).format(at);
  }

  /** "today", "yesterday", else the date; the sheet writes the first letter large. */
  day(at: number, lang: string): string {
    const now = new Date();
    // At noon, so that a clock change does not count as a day.
    const days = Math.round((new Date(at).setHours(12, 0, 0, 0) - new Date(now).setHours(12, 0, 0, 0)) / DAY_MS);
    if (days === 0 || days === -1) return new Intl.RelativeTimeFormat(lang, { numeric: "auto" }).format(days, "day");
    const year = new Date(at).getFullYear() === now.getFullYear() ? {} : { year: "numeric" as const };
    return this.#format(lang, { day: "numeric", month: "long", ...year }).format(at);
  }

  #format(lang: string, options: Intl.DateTimeFormatOptions): Intl.DateTimeFormat {
    const locale = timeLocale(lang, navigator.language);
    // One kind of digits: the words around, the badge and the number of a request have these.
    const latn = { ...options, numberingSystem: "latn" };
    return (this.#formats[locale + Object.keys(options)] ??= new Intl.DateTimeFormat(locale, latn));
  }
}
