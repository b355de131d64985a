import { AxeBuilder } from "@axe-core/playwright";
import { expect, type Page } from "@playwright/test";

const RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"];

/**
 * axe finds nothing in either theme: the page is left in the light one. `view`: its name, for the report; `within`: a selector, default the
 * whole document.
 */
export async function expectClean(page: Page, view: string, within?: string): Promise<void> {
  for (const colorScheme of ["dark", "light"] as const) {
    await page.emulateMedia({ colorScheme });
    await stand(page);
    expect.soft(await violations(page, within), `${view}, ${colorScheme}`).toEqual([]);
  }
}

/**
 * The whole of a document at once, without frames (there are none): the other way opens a page for each result. axe stays in the
 * document that it was loaded into.
 */
async function violations(page: Page, within: string | undefined): Promise<string[]> {
  expect(page.frames()).toHaveLength(1);
  const loaded = await page.evaluate(() => "axe" in window);
  const axe = new AxeBuilder({ page, ...(loaded && { axeSource: "0" }) });
  const { violations: found } = await (within ? axe.include(within) : axe)
    .setLegacyMode()
    .options({ runOnly: { type: "tag", values: RULES }, resultTypes: ["violations"] })
    .analyze();
  return found.map((v) => `${v.id}: ${v.nodes.map((n) => n.target.join(" ")).join(", ")}`);
}

/** Waits until no colour is halfway between two, and nothing is still coming in. */
async function stand(page: Page): Promise<void> {
  await page.evaluate(async () => {
    // The document's own list leaves out what moves in a shadow tree.
    const panel = document.querySelector("support-widget")?.shadowRoot?.querySelector("support-widget-panel");
    const all = [...document.getAnimations(), ...(panel?.shadowRoot?.getAnimations() ?? [])];
    const ending = all.filter((a) => a.effect?.getComputedTiming().endTime !== Infinity);
    await Promise.allSettled(ending.map((a) => a.finished));
  });
}
