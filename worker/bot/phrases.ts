import type { Option, Phrase, PhraseKey, Spoken } from "../../protocol/model.ts";
import { ARABIC } from "./phrases-ar.ts";
import { GERMAN } from "./phrases-de.ts";
import { ENGLISH } from "./phrases-en.ts";
import { SPANISH } from "./phrases-es.ts";
import { RUSSIAN } from "./phrases-ru.ts";
import type { Wordings } from "./wordings.ts";

type Params = Readonly<Record<string, string>>;

const TEXTS: Record<Spoken, Record<PhraseKey, Wordings>> = {
  en: ENGLISH,
  ru: RUSSIAN,
  de: GERMAN,
  es: SPANISH,
  ar: ARABIC,
};

/** Follows an escalation of a visitor whom nobody could reach elsewhere. */
const CONTACT: Record<Spoken, string> = {
  en: "If you have to leave, add an e-mail or phone number below.",
  ru: "Если вам нужно уйти, оставьте ниже почту или телефон.",
  de: "Falls Sie gehen müssen, hinterlassen Sie unten eine E-Mail-Adresse oder Telefonnummer.",
  es: "Si tiene que irse, deje abajo un correo o un número de teléfono.",
  ar: "إن اضطررت إلى المغادرة، فاترك في الأسفل بريدًا إلكترونيًا أو رقم هاتف.",
};

/** The n-th time that an agent's conversation comes back from the bot: there is no end of these. */
const AGAIN: Record<Spoken, (times: number) => string> = {
  en: (times) => `I'm passing this to our team once more (time ${times}). The reply will be here.`,
  ru: (times) => `Передаю обращение оператору ещё раз (уже ${times}-й). Ответ появится здесь.`,
  de: (times) => `Ich gebe das noch einmal an unser Team weiter (zum ${times}. Mal). Die Antwort erscheint hier.`,
  es: (times) => `Lo paso de nuevo a nuestro equipo (vez número ${times}). La respuesta aparecerá aquí.`,
  ar: (times) => `أحيل هذا إلى فريقنا مرة أخرى (المرة رقم ${times}). سيظهر الرد هنا.`,
};

const isEscalation = (key: PhraseKey): boolean => key.startsWith("escalated_");

/** The text holds the values as they are: whoever shows it shows text. Parameters that are not given stay visible as `{name}`. */
const filled = (wording: string, params: Params): string =>
  wording.replace(/\{([a-z]+)\}/g, (whole, name: string) =>
    Object.hasOwn(params, name) ? (params[name] ?? whole) : whole,
  );

function phraseOf(key: PhraseKey, params: Params, locale: Spoken, text: string): Phrase {
  const more = isEscalation(key) ? [params.when, params.contact === "known" ? "" : CONTACT[locale]] : [];
  return { key, params: { ...params }, locale, text: [text, ...more].filter(Boolean).join(" ") };
}

/** In the usual words. An escalation says `when` agents answer, if that is given, and asks for a contact unless `contact` is "known". */
export function phrase(key: PhraseKey, params: Params, locale: Spoken): Phrase {
  return phraseOf(key, params, locale, filled(TEXTS[locale][key][0], params));
}

/**
 * In the first words that have not been said; null if all have. Escalations never run out: an agent may hand a conversation back any
 * number of times.
 */
export function newPhrase(key: PhraseKey, params: Params, locale: Spoken, said: readonly string[]): Phrase | null {
  // What follows the wording (hours, contact) may have changed since: that would still be the same again.
  const isNew = (text: string): boolean => !said.some((one) => one.startsWith(text));
  const found = TEXTS[locale][key].map((wording) => filled(wording, params)).find(isNew);
  if (found !== undefined) return phraseOf(key, params, locale, found);
  if (!isEscalation(key)) return null;
  let times = 3;
  while (!isNew(AGAIN[locale](times))) times++;
  return phraseOf(key, params, locale, AGAIN[locale](times));
}

const LABELS = {
  yes: { en: "Yes, thanks", ru: "Да, спасибо", de: "Ja, danke", es: "Sí, gracias", ar: "نعم، شكرًا" },
  no: { en: "No", ru: "Нет", de: "Nein", es: "No", ar: "لا" },
  none: {
    en: "None of these",
    ru: "Ничего из этого",
    de: "Nichts davon",
    es: "Ninguno de estos",
    ar: "لا شيء من هذه",
  },
  human: {
    en: "Talk to a human",
    ru: "Позвать оператора",
    de: "Mit einem Menschen sprechen",
    es: "Hablar con una persona",
    ar: "التحدث إلى موظف",
  },
} as const satisfies Record<string, Record<Spoken, string>>;

/** A button that is no article. */
export const option = (pick: keyof typeof LABELS, locale: Spoken): Option => ({ pick, label: LABELS[pick][locale] });
