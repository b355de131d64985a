import { expect, it } from "vitest";
import { calmed, temper } from "./temper.ts";

it.each([
  "this is useless",
  "you stupid bot",
  "Are you kidding me?",
  "what a stupid bot, how do I cancel",
  "IT DOES NOT WORK!!!",
  "NOTHING WORKS HERE!",
  "wtf",
  "stop wasting my time",
  "thanks for nothing",
  "спасибо за ничего",
  "вы издеваетесь",
  "ужас, ничего не работает!!!",
  "тупой бот, где мой заказ",
  "НИЧЕГО НЕ РАБОТАЕТ!!!",
  "да сколько можно!!!",
  "бесполезный бот",
  "достали уже",
])("%s is anger at us", (text) => {
  expect(temper(text)).toBe("at_us");
});

it.each([
  "where the fuck is my parcel",
  "this is ridiculous, how do I cancel?",
  "WHERE IS MY MONEY!!!",
  "где мои деньги, блять",
  "кошмар какой-то, как отменить заказ",
  "КОГДА ПРИДЁТ МОЙ ЗАКАЗ?!?!",
  "какого чёрта списали деньги",
])("%s is angry, and asks", (text) => {
  expect(temper(text)).toBe("angry");
});

it.each([
  "where is my parcel",
  "WHERE IS MY PARCEL",
  "it does not work",
  "Thanks!",
  "how do I restore a file from the trash",
  "can my kids use it",
  "I think there is a fraud on my card",
  "I hate to ask, but how do I cancel",
  "где мой заказ",
  "ГДЕ МОЙ ЗАКАЗ",
  "ничего не работает",
  "доставили не то",
  "Помогите!",
  "",
  "!".repeat(2),
])("%s is calm", (text) => {
  expect(temper(text)).toBeNull();
});

it("leaves the question when the anger is taken off", () => {
  expect(calmed("where the fuck is my parcel")).toBe("where the  is my parcel");
  expect(calmed("где мой счёт, блять")).toBe("где мой счёт, ");
});
