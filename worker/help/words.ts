import { interfaceLocale } from "./language.ts";
import { english, type HelpWords } from "./words-en.ts";
import { russian } from "./words-ru.ts";

export type { HelpWords } from "./words-en.ts";

export function helpWords(locale: string): HelpWords {
  return interfaceLocale(locale) === "ru" ? russian : english;
}
