import { computed, effect, signal } from "@preact/signals";
import { LOCALES, type Locale } from "../protocol/model.ts";
import { dateLocale } from "./format.ts";
import { settings } from "./storage.ts";
import { en } from "./strings/en.ts";
import { ru } from "./strings/ru.ts";

const KEY = "deskbell.language";

export const locale = signal<Locale>(chosen());
/** Words of the interface: `t.value.inbox.title`. */
export const t = computed(() => ({ en, ru })[locale.value]);
/** For Intl. */
export const dates = computed(() => dateLocale(locale.value, navigator.languages));

export function setLocale(next: Locale): void {
  settings.setItem(KEY, next);
  locale.value = next;
}

function chosen(): Locale {
  const stored = settings.getItem(KEY);
  const wanted = [stored, ...navigator.languages].map((tag) => tag?.slice(0, 2).toLowerCase());
  return LOCALES.find((l) => l === wanted.find((w) => w === "en" || w === "ru")) ?? "en";
}

effect(() => {
  document.documentElement.lang = locale.value;
});
