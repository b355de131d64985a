import { expect, it } from "vitest";
import type { Body } from "../../protocol/model.ts";
import { isWrittenIn, languageAskedFor, needsOtherLanguages } from "./languages.ts";
import { ENGLISH_SHOP, RUSSIAN_SHOP } from "./shop.fixture.ts";

it.each([
  ["how do I pay", "en", true],
  ["как оплатить в PayPal", "ru", true],
  ["как оплатить", "en", false],
  ["how do I pay", "ru", false],
  ["πώς πληρώνω", "el", true],
  ["如何付款", "zh", true],
  ["如何付款", "en", false],
  ["12345", "ru", true],
  ["", "en", true],
])("%s in %s: %s", (text, locale, expected) => {
  expect(isWrittenIn(text, locale)).toBe(expected);
});

it.each([
  ["and in Russian?", "ru"],
  ["do you speak English", "en"],
  ["а на русском?", "ru"],
  ["можно по-английски?", "en"],
  ["переведите на русский, пожалуйста", "ru"],
  ["is the app available in Russian", null],
  ["where do I buy Russian books", null],
  ["how do I pay", null],
])("%s asks for %s", (text, locale) => {
  expect(languageAskedFor(text)).toBe(locale);
});

it("wants other languages only when they may answer", () => {
  const wants = (text: string, pick?: string, last: Body | null = null) =>
    needsOtherLanguages({ text, pick }, last, ENGLISH_SHOP);
  expect(wants("how do I cancel my order")).toBe(false);
  expect(wants("спасибо")).toBe(false);
  expect(wants("позовите оператора")).toBe(false);
  expect(wants("Yes, thanks", "yes")).toBe(false);
  expect(wants("Get an invoice", "billing/invoice")).toBe(false);
  expect(wants("как отменить заказ")).toBe(true);
  expect(wants("wie storniere ich")).toBe(true);
  expect(wants("and in Russian?")).toBe(true);
  expect(wants("Где взять счёт", "billing/invoice")).toBe(true);
  const step: Body = {
    kind: "answer",
    locale: "ru",
    article: { id: "a/b", title: "A" },
    passage: [],
    whole: true,
    actions: [],
    options: [],
  };
  expect(wants("ok", undefined, step)).toBe(true);
  expect(needsOtherLanguages({ text: "да" }, step, RUSSIAN_SHOP)).toBe(false);
});
