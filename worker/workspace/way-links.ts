import type { WayLink } from "../../protocol/api.ts";
import type { Locale } from "../../protocol/model.ts";
import type { Localized, Way } from "../../protocol/settings.ts";

/** The owner's other ways as links, in the asked language; where the owner wrote only the other one, in that. */
export function wayLinks(ways: readonly Way[], locale: Locale): WayLink[] {
  return ways.flatMap(({ kind, value, label, hours }) => {
    const href = hrefOf(kind, value);
    return href === null ? [] : [{ kind, label: said(label, locale) || value, href, hours: said(hours, locale) }];
  });
}

function said(text: Localized, locale: Locale): string {
  return text[locale] || text[locale === "ru" ? "en" : "ru"];
}

/** null: it looked like an address when it was saved, but is none. */
function hrefOf(kind: Way["kind"], value: string): string | null {
  if (kind === "phone") return `tel:${value.replaceAll(/[^\d+]/g, "")}`;
  // "+" is common in addresses and means itself there.
  if (kind === "mail") return `mailto:${value.split("@").map(encodeURIComponent).join("@").replaceAll("%2B", "+")}`;
  const url = URL.parse(value);
  return url?.protocol === "https:" ? url.href : null;
}
