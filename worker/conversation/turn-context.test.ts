import { expect, it } from "vitest";
import type { PageContext } from "../../protocol/frames.ts";
import { Desk } from "../testing/desk.ts";
import { onPage } from "./turn-context.ts";

const page: PageContext = {
  locale: "de",
  timeZone: "Europe/Berlin",
  pageUrl: "https://shop.example/p",
  pageTitle: "P",
  referrer: "",
};
const cart = { ...page, attributes: { cart: "3", step: "pay" } };

it("what the page says of itself is kept with the page, and the same again makes no new state", () => {
  const { state } = new Desk();
  const first = onPage(state, cart, "UA");
  expect(first.context).toEqual({ ...cart, browser: "UA" });
  expect(onPage(first, { ...page, attributes: { step: "pay", cart: "3" } }, "UA")).toBe(first);
  for (const attributes of [{ cart: "4", step: "pay" }, { cart: "3" }, { ...cart.attributes, more: "x" }]) {
    expect(onPage(first, { ...page, attributes }, "UA").context?.attributes).toEqual(attributes);
  }
  expect(onPage(first, cart, "UB").context?.browser).toBe("UB");
});

it("said no more, it is gone; nothing and an empty object are the same", () => {
  const first = onPage(new Desk().state, cart, "UA");
  const without = onPage(first, page, "UA");
  expect(without.context).toEqual({ ...page, browser: "UA" });
  expect("attributes" in (without.context ?? {})).toBe(false);
  expect(onPage(without, { ...page, attributes: {} }, "UA")).toBe(without);
  expect(onPage(without, { ...page, attributes: undefined }, "UA")).toBe(without);
});

it("a name that every object has is not taken for one that was said", () => {
  const first = onPage(new Desk().state, page, "UA");
  const said = onPage(first, { ...page, attributes: { toString: "x" } }, "UA");
  expect(said.context?.attributes).toEqual({ toString: "x" });
});
