import { expect, it } from "vitest";
import { article } from "../worker/kb/sample.fixture.ts";
import { compile } from "../worker/kb/source/compile.ts";
import { formatReason } from "../worker/kb/source/problem.ts";
import { advice } from "./kb-advice.ts";

const advise = (texts: Record<string, string>): string[] => {
  const files = Object.entries(texts).map(([path, text]) => ({ path: `shop/en/${path}.md`, text, bytes: 1 }));
  const { sites, problems } = compile(files, "faq");
  expect(problems.filter(({ level }) => level === "error")).toEqual([]);
  return advice(sites, "faq").map(formatReason);
};

const INVOICE = article("Invoices", ["where is my invoice", "download an invoice", "send invoices by mail"], "x");

it("names the line of a question that is nearer to another article", () => {
  const delivery = `---
# Ways of asking
title: Delivery
updated: 2026-11-21
questions:
  - how long does delivery take
  # a comment in between
  - "delivery to another country"

  - 'where is my invoice now'
---
x
`;
  expect(advise({ "a/invoice": INVOICE, "b/delivery": delivery })).toContain(
    'faq/shop/en/b/delivery.md:10: "where is my invoice now" is nearer to a/invoice (line 4: "where is my invoice") than to the rest of its own article',
  );
  const flow = delivery.replace(
    /questions:[^]*now'\n/,
    "questions: [how long does delivery take,\n  where is my invoice now]\n",
  );
  expect(advise({ "a/invoice": INVOICE, "b/delivery": flow }).join("\n")).toContain("b/delivery.md:6: ");
});

it("names a question that two articles list word for word, however well it fits both", () => {
  const asks = ["how do I pay", "how do I pay by card", "how do I pay the invoice"];
  const found = advise({
    "a/pay": article("How do I pay now", asks, "x"),
    "b/card": article("Cards", ["How do I pay?"], "x"),
  });
  expect(
    found.some((line) => line.startsWith('faq/shop/en/a/pay.md:4: "how do I pay" is nearer to b/card (line 4:')),
  ).toBe(true);
});

it("names articles that take each other's questions, and has nothing to say about others", () => {
  const one = ["cancel my plan today", "stop paying for seats", "end the yearly contract", "leave the service"];
  const two = [
    "cancel my plan at once",
    "stop paying for seats now",
    "end the yearly contract early",
    "leave the service for good",
  ];
  const alike = advise({ "a/one": article("Quit", one, "x"), "a/two": article("Farewell", two, "x") });
  expect(alike[0]).toBe(
    "faq/shop/en/a/one.md: is much like a/two. Questions that are nearer to the other one of the two: 3 here, 3 there. Tell them apart, or make one of them",
  );
  expect(alike).toHaveLength(7);
  expect(advise({ "a/invoice": INVOICE, "a/two": article("Farewell", two, "x") })).toEqual([]);
  expect(advise({ "a/invoice": article("!!!", ["?", "..."], "x") })).toEqual([]);
});
