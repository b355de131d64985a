import { readFileSync } from "node:fs";
import { expect, it } from "vitest";
import { ROOT } from "../../scripts/paths.ts";
import { BUDGETS, type Budget, freeADay, priceOfThousand } from "./budgets.ts";

const page = readFileSync(`${ROOT}docs/cost.md`, "utf8");
const thousands = (n: number) => String(n).replaceAll(/\B(?=(\d{3})+$)/g, " ");

function line(budget: Budget): string {
  const { name, rows, searchRows, objectRequests, workerRequests, wakeUps } = budget;
  const numbers = [rows, searchRows, objectRequests, workerRequests, wakeUps].map(thousands);
  return `| ${[name, ...numbers, `$${priceOfThousand(budget).toFixed(3)}`, thousands(freeADay(budget))].join(" | ")} |`;
}

it.each(Object.values(BUDGETS).map((b) => [b.name, b] as const))("docs/cost.md shows the budget of %s", (_, budget) => {
  expect(page).toContain(line(budget));
});

it("and no other", () => {
  const shown = page.split("\n").filter((l) => l.split("|").length === 10 && l.includes(" | $"));
  expect(shown).toHaveLength(Object.keys(BUDGETS).length);
});
