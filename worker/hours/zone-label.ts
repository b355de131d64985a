import type { Locale } from "../../protocol/model.ts";
import type { Hours } from "../../protocol/settings.ts";

/** Zones that Russian readers know by a name of their own. Others are shown by the English city, which is better than a guess. */
const RUSSIAN: Readonly<Record<string, string>> = {
  "Europe/Moscow": "Мск",
  "Europe/Kaliningrad": "Калининград",
  "Europe/Samara": "Самара",
  "Europe/Saratov": "Саратов",
  "Europe/Volgograd": "Волгоград",
  "Europe/Astrakhan": "Астрахань",
  "Europe/Ulyanovsk": "Ульяновск",
  "Europe/Kirov": "Киров",
  "Europe/Simferopol": "Симферополь",
  "Asia/Yekaterinburg": "Екатеринбург",
  "Asia/Omsk": "Омск",
  "Asia/Novosibirsk": "Новосибирск",
  "Asia/Barnaul": "Барнаул",
  "Asia/Tomsk": "Томск",
  "Asia/Novokuznetsk": "Новокузнецк",
  "Asia/Krasnoyarsk": "Красноярск",
  "Asia/Irkutsk": "Иркутск",
  "Asia/Chita": "Чита",
  "Asia/Yakutsk": "Якутск",
  "Asia/Vladivostok": "Владивосток",
  "Asia/Sakhalin": "Сахалин",
  "Asia/Magadan": "Магадан",
  "Asia/Kamchatka": "Камчатка",
  "Asia/Anadyr": "Анадырь",
  "Europe/Minsk": "Минск",
  "Europe/Kyiv": "Киев",
  "Europe/Kiev": "Киев",
  "Europe/Chisinau": "Кишинёв",
  "Europe/Riga": "Рига",
  "Europe/Vilnius": "Вильнюс",
  "Europe/Tallinn": "Таллин",
  "Europe/Helsinki": "Хельсинки",
  "Europe/Warsaw": "Варшава",
  "Europe/Berlin": "Берлин",
  "Europe/Paris": "Париж",
  "Europe/London": "Лондон",
  "Europe/Istanbul": "Стамбул",
  "Europe/Belgrade": "Белград",
  "Asia/Tbilisi": "Тбилиси",
  "Asia/Yerevan": "Ереван",
  "Asia/Baku": "Баку",
  "Asia/Almaty": "Алматы",
  "Asia/Aqtobe": "Актобе",
  "Asia/Tashkent": "Ташкент",
  "Asia/Samarkand": "Самарканд",
  "Asia/Bishkek": "Бишкек",
  "Asia/Dushanbe": "Душанбе",
  "Asia/Ashgabat": "Ашхабад",
  "Asia/Dubai": "Дубай",
  "Asia/Jerusalem": "Иерусалим",
  "America/New_York": "Нью-Йорк",
};

/** How visitors are told which clock is meant: the owner's word, else the city of the zone's name. */
export function zoneLabel({ zoneLabel: own, timeZone }: Pick<Hours, "zoneLabel" | "timeZone">, locale: Locale): string {
  if (own[locale] !== "") return own[locale];
  if (locale === "ru") return RUSSIAN[timeZone] ?? (own.en || city(timeZone));
  return city(timeZone);
}

function city(timeZone: string): string {
  // POSIX turned the sign round: Etc/GMT-3 is three hours ahead.
  const offset = /^Etc\/GMT([+-])(\d{1,2})$/.exec(timeZone);
  if (offset) return offset[2] === "0" ? "UTC" : `UTC${offset[1] === "+" ? "−" : "+"}${offset[2]}`;
  if (/^[+-]/.test(timeZone)) return `UTC${timeZone.replace("-", "−")}`;
  return timeZone.slice(timeZone.lastIndexOf("/") + 1).replaceAll("_", " ");
}
