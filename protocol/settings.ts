import * as z from "zod";
import { CONSENT_MAX, NAME_MAX } from "./limits.ts";

/*
 * What a site's owner sets in the console. Part of the settings snapshot that turns and public answers read.
 */

/** Short texts that visitors read, code points. */
const TEXT_MAX = 200;
const WAYS_MAX = 6;
const ORIGINS_MAX = 50;
const PERIODS_MAX = 4;
const HOLIDAYS_MAX = 100;

const text = (max: number) =>
  z
    .string()
    .trim()
    .refine((s) => [...s].length <= max && !/[\n\r]/.test(s), `one line of at most ${max} characters`);
const longText = z
  .string()
  .trim()
  .refine((s) => [...s].length <= CONSENT_MAX, `at most ${CONSENT_MAX} characters`);
/** The owner's words in each language; "" where there are none. */
const localized = (max: number) => z.object({ en: text(max).default(""), ru: text(max).default("") });
export type Localized = { en: string; ru: string };

/** A whole origin, written as browsers send it, since origins are compared as strings: no path, no default port, lower case. */
const ORIGIN =
  /^(?!https:\/\/.*:443$|http:\/\/.*:80$)https?:\/\/([a-z0-9-]+(\.[a-z0-9-]+)*|\[[0-9a-f:]+\])(:\d{1,5})?$/;
export const origin = z.string().regex(ORIGIN, "an origin such as https://shop.example, without a path");

const clock = z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$|^24:00$/, "a time such as 09:00");
/** "09:00" to "18:00" of one day; `to` may be "24:00". Over midnight is two periods. */
const period = z.object({ from: clock, to: clock }).refine(({ from, to }) => from < to, "from must be before to");
export type Period = z.infer<typeof period>;

export const hours = z.object({
  /** IANA name, such as Europe/Moscow. */
  timeZone: z.string().refine((zone) => {
    try {
      new Intl.DateTimeFormat("en", { timeZone: zone });
      return true;
    } catch {
      return false;
    }
  }, "a time zone such as Europe/Moscow"),
  /** How the zone is called for visitors ("Moscow", "Мск"); "": the city of its name. */
  zoneLabel: localized(NAME_MAX),
  /** Seven days from Monday, each with its periods in order. */
  week: z
    .array(
      z
        .array(period)
        .max(PERIODS_MAX)
        .refine(
          (day) => day.every((p, i) => i === 0 || (day[i - 1]?.to ?? "") <= p.from),
          "periods in order, not overlapping",
        ),
    )
    .length(7),
  /** YYYY-MM-DD in the time zone above: nobody works. */
  holidays: z.array(z.iso.date()).max(HOLIDAYS_MAX),
});
export type Hours = z.infer<typeof hours>;

export const way = z
  .object({
    kind: z.enum(["phone", "mail", "link"]),
    /** Phone number, e-mail address, or https:// address (a messenger, a form). */
    value: text(500),
    /** "": the value itself. */
    label: localized(NAME_MAX),
    /** When somebody is there, in the owner's words; "": not said. */
    hours: localized(NAME_MAX),
  })
  .refine(
    ({ kind, value }) =>
      kind === "phone"
        ? /^\+?[\d\s().-]{5,30}$/.test(value)
        : kind === "mail"
          ? /^[^\s@?&]+@[^\s@?&]+\.[^\s@?&]+$/.test(value)
          : /^https:\/\/[^\s/@]+(\/\S*)?$/.test(value),
    { path: ["value"], message: "a phone number, an e-mail address, or an address that begins with https://" },
  );
export type Way = z.infer<typeof way>;

export const siteSettings = z.object({
  origins: z.array(origin).max(ORIGINS_MAX),
  greeting: localized(TEXT_MAX),
  hours: hours.nullable(),
  ways: z.array(way).max(WAYS_MAX),
  /** What a visitor agrees to where the tag says `consent="ask"`; "": the widget's own sentence. May hold line breaks. */
  consent: z.object({ en: longText.default(""), ru: longText.default("") }).default({ en: "", ru: "" }),
  /** Anonymous visitors are refused: who writes must be signed by the owner's site. */
  identityRequired: z.boolean().default(false),
  /** Visitors and agents may attach files. */
  attachments: z.boolean().default(true),
});
export type SiteSettings = z.infer<typeof siteSettings>;

export const settingsUpdate = z.object({ version: z.int().nonnegative(), settings: siteSettings });
export type SettingsUpdate = z.infer<typeof settingsUpdate>;

export const NO_SITE_SETTINGS: SiteSettings = {
  origins: [],
  greeting: { en: "", ru: "" },
  hours: null,
  ways: [],
  consent: { en: "", ru: "" },
  identityRequired: false,
  attachments: true,
};
