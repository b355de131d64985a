import { LOCALES, type Locale } from "../../protocol/model.ts";

const RIGHT_TO_LEFT = new Set(["ar", "dv", "fa", "he", "ku", "ps", "sd", "ug", "ur", "yi"]);
/** Ranges that are read of an Accept-Language header; browsers send a handful. */
const RANGES_MAX = 32;

export function direction(locale: string): "ltr" | "rtl" {
  return RIGHT_TO_LEFT.has(locale.split("-", 1)[0] ?? "") ? "rtl" : "ltr";
}

/** The interface's language for a reader of `locale`: English where we have no words in it. */
export function interfaceLocale(locale: string): Locale {
  return LOCALES.find((known) => known === locale.split("-", 1)[0]) ?? "en";
}

/**
 * The first of `offered` that the header wants most, by language alone ("ru-RU" gets "ru"). Without a match: English where it is
 * offered, else the first. `offered` must not be empty.
 */
export function negotiate(header: string | null | undefined, offered: readonly string[]): string {
  const wanted = (header ?? "")
    .split(",", RANGES_MAX)
    .map((range) => {
      const [tag = "", ...parameters] = range.trim().toLowerCase().split(";");
      const q = parameters.map((p) => /^\s*q=([\d.]+)/.exec(p)?.[1]).find((value) => value !== undefined);
      const weight = q === undefined ? 1 : Number(q);
      return { language: tag.trim().split("-", 1)[0] ?? "", weight: Number.isFinite(weight) ? weight : 0 };
    })
    .filter(({ language, weight }) => language !== "" && weight > 0)
    // Stable: equal weights keep the order of the header.
    .sort((a, b) => b.weight - a.weight);
  for (const { language } of wanted) {
    if (language === "*") break;
    const found = offered.find((locale) => locale.split("-", 1)[0] === language);
    if (found !== undefined) return found;
  }
  return offered.find((locale) => locale === "en") ?? offered[0] ?? "en";
}

/** A language's own name, with a capital letter: it stands alone in a list. */
export function languageName(locale: string): string {
  try {
    const name = new Intl.DisplayNames([locale], { type: "language" }).of(locale) ?? locale;
    return name.charAt(0).toLocaleUpperCase(locale) + name.slice(1);
  } catch {
    return locale;
  }
}

/** `date` is YYYY-MM-DD, a day without a time zone. null when it is no date. */
export function dateText(date: string, locale: string): string | null {
  if (!/^\d{4}-\d{2}-\d{2}$/.test(date)) return null;
  const at = Date.parse(`${date}T00:00:00Z`);
  if (Number.isNaN(at)) return null;
  // Day, month, year in both languages; "en" alone would mean the American order.
  return new Intl.DateTimeFormat(locale === "en" ? "en-GB" : locale, { dateStyle: "long", timeZone: "UTC" }).format(at);
}
