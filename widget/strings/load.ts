import { en, type Strings } from "./en.ts";

type Language = "ar" | "de" | "es" | "ru";

/** Each a chunk of its own. */
const loaders = {
  ar: () => import("./ar.ts"),
  de: () => import("./de.ts"),
  es: () => import("./es.ts"),
  ru: () => import("./ru.ts"),
};
/** English is part of the panel's file, and stands for all other languages. */
const loaded: Partial<Record<Language | "", Strings>> = { "": en };

/** "de-AT" → "de"; "": none of the above, so it is here already. */
const languageOf = (lang: string) => lang.toLowerCase().match(/^(ar|de|es|ru)\b|/)?.[0] as Language;

/** The words if they are here already. */
export const stringsNow = (lang: string): Strings | undefined => loaded[languageOf(lang)];

export const loadStrings = async (lang: string): Promise<Strings> =>
  (loaded[languageOf(lang)] ??= (await loaders[languageOf(lang)]()).words);
