import { createHash } from "node:crypto";
import { LOCALES, type Locale, SPOKEN, type Spoken } from "../../protocol/model.ts";
import type { Site } from "./settings.ts";

/** What a visitor agrees to. `version` names the words and with them the language. */
export type ConsentText = { text: string; version: string };
/** Of the site, as visitors know it. */
export type SiteName = Readonly<Record<Locale, string>>;

/** Where the owner has written nothing. `{site}` is the site's name. */
const SENTENCES: Readonly<Record<Spoken, string>> = {
  en: "I agree that {site} stores and reads my messages and contact details in order to answer me.",
  ru: "Я соглашаюсь с тем, что {site} сохраняет и читает мои сообщения и контактные данные, чтобы мне ответить.",
  de: "Ich bin damit einverstanden, dass {site} meine Nachrichten und Kontaktdaten speichert und liest, um mir zu antworten.",
  es: "Acepto que {site} guarde y lea mis mensajes y mis datos de contacto para responderme.",
  ar: "أوافق على أن يحفظ {site} رسائلي وبيانات التواصل معي وأن يقرأها من أجل الرد عليّ.",
};

/** The owner's words in that language, else the owner's English ones, else a sentence of our own. `site` null: nobody knows it now. */
export function consentText(site: Pick<Site, "consent"> | null, spoken: Spoken, name: SiteName): ConsentText {
  const language = LOCALES.find((known) => known === spoken) ?? "en";
  const words = site?.consent[language] || site?.consent.en || SENTENCES[spoken];
  return {
    // Not of a pattern's own making: a name may hold "$&".
    text: words.replaceAll("{site}", () => name[language]),
    // Of the words without the name: a site's new name is no other consent.
    version: createHash("sha256").update(words).digest("base64url").slice(0, 12),
  };
}

/** All that a visitor of the site may have been shown: the page's language is not the conversation's. */
export function consentTexts(site: Pick<Site, "consent"> | null, name: SiteName): ConsentText[] {
  return SPOKEN.map((spoken) => consentText(site, spoken, name));
}

/** The language in which the widget speaks to a reader of `locale` ("de-AT" is "de"): English where we have no words in it. */
export function spokenLocale(locale: string): Spoken {
  return SPOKEN.find((known) => known === locale.split("-", 1)[0]) ?? "en";
}
