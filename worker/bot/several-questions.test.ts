import { expect, it } from "vitest";
import { questionsIn } from "./several-questions.ts";

it.each([
  ["How do I reset my password? And where is my invoice?", ["How do I reset my password?", "And where is my invoice?"]],
  ["how do I cancel and how do I get a refund", ["how do I cancel", "how do I get a refund"]],
  ["как отменить заказ и когда вернут деньги", ["как отменить заказ", "когда вернут деньги"]],
  ["Как сбросить пароль? А где взять счёт?", ["Как сбросить пароль?", "А где взять счёт?"]],
  ["How do I export my data and does it work offline?", ["How do I export my data?", "does it work offline?"]],
  ["как выгрузить данные и работает ли без интернета", ["как выгрузить данные", "работает ли без интернета"]],
  [
    "скажите пожалуйста как сменить почту и где скачать акт",
    ["скажите пожалуйста как сменить почту", "где скачать акт"],
  ],
  ["Prices? Delivery?", ["Prices?", "Delivery?"]],
  [
    "I ordered a lamp. When will it come? Also, can I pay by card?",
    ["I ordered a lamp. When will it come?", "Also, can I pay by card?"],
  ],
  [
    "Где мой заказ?\nКак вернуть товар?\nСколько стоит доставка?",
    ["Где мой заказ?", "Как вернуть товар?", "Сколько стоит доставка?"],
  ],
])("%s asks more than one thing", (text, parts) => {
  expect(questionsIn(text).map((part) => part.replace(/\s+/g, " ").trim())).toEqual(parts);
});

it.each([
  "How do I reset my password? I forgot it.",
  "How do I cancel? How long does it take?",
  "Can you help me? How do I cancel my order?",
  "Hello? Where is my parcel?",
  "I forgot my password, what should I do?",
  "Where can I change the address, which is wrong?",
  "Сколько времени занимает возврат, когда товар уже у вас?",
  "у меня два вопроса: как пригласить коллегу и как сделать его админом",
  "Подскажите, пожалуйста, как отменить заказ?",
  "I bought the app v2.0 from Mr. Smith. Can I install it twice?",
  "terms and conditions",
  "логин и пароль",
  "???",
  "",
])("%s asks one thing", (text) => {
  expect(questionsIn(text)).toEqual([text]);
});

it("is bounded", () => {
  expect(questionsIn("How do I pay? ".repeat(1_000)).length).toBeLessThanOrEqual(12);
});

it("is not slow on long runs of blanks", () => {
  // Took minutes when the expressions met them: a hanging test is how this fails.
  for (const blank of [" ", "\t", "\n", "\u00a0", " \n"]) {
    expect(questionsIn(`how${blank.repeat(4_000)}?`)).toHaveLength(1);
  }
});
