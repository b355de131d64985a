import type { Spoken } from "../../protocol/model.ts";

/*
 * The words on who answers when. They speak of working hours, never of who is signed in: an agent's lunch is nobody's business, and a
 * promise that a closed laptop breaks is none.
 */

export const WORDS = {
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
  de: {
    bot: "Der Bot antwortet sofort.",
    noHours: "Der Bot antwortet sofort; unser Team antwortet, sobald es kann.",
    here: (when: string) => `Unser Team ist ${when} da.`,
    later: (when: string) => `Unser Team ist ${when} da.`,
    answer: (when: string) => `Unser Team antwortet ${when}.`,
    now: "jetzt",
    always: "rund um die Uhr",
    until: (time: string) => `heute bis ${uhr(time)}`,
    untilTomorrow: (time: string) => `bis morgen um ${uhr(time)}`,
    today: "heute",
    tomorrow: "morgen",
    weekdays: "Montag Dienstag Mittwoch Donnerstag Freitag Samstag Sonntag".split(" ").map((day) => `am ${day}`),
    months: "Januar Februar März April Mai Juni Juli August September Oktober November Dezember".split(" "),
    date: (day: number, month: string) => `am ${day}. ${month}`,
    from: (day: string, time: string) => `${day} ab ${uhr(time)}`,
    midnight: "Mitternacht",
  },
  es: {
    bot: "El bot responde al momento.",
    noHours: "El bot responde al momento; nuestro equipo, en cuanto pueda.",
    here: (when: string) => `Nuestro equipo está disponible ${when}.`,
    later: (when: string) => `Nuestro equipo estará disponible ${when}.`,
    answer: (when: string) => `Nuestro equipo responderá ${when}.`,
    now: "ahora",
    always: "día y noche",
    until: (time: string) => `hoy hasta ${hora(time)}`,
    untilTomorrow: (time: string) => `hasta ${hora(time)} de mañana`,
    today: "hoy",
    tomorrow: "mañana",
    weekdays: "lunes martes miércoles jueves viernes sábado domingo".split(" ").map((day) => `el ${day}`),
    months: "enero febrero marzo abril mayo junio julio agosto septiembre octubre noviembre diciembre".split(" "),
    date: (day: number, month: string) => `el ${day} de ${month}`,
    from: (day: string, time: string) => `${day} a partir de ${hora(time)}`,
    midnight: "la medianoche",
  },
  ar: {
    bot: "يجيب البوت فورًا.",
    noHours: "يجيب البوت فورًا، ويجيب فريقنا في أقرب وقت ممكن.",
    here: (when: string) => `فريقنا متاح ${when}.`,
    later: (when: string) => `سيكون فريقنا متاحًا ${when}.`,
    answer: (when: string) => `يجيب فريقنا ${when}.`,
    now: "الآن",
    always: "على مدار الساعة",
    until: (time: string) => `اليوم حتى ${alsaa(time)}`,
    untilTomorrow: (time: string) => `حتى ${alsaa(time)} من يوم غد`,
    today: "اليوم",
    tomorrow: "غدًا",
    weekdays: "الاثنين الثلاثاء الأربعاء الخميس الجمعة السبت الأحد".split(" ").map((day) => `يوم ${day}`),
    months: "يناير فبراير مارس أبريل مايو يونيو يوليو أغسطس سبتمبر أكتوبر نوفمبر ديسمبر".split(" "),
    date: (day: number, month: string) => `يوم ${day} ${month}`,
    from: (day: string, time: string) => `${day} ابتداءً من ${alsaa(time)}`,
    midnight: "منتصف الليل",
  },
} as const satisfies Record<Spoken, unknown>;

const isClock = (time: string): boolean => /^\d/.test(time);

function uhr(time: string): string {
  return isClock(time) ? `${time} Uhr` : time;
}

/** «La 1:00», «las 2:00». */
function hora(time: string): string {
  return isClock(time) ? `${time.startsWith("1:") ? "la" : "las"} ${time}` : time;
}

function alsaa(time: string): string {
  return isClock(time) ? `الساعة ${time}` : time;
}
