import { en, type Strings } from "./en.ts";

let ru: Strings | undefined;

function isRussian(lang: string): boolean {
  return /^ru\b/i.test(lang);
}

/** The words if they are here already; English is part of the panel's file. */
export function stringsNow(lang: string): Strings | undefined {
  return isRussian(lang) ? ru : en;
}

export async function loadStrings(lang: string): Promise<Strings> {
  if (isRussian(lang)) ru ??= (await import("./ru.ts")).ru;
  return stringsNow(lang) ?? en;
}
