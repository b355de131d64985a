import { AxeBuilder } from "@axe-core/playwright";
import { expect, type Page, test } from "@playwright/test";
import { type Desk, startDesk } from "./desk.ts";
import { agentPage, setUp, Widget, WORDS } from "./people.ts";

/** What a machine can tell about accessibility in the main views; and the visitor's way by keyboard alone. */

let desk: Desk;
test.beforeAll(async () => {
  desk = await startDesk();
});
test.afterAll(() => desk.destroy());

async function violations(page: Page): Promise<string[]> {
  const { violations: found } = await new AxeBuilder({ page }).analyze();
  return found.map((v) => `${v.id}: ${v.nodes.map((n) => n.target.join(" ")).join(", ")}`);
}

for (const scheme of ["light", "dark"] as const) {
  test(`widget and console, ${scheme}`, async ({ browser }) => {
    const words = WORDS.en;
    const context = await browser.newContext({ locale: words.lang, colorScheme: scheme });
    const page = await context.newPage();
    await page.goto(desk.demo);
    const widget = new Widget(page, words);
    await widget.open();
    await expect(widget.panel.getByText("Popular articles")).toBeVisible();
    expect(await violations(page), "home").toEqual([]);
    await widget.field.fill("invoice");
    await expect(widget.panel.getByRole("option").first()).toBeVisible();
    expect(await violations(page), "hits").toEqual([]);
    await widget.say("How do I reset my password?");
    await expect(widget.log.getByRole("heading")).toBeVisible();
    expect(await violations(page), "answer").toEqual([]);
    await widget.say("human please");
    await expect(widget.panel.getByText(words.received)).toBeVisible();
    expect(await violations(page), "escalation").toEqual([]);

    const agent = await context.newPage();
    if (scheme === "light") await setUp(desk, agent);
    else {
      await agent.goto(`${desk.server}/console/sign-in`);
      expect(await violations(agent), "sign-in").toEqual([]);
      await agent.locator("input[name=name], input[autocomplete=username]").first().fill("Anna");
      await agent.locator("input[type=password]").fill("correct horse battery");
      await agent.keyboard.press("Enter");
    }
    await agent.getByText("How do I reset my password?").first().click();
    await agent.getByText("Why?").first().click();
    expect(await violations(agent), "conversation").toEqual([]);
    await context.close();
  });
}

test("a visitor with a keyboard only", async ({ browser }) => {
  const words = WORDS.en;
  const page = await agentPage(browser, words);
  await page.goto(desk.demo);
  const launcher = page.getByRole("button", { name: words.launcher });
  await launcher.focus();
  await page.keyboard.press("Enter");
  const widget = new Widget(page, words);
  await expect(widget.field).toBeFocused();
  await page.keyboard.type("invoi");
  await expect(widget.panel.getByRole("option").first()).toBeVisible();
  await page.keyboard.press("ArrowDown");
  await expect(widget.panel.getByRole("option").first()).toHaveAttribute("aria-selected", "true");
  await page.keyboard.press("Enter");
  await expect(widget.panel.getByRole("heading", { name: "Get an invoice" })).toBeVisible();
  await page.keyboard.press("Escape");
  await expect(widget.panel).toBeHidden();
  await expect(launcher).toBeFocused();
  await page.context().close();
});
