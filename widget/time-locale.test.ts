import { expect, test } from "vitest";
import { timeLocale } from "./time-locale.ts";

test.each([
  ["en", "en-GB", "en-GB"],
  ["en", "en", "en"],
  ["ru", "ru-RU", "ru-RU"],
  ["en", "en-Latn-GB", "en-Latn-GB"],
  ["ru", "en-GB", "ru"],
  ["en", "enm", "en"],
  ["en", "en-US@posix", "en"],
  ["en", "", "en"],
  ["de", "de-AT", "de-AT"],
  ["es", "es-419", "es-419"],
  ["ar", "ar-EG", "ar-EG"],
  ["ar", "en-GB", "ar"],
  ["de", "den", "de"],
])("a panel in %j in a browser in %j", (lang, browser, locale) => {
  expect(timeLocale(lang, browser)).toBe(locale);
  expect(() => new Intl.DateTimeFormat(locale)).not.toThrow();
});
