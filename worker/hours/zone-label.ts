import type { Spoken } from "../../protocol/model.ts";
import type { Hours } from "../../protocol/settings.ts";
import { ZONE_NAMES } from "./zone-names.ts";

/** How visitors are told which clock is meant: the owner's word, else the city of the zone's name. */
export function zoneLabel({ zoneLabel: own, timeZone }: Pick<Hours, "zoneLabel" | "timeZone">, locale: Spoken): string {
  const said = locale === "en" || locale === "ru" ? own[locale] : "";
  if (said !== "") return said;
  return ZONE_NAMES[locale][timeZone] ?? (own.en || city(timeZone));
}

function city(timeZone: string): string {
  // POSIX turned the sign round: Etc/GMT-3 is three hours ahead.
  const offset = /^Etc\/GMT([+-])(\d{1,2})$/.exec(timeZone);
  if (offset) return offset[2] === "0" ? "UTC" : `UTC${offset[1] === "+" ? "−" : "+"}${offset[2]}`;
  if (/^[+-]/.test(timeZone)) return `UTC${timeZone.replace("-", "−")}`;
  return timeZone.slice(timeZone.lastIndexOf("/") + 1).replaceAll("_", " ");
}
