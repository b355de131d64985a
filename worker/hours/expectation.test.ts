import { describe, expect, it } from "vitest";
import type { Hours } from "../../protocol/settings.ts";
import { expectation, presence } from "./expectation.ts";
import { zoneLabel } from "./zone-label.ts";

const DAY = [{ from: "09:00", to: "18:00" }];
const WORK_WEEK: Hours["week"] = [DAY, DAY, DAY, DAY, DAY, [], []];
const base: Hours = {
  timeZone: "Europe/Moscow",
  zoneLabel: { en: "", ru: "" },
  week: WORK_WEEK,
  holidays: [],
};
const every = (day: Hours["week"][number]): Hours["week"] => Array.from({ length: 7 }, () => day);

describe("who answers when", () => {
  it.each<[string, string, Partial<Hours>, string, string, string, string]>([
    [
      "open",
      "2026-11-23T09:00Z",
      {},
      "Agents are here today until 18:00 (Moscow).",
      "Операторы на связи сегодня до 18:00 (Мск).",
      "Agents answer today until 18:00 (Moscow).",
      "Операторы ответят сегодня до 18:00 (Мск).",
    ],
    [
      "before opening",
      "2026-11-23T04:00Z",
      {},
      "Agents: today from 9:00 (Moscow).",
      "Операторы — сегодня с 9:00 (Мск).",
      "Agents answer today from 9:00 (Moscow).",
      "Операторы ответят сегодня с 9:00 (Мск).",
    ],
    [
      "after closing",
      "2026-11-23T16:00Z",
      {},
      "Agents: tomorrow from 9:00 (Moscow).",
      "Операторы — завтра с 9:00 (Мск).",
      "Agents answer tomorrow from 9:00 (Moscow).",
      "Операторы ответят завтра с 9:00 (Мск).",
    ],
    [
      "Friday evening",
      "2026-11-27T16:00Z",
      {},
      "Agents: on Monday from 9:00 (Moscow).",
      "Операторы — в понедельник с 9:00 (Мск).",
      "Agents answer on Monday from 9:00 (Moscow).",
      "Операторы ответят в понедельник с 9:00 (Мск).",
    ],
    [
      "in six days a weekday",
      "2026-11-24T16:00Z",
      { week: [DAY, [], [], [], [], [], []] },
      "Agents: on Monday from 9:00 (Moscow).",
      "Операторы — в понедельник с 9:00 (Мск).",
      "Agents answer on Monday from 9:00 (Moscow).",
      "Операторы ответят в понедельник с 9:00 (Мск).",
    ],
    [
      "in seven days a date",
      "2026-11-24T16:00Z",
      { week: [[], [{ from: "10:30", to: "11:00" }], [], [], [], [], []] },
      "Agents: on 1 December from 10:30 (Moscow).",
      "Операторы — 1 декабря с 10:30 (Мск).",
      "Agents answer on 1 December from 10:30 (Moscow).",
      "Операторы ответят 1 декабря с 10:30 (Мск).",
    ],
    [
      "until midnight",
      "2026-11-23T20:59Z",
      { week: every([{ from: "12:00", to: "24:00" }]) },
      "Agents are here today until midnight (Moscow).",
      "Операторы на связи сегодня до полуночи (Мск).",
      "Agents answer today until midnight (Moscow).",
      "Операторы ответят сегодня до полуночи (Мск).",
    ],
    [
      "into the night",
      "2026-11-23T19:00Z",
      {
        week: every([
          { from: "00:00", to: "02:00" },
          { from: "20:00", to: "24:00" },
        ]),
      },
      "Agents are here until 2:00 tomorrow (Moscow).",
      "Операторы на связи до 2:00 завтрашнего дня (Мск).",
      "Agents answer until 2:00 tomorrow (Moscow).",
      "Операторы ответят до 2:00 завтрашнего дня (Мск).",
    ],
    [
      "around the clock on working days",
      "2026-11-23T19:00Z",
      { week: [...every([{ from: "00:00", to: "24:00" }]).slice(2), [], []] },
      "Agents are here now.",
      "Операторы на связи сейчас.",
      "Agents are here now.",
      "Операторы на связи сейчас.",
    ],
    [
      "around the clock",
      "2026-11-23T19:00Z",
      { week: every([{ from: "00:00", to: "24:00" }]) },
      "Agents are here day and night.",
      "Операторы на связи круглосуточно.",
      "Agents are here day and night.",
      "Операторы на связи круглосуточно.",
    ],
    [
      "the owner's word for the zone",
      "2026-11-23T16:00Z",
      { zoneLabel: { en: "MSK", ru: "московское время" } },
      "Agents: tomorrow from 9:00 (MSK).",
      "Операторы — завтра с 9:00 (московское время).",
      "Agents answer tomorrow from 9:00 (MSK).",
      "Операторы ответят завтра с 9:00 (московское время).",
    ],
  ])("%s", (_, at, changes, en, ru, enLater, ruLater) => {
    const hours = { ...base, ...changes };
    const now = Date.parse(at);
    expect(presence(hours, now, "en")).toBe(`The bot answers at once. ${en}`);
    expect(presence(hours, now, "ru")).toBe(`Бот отвечает сразу. ${ru}`);
    expect(expectation(hours, now, "en")).toBe(enLater);
    expect(expectation(hours, now, "ru")).toBe(ruLater);
  });

  it.each<[string, string, Partial<Hours>, Record<"de" | "es" | "ar", [presence: string, expectation: string]>]>([
    [
      "open",
      "2026-11-23T09:00Z",
      {},
      {
        de: ["Unser Team ist heute bis 18:00 Uhr (Moskau) da.", "Unser Team antwortet heute bis 18:00 Uhr (Moskau)."],
        es: [
          "Nuestro equipo está disponible hoy hasta las 18:00 (Moscú).",
          "Nuestro equipo responderá hoy hasta las 18:00 (Moscú).",
        ],
        ar: ["فريقنا متاح اليوم حتى الساعة 18:00 (موسكو).", "يجيب فريقنا اليوم حتى الساعة 18:00 (موسكو)."],
      },
    ],
    [
      "Friday evening, at one o'clock",
      "2026-11-27T16:00Z",
      { week: [[{ from: "01:30", to: "09:00" }], ...every(DAY).slice(1, 5), [], []] },
      {
        de: [
          "Unser Team ist am Montag ab 1:30 Uhr (Moskau) da.",
          "Unser Team antwortet am Montag ab 1:30 Uhr (Moskau).",
        ],
        es: [
          "Nuestro equipo estará disponible el lunes a partir de la 1:30 (Moscú).",
          "Nuestro equipo responderá el lunes a partir de la 1:30 (Moscú).",
        ],
        ar: [
          "سيكون فريقنا متاحًا يوم الاثنين ابتداءً من الساعة 1:30 (موسكو).",
          "يجيب فريقنا يوم الاثنين ابتداءً من الساعة 1:30 (موسكو).",
        ],
      },
    ],
    [
      "in seven days a date, and the owner's English word for the zone gives way to the city's own name",
      "2026-11-24T16:00Z",
      {
        week: [[], [{ from: "10:30", to: "11:00" }], [], [], [], [], []],
        zoneLabel: { en: "MSK", ru: "" },
      },
      {
        de: [
          "Unser Team ist am 1. Dezember ab 10:30 Uhr (Moskau) da.",
          "Unser Team antwortet am 1. Dezember ab 10:30 Uhr (Moskau).",
        ],
        es: [
          "Nuestro equipo estará disponible el 1 de diciembre a partir de las 10:30 (Moscú).",
          "Nuestro equipo responderá el 1 de diciembre a partir de las 10:30 (Moscú).",
        ],
        ar: [
          "سيكون فريقنا متاحًا يوم 1 ديسمبر ابتداءً من الساعة 10:30 (موسكو).",
          "يجيب فريقنا يوم 1 ديسمبر ابتداءً من الساعة 10:30 (موسكو).",
        ],
      },
    ],
    [
      "until midnight",
      "2026-11-23T20:59Z",
      { week: every([{ from: "12:00", to: "24:00" }]) },
      {
        de: [
          "Unser Team ist heute bis Mitternacht (Moskau) da.",
          "Unser Team antwortet heute bis Mitternacht (Moskau).",
        ],
        es: [
          "Nuestro equipo está disponible hoy hasta la medianoche (Moscú).",
          "Nuestro equipo responderá hoy hasta la medianoche (Moscú).",
        ],
        ar: ["فريقنا متاح اليوم حتى منتصف الليل (موسكو).", "يجيب فريقنا اليوم حتى منتصف الليل (موسكو)."],
      },
    ],
    [
      "around the clock",
      "2026-11-23T19:00Z",
      { week: every([{ from: "00:00", to: "24:00" }]) },
      {
        de: ["Unser Team ist rund um die Uhr da.", "Unser Team ist rund um die Uhr da."],
        es: ["Nuestro equipo está disponible día y noche.", "Nuestro equipo está disponible día y noche."],
        ar: ["فريقنا متاح على مدار الساعة.", "فريقنا متاح على مدار الساعة."],
      },
    ],
  ])("%s, in the other languages", (_, at, changes, expected) => {
    const hours = { ...base, ...changes };
    const now = Date.parse(at);
    const bot = { de: "Der Bot antwortet sofort.", es: "El bot responde al momento.", ar: "يجيب البوت فورًا." };
    for (const locale of ["de", "es", "ar"] as const) {
      const [here, later] = expected[locale];
      expect(presence(hours, now, locale)).toBe(`${bot[locale]} ${here}`);
      expect(expectation(hours, now, locale)).toBe(later);
    }
  });

  it.each<[string, Hours | null]>([
    ["no hours", null],
    ["an empty week", { ...base, week: every([]) }],
    ["a zone that the runtime does not know", { ...base, timeZone: "Moon/Tycho" }],
  ])("%s: one sentence, no time", (_, hours) => {
    expect(presence(hours, 0, "en")).toBe("The bot answers at once; agents answer as soon as they can.");
    expect(presence(hours, 0, "ru")).toBe("Бот отвечает сразу, операторы — как только смогут.");
    expect(presence(hours, 0, "de")).toBe("Der Bot antwortet sofort; unser Team antwortet, sobald es kann.");
    expect(presence(hours, 0, "es")).toBe("El bot responde al momento; nuestro equipo, en cuanto pueda.");
    expect(presence(hours, 0, "ar")).toBe("يجيب البوت فورًا، ويجيب فريقنا في أقرب وقت ممكن.");
    expect(expectation(hours, 0, "en")).toBeNull();
  });
});

describe("the zone's name", () => {
  it.each([
    ["America/New_York", "", "", "New York", "Нью-Йорк"],
    ["America/Argentina/Buenos_Aires", "", "", "Buenos Aires", "Buenos Aires"],
    ["UTC", "", "", "UTC", "UTC"],
    ["Etc/GMT-3", "", "", "UTC+3", "UTC+3"],
    ["-03:30", "", "", "UTC−03:30", "UTC−03:30"],
    ["Etc/GMT+0", "", "", "UTC", "UTC"],
    ["Asia/Yekaterinburg", "Urals", "", "Urals", "Екатеринбург"],
    ["America/Denver", "Mountain time", "", "Mountain time", "Mountain time"],
  ])("%s", (timeZone, en, ru, inEnglish, inRussian) => {
    const hours = { timeZone, zoneLabel: { en, ru } };
    expect([zoneLabel(hours, "en"), zoneLabel(hours, "ru")]).toEqual([inEnglish, inRussian]);
  });
});
