import { expect, test } from "@playwright/test";
import { expectClean } from "./axe.ts";
import { type Desk, startDesk } from "./desk.ts";
import { agentPage, setUp, signIn, Widget, WORDS } from "./people.ts";
import { WALKS } from "./walks/all.ts";
import { type Lang, stageOf } from "./walks/walk.ts";

/** What a machine can tell about accessibility in every view, both languages and themes; and the ways by keyboard alone. */

// The longest file: its groups share the workers. Each has a desk of its own, and its tests keep their order.
test.describe.configure({ mode: "parallel" });

for (const lang of Object.keys(WORDS) as Lang[]) {
  test.describe(lang, () => {
    test.describe.configure({ mode: "default" });
    let desk: Desk;
    test.beforeAll(async ({ browser }) => {
      desk = await startDesk();
      const page = await agentPage(browser, WORDS[lang]);
      await setUp(desk, page);
      await page.context().close();
    });
    test.afterAll(() => desk.destroy());

    for (const walk of WALKS) {
      test(`axe finds nothing: ${walk.name}, light and dark`, async ({ browser }) => {
        // Half a minute where a processor is free, the longest of all.
        test.slow();
        const stage = await stageOf(desk, browser, lang, WORDS[lang]);
        let looked = 0;
        await walk.go(stage, async (page, view) => {
          await expectClean(page, view);
          looked += 1;
        });
        expect(looked).toBeGreaterThan(8);
        await stage.close();
      });
    }
  });
}

test.describe("by keyboard alone", () => {
  test.describe.configure({ mode: "default" });
  const words = WORDS.en;
  let desk: Desk;
  test.beforeAll(async ({ browser }) => {
    desk = await startDesk();
    const page = await agentPage(browser, words);
    await setUp(desk, page);
    await page.context().close();
  });
  test.afterAll(() => desk.destroy());

  test("a visitor searches, reads, asks, and an agent answers", async ({ browser }) => {
    const page = await agentPage(browser, words);
    const agent = await agentPage(browser, words);
    await signIn(desk, agent);

    await page.goto(desk.demo);
    const launcher = page.getByRole("button", { name: words.launcher });
    await launcher.focus();
    await page.keyboard.press("Enter");
    const widget = new Widget(page, words);
    await expect(widget.field).toBeFocused();
    // Hits of the letters before would let the list be walked too early: the next answer takes the mark away. The widget calls those off itself.
    await page.route(/\/search\?/, (route) => {
      if (new URL(route.request().url()).searchParams.get("q") === "invoi") return route.continue();
    });
    await page.keyboard.type("invoi");
    await expect(widget.panel.getByRole("option").first()).toBeVisible();
    await page.keyboard.press("ArrowDown");
    await expect(widget.panel.getByRole("option").first()).toHaveAttribute("aria-selected", "true");
    await page.keyboard.press("Enter");
    await expect(widget.panel.getByRole("heading", { name: "Get an invoice" })).toBeVisible();
    await page.keyboard.press("Escape");
    await expect(widget.panel).toBeHidden();
    await expect(launcher).toBeFocused();

    await page.keyboard.press("Enter");
    await expect(widget.panel).toBeVisible();
    await widget.field.focus();
    await page.keyboard.press("ControlOrMeta+a");
    await page.keyboard.type("Purple elephants by moonlight");
    await page.keyboard.press("Enter");
    await expect(widget.panel.getByText(words.received)).toBeVisible();

    // The agent's way: into the list, open, take over, answer, resolve; then switch the single keys off.
    await agent.goto(`${desk.server}/console`);
    await expect(agent.getByText("Purple elephants by moonlight").first()).toBeVisible();
    await agent.keyboard.press("j");
    await agent.keyboard.press("o");
    await expect(agent.getByRole("button", { name: words.takeOver, exact: true }).first()).toBeVisible();
    await agent.keyboard.press("t");
    const reply = agent.getByRole("textbox", { name: words.reply });
    await expect(reply).toBeVisible();
    await agent.keyboard.press("r");
    await expect(reply).toBeFocused();
    await agent.keyboard.type("They come in two sizes.");
    await agent.keyboard.press("Control+Enter");
    await expect(widget.log.getByText("They come in two sizes.")).toBeVisible();
    await agent.keyboard.press("Escape");
    await agent.keyboard.press("e");
    await expect(agent.getByLabel(words.summary)).toBeFocused();
    await agent.keyboard.press("Enter");
    await expect(widget.panel.getByText(words.solved)).toBeVisible();
    await agent.keyboard.press("?");
    await expect(agent.getByRole("dialog")).toBeVisible();
    await agent.getByRole("checkbox").first().focus();
    await agent.keyboard.press("Space");
    await agent.keyboard.press("Escape");
    await expect(agent.getByRole("dialog")).toHaveCount(0);
    await agent.keyboard.press("?");
    // What the key might have opened would be drawn by now.
    await agent.evaluate(() => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done))));
    await expect(agent.getByRole("dialog"), "single keys are off").toHaveCount(0);
    await page.context().close();
    await agent.context().close();
  });

  test("narrow, magnified and mirrored, nothing is cut off", async ({ browser }) => {
    const context = await browser.newContext({ locale: words.lang, viewport: { width: 320, height: 640 } });
    const page = await context.newPage();
    await page.goto(desk.demo);
    const widget = new Widget(page, words);
    await widget.open();
    await widget.say(words.question);
    await expect(widget.log.getByRole("heading", { name: words.article })).toBeVisible();
    const fits = () =>
      widget.panel.evaluate((dialog) => {
        const { left, right } = dialog.getBoundingClientRect();
        const inner = dialog.querySelector(".main");
        return {
          inside: left >= 0 && right <= innerWidth,
          scrollsAside: !!inner && inner.scrollWidth > inner.clientWidth + 1,
        };
      });
    expect(await fits(), "320 px").toEqual({ inside: true, scrollsAside: false });
    // 1280 × 1024 at 400 %: the field can still be reached and written in.
    await page.setViewportSize({ width: 320, height: 256 });
    expect(await fits(), "400 %").toEqual({ inside: true, scrollsAside: false });
    await expect(widget.field).toBeInViewport({ ratio: 0.9 });
    await page.setViewportSize({ width: 1280, height: 800 });
    await page.locator("support-widget").evaluate((element) => element.setAttribute("dir", "rtl"));
    const side = (target: "left" | "right") =>
      widget.panel.evaluate((dialog, edge) => dialog.getBoundingClientRect()[edge], target);
    await expect.poll(() => side("left")).toBeLessThan(100);
    expect(await side("right")).toBeLessThan(700);
    // What one says oneself stands at the other side, too.
    const mine = await widget.log.locator("li").first().boundingBox();
    const box = await widget.log.boundingBox();
    expect((mine?.x ?? 0) - (box?.x ?? 0)).toBeLessThan(40);
    await context.close();
  });

  test("the console at 320 px does not scroll aside", async ({ browser }) => {
    const context = await browser.newContext({ locale: words.lang, viewport: { width: 320, height: 640 } });
    const page = await context.newPage();
    await signIn(desk, page);
    for (const path of ["", "/first-day", "/knowledge", "/settings", "/team"]) {
      await page.goto(`${desk.server}/console${path}`);
      await expect(page.locator("h1").first()).toBeVisible();
      // With what the page asks for: a heading alone is never too wide.
      await page.waitForLoadState("networkidle");
      const aside = await page.evaluate(
        () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
      );
      expect(aside, path).toBeLessThanOrEqual(0);
    }
    await context.close();
  });
});
