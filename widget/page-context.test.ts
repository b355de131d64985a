import { afterEach, expect, test, vi } from "vitest";
import { pageContext } from "./page-context.ts";

afterEach(() => void vi.unstubAllGlobals());

test("what the page has said goes along as texts, within the limits; nothing else does", () => {
  vi.stubGlobal("location", new URL("https://shop.example/cart?x=1#secret"));
  vi.stubGlobal("document", { title: "Cart", referrer: "" });
  const said = {
    plan: "pro",
    seats: 3,
    trial: false,
    when: new Date(0),
    sign: Symbol("s"),
    no: null,
    ["n".repeat(61)]: "x",
  };
  const many = Object.fromEntries(Array.from({ length: 30 }, (_, i) => [`n${i}`, i]));
  expect(pageContext("ru-RU", said)).toMatchObject({
    locale: "ru",
    pageUrl: "https://shop.example/cart?x=1",
    attributes: { plan: "pro", seats: "3", trial: "false" },
  });
  expect(Object.keys(pageContext("en", said).attributes ?? {})).toHaveLength(3);
  expect(Object.keys(pageContext("en", many).attributes ?? {})).toHaveLength(20);
  for (const none of [undefined, {}, "" as never]) expect(pageContext("fr", none)).not.toHaveProperty("attributes");
});
