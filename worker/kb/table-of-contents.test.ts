import { expect, it } from "vitest";
import { article, openSample } from "./sample.fixture.ts";
import { contents, humanised } from "./table-of-contents.ts";

const TEXTS = {
  "billing/pay": article("Pay", ["q"], "x"),
  "account/two": article("Two", ["q"], "x"),
  "account/one": article("One", ["q"], "x"),
  "team-work/guests": article("Guests", ["q"], "x"),
};
const CATEGORIES = [
  { id: "billing", names: { en: "Plans and billing", ru: "Оплата" } },
  { id: "empty", names: { en: "Nothing here" } },
  { id: "account", names: { en: "Account", ru: "Аккаунт" } },
];

it("lists categories in the owner's order, with their articles; those the manifest does not know come last", () => {
  expect(contents(openSample(TEXTS), { categories: CATEGORIES })).toEqual([
    { id: "billing", name: "Plans and billing", articles: [{ id: "billing/pay", title: "Pay" }] },
    {
      id: "account",
      name: "Account",
      articles: [
        { id: "account/one", title: "One" },
        { id: "account/two", title: "Two" },
      ],
    },
    { id: "team-work", name: "Team work", articles: [{ id: "team-work/guests", title: "Guests" }] },
  ]);
});

it("speaks the language of the articles", () => {
  const russian = openSample({ "billing/pay": article("Как оплатить", ["q"], "x") }, "ru");
  expect(contents(russian, { categories: CATEGORIES }).map(({ name }) => name)).toEqual(["Оплата"]);
  expect(contents(openSample({}), { categories: CATEGORIES })).toEqual([]);
});

it("makes a name of a folder", () => {
  expect(["team-work", "faq", "2-nd", "-"].map(humanised)).toEqual(["Team work", "Faq", "2 nd", "-"]);
});
