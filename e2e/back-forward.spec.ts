import { expect, type Page, test } from "@playwright/test";
import { OwnSite, tagOf } from "./own-page.ts";
import { agentPage, setUp, WORDS } from "./people.ts";
import config from "./playwright.config.ts";

/**
 * A page that comes back whole from the browser's cache of pages, by the visitor's own "Back". Playwright switches that cache off; here it
 * is on. Playwright loses the events of such a page (`goBack` waits for a load that never comes, sockets are not told), so that what
 * happened is read from the page and from the desk.
 */
test.use({
  launchOptions: { ...config.use?.launchOptions, ignoreDefaultArgs: ["--disable-back-forward-cache"] },
});

const words = WORDS.en;
let site: OwnSite;
test.beforeAll(async () => {
  site = await OwnSite.start();
});
test.afterAll(() => site.destroy());

type Noted = { born: number; shown: boolean[] };
/** `born` tells this document from one that was loaded anew; `shown`: what each `pageshow` said of `persisted`. */
const NOTES = `<script>window.noted = { born: Math.random(), shown: [] };
  addEventListener("pageshow", ({ persisted }) => noted.shown.push(persisted));</script>`;
type Kept = Noted & { whyNot: unknown };
/** `whyNot`: the browser's reasons if it has not kept the page. "": between two pages. */
const kept = (page: Page): Promise<Kept | ""> =>
  page
    .evaluate(() => {
      const { notRestoredReasons } = performance.getEntriesByType("navigation")[0] as PerformanceNavigationTiming & {
        notRestoredReasons?: { toJSON(): unknown } | null;
      };
      return { ...(window as unknown as { noted: Noted }).noted, whyNot: notRestoredReasons?.toJSON() ?? null };
    })
    .catch(() => "");

test("back from another page of the site, everything stands as it was left, and the talk goes on, each message once", async ({
  page,
  browser,
}) => {
  const agent = await agentPage(browser, words);
  await setUp(site.desk, agent);
  const other = site.put({ head: NOTES }, "/other");
  const { widget, said } = await site.open(page, {
    head: NOTES,
    body: `<h1>Own page</h1><a href="${other}">Other page</a>${tagOf(site.desk)}`,
  });
  const once = (text: string) => expect(widget.log.getByText(text, { exact: true })).toHaveCount(1);

  await widget.open();
  await widget.say(words.question);
  await expect(widget.log.getByRole("heading", { name: words.article })).toBeVisible();
  await widget.say(words.unknown);
  await expect(widget.panel.getByText(words.received)).toBeVisible();
  await agent.goto(`${site.desk.server}/console`);
  await agent.getByText(words.unknown).first().click();
  await agent.getByRole("button", { name: words.takeOver, exact: true }).first().click();
  await expect(widget.panel.getByText(words.answering)).toBeVisible();
  const reply = async (text: string): Promise<void> => {
    await agent.getByRole("textbox", { name: words.reply }).fill(text);
    await agent.getByRole("button", { name: words.send, exact: true }).click();
    await expect(agent.getByText(text, { exact: true }).first()).toBeVisible();
  };
  await reply("How many do you want?");
  await once("How many do you want?");
  await widget.field.fill("half a sent");
  const left = await kept(page);
  expect(left).toEqual({ born: expect.any(Number), shown: [false], whyNot: null });

  // The other page has the same visitor: what comes meanwhile is unread there.
  await page.getByRole("link", { name: "Other page" }).click();
  await expect(page).toHaveURL(other);
  await reply("They come in two sizes.");
  await expect(page.getByRole("button", { name: words.unread })).toBeVisible();

  // By a timer: the answer to this call must not meet the end of the document.
  await page.evaluate(() => void setTimeout(() => history.back()));
  await expect(page).toHaveURL(`${site.origin}/own`);
  await expect.poll(() => kept(page)).toEqual({ ...(left as Kept), shown: [false, true], whyNot: null });

  await expect(widget.panel).toBeVisible();
  await expect(widget.field).toHaveValue("half a sent");
  await once(words.question);
  await once("How many do you want?");
  // Sent while the page was in the cache, and after it.
  await once("They come in two sizes.");
  await reply("And in grey.");
  await expect(widget.log.getByText("And in grey.", { exact: true })).toBeVisible();

  await widget.field.focus();
  await page.keyboard.press("End");
  await page.keyboard.type("ence, and 20 of them");
  await page.keyboard.press("Enter");
  await expect(widget.field).toHaveValue("");
  await expect(agent.getByText("half a sentence, and 20 of them", { exact: true }).first()).toBeVisible();
  await reply("They are on their way.");
  await expect(widget.log.getByText("They are on their way.", { exact: true })).toBeVisible();
  // Everything that was said, in its order, and nothing twice.
  for (const text of [
    "How many do you want?",
    "They come in two sizes.",
    "And in grey.",
    "half a sentence, and 20 of them",
  ])
    await once(text);
  expect(said).toEqual([]);
});

test("after a logout on the next page nothing of it comes back", async ({ page }) => {
  const { widget } = await site.open(page, { head: NOTES });
  const other = site.put({ head: NOTES }, "/other");
  await widget.open();
  await widget.say(words.question);
  await expect(widget.log.getByRole("heading", { name: words.article })).toBeVisible();
  await widget.field.fill("half a sentence");
  await page.evaluate((to) => void setTimeout(() => location.assign(to)), other);
  await expect(page).toHaveURL(other);
  // The address changes before the page's scripts have run.
  await page.locator("support-widget").evaluate(async (tag) => {
    await customElements.whenDefined("support-widget");
    await (tag as unknown as { logout(): Promise<void> }).logout();
  });
  await page.evaluate(() => void setTimeout(() => history.back()));
  await expect(page).toHaveURL(`${site.origin}/own`);
  await expect.poll(() => kept(page)).not.toBe("");
  // The word of the logout has thrown the page out of the cache, so this is a new one: closed, and it knows nobody.
  await widget.open();
  await expect(widget.field).toHaveValue("");
  // Home, where who has a conversation would be in it: messages come later than the field.
  await expect(widget.panel.getByRole("button", { name: words.article })).toBeVisible();
  expect(
    await page
      .locator("support-widget")
      .evaluate((tag) => tag.shadowRoot?.querySelector("support-widget-panel")?.shadowRoot?.textContent),
  ).not.toContain(words.question);
});
