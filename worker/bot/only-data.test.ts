import { expect, it } from "vitest";
import { onlyData } from "./only-data.ts";

const nothing = () => false;

it.each([
  ["104233", "number"],
  ["A-104233", "number"],
  ["№ 1042", "number"],
  ["#7", "number"],
  ["order 104233", "number"],
  ["My order number is 2026-004217.", "number"],
  ["номер заказа 104233", "number"],
  ["заказ №12", "number"],
  ["Вот мой заказ: 104233", "number"],
  ["jane.doe@mail.example", "email"],
  ["my e-mail is jane@mail.example", "email"],
  ["почта ivan@mail.example", "email"],
  ["+44 20 7946 0958", "phone"],
  ["+79123456789", "phone"],
  ["8 (912) 345-67-89", "phone"],
  ["мой телефон +7 912 345-67-89", "phone"],
])("%s is only a %s", (text, kind) => {
  expect(onlyData(text, nothing)).toBe(kind);
});

it.each([
  "where is order 104233",
  "track order 104233",
  "how do I change the e-mail jane@mail.example",
  "отмените заказ 104233",
  "404",
  "windows11",
  "covid19",
  "v2.0",
  "hello",
  "order",
  "номер заказа",
  "",
  "@",
  "#",
  "1".repeat(300),
  "plan for 80 people",
])("%s is no data", (text) => {
  expect(onlyData(text, nothing)).toBeNull();
});

it("leaves a code that the knowledge base knows to it", () => {
  expect(onlyData("E4012", (stem) => stem === "e4012")).toBeNull();
  expect(onlyData("E4012", nothing)).toBe("number");
  expect(onlyData("4012", () => true)).toBeNull();
  expect(onlyData("2026-004217", () => true)).toBe("number");
});
