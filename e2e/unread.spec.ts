import { type BrowserContext, expect, type Page, test } from "@playwright/test";
import { OwnSite, tagOf } from "./own-page.ts";
import { agentPage, setUp, Widget, WORDS } from "./people.ts";

/* What is new while nobody looks: on the launcher and in the title of every tab, by tone and notification in one of them. */

const words = WORDS.en;

let site: OwnSite;
test.beforeAll(async () => {
  site = await OwnSite.start();
});
test.afterAll(() => site.destroy());

type Told = { notices: string[]; notes: number; look(hidden: boolean): void };

/** Notifications and tones are written down instead of made, and a tab is hidden by a word: a headless browser has none of the three. */
async function recorded(context: BrowserContext): Promise<void> {
  await context.addInitScript(() => {
    const told: Told = {
      notices: [],
      notes: 0,
      look: (hidden) => {
        Object.defineProperty(document, "visibilityState", {
          value: hidden ? "hidden" : "visible",
          configurable: true,
        });
        document.dispatchEvent(new Event("visibilitychange"));
      },
    };
    let permission = "default";
    const notice = class {
      static get permission(): string {
        return permission;
      }
      static async requestPermission(): Promise<string> {
        permission = "granted";
        localStorage.setItem("granted", "1");
        return permission;
      }
      constructor(name: string, { body }: { body: string }) {
        told.notices.push(`${name}: ${body}`);
      }
    };
    if (localStorage.getItem("granted")) permission = "granted";
    addEventListener("storage", ({ key }) => {
      if (key === "granted") permission = "granted";
    });
    // A note that nobody ends would sound on and on.
    const { stop } = OscillatorNode.prototype;
    OscillatorNode.prototype.stop = function (...given) {
      stop.apply(this, given);
      told.notes += 1;
    };
    Object.assign(window, { Notification: notice, told });
  });
}
const look = (page: Page, hidden: boolean) =>
  page.evaluate((now) => (window as unknown as { told: Told }).told.look(now), hidden);
/** Of all tabs together. */
async function toldIn(pages: Page[]): Promise<{ notices: string[]; notes: number }> {
  const each = await Promise.all(
    pages.map((page) =>
      page.evaluate(() => {
        const { notices, notes } = (window as unknown as { told: Told }).told;
        return { notices, notes };
      }),
    ),
  );
  return { notices: each.flatMap(({ notices }) => notices), notes: each.reduce((sum, { notes }) => sum + notes, 0) };
}

test("two tabs: both count, one tells, and only after the visitor has asked for it", async ({ browser }) => {
  const anna = await agentPage(browser, words);
  await setUp(site.desk, anna);
  const context = await browser.newContext({ locale: words.lang });
  await recorded(context);
  const address = site.put({ body: tagOf(site.desk, "sound") });
  const one = await context.newPage();
  await one.goto(address);
  const widget = new Widget(one, words);
  await widget.open();
  await widget.say("Silver squids catalogue");
  await expect(widget.panel.getByText(words.received)).toBeVisible();
  const two = await context.newPage();
  await two.goto(address);
  const tabs = [one, two];
  const badge = (tab: Page) => tab.locator("support-widget .badge");
  /** Whoever tells holds the lock for a while, so that the other tab finds it taken. */
  const isOver = () => one.evaluate(async () => (await navigator.locks.query()).held?.length);

  await anna.getByText("Silver squids").first().click();
  await anna.getByRole("button", { name: words.takeOver, exact: true }).first().click();
  await expect(widget.panel.getByText(words.answering)).toBeVisible();
  await widget.field.press("Escape");
  await expect(widget.panel).toBeHidden();
  for (const tab of tabs) await look(tab, true);
  const answer = async (text: string) => {
    await anna.getByRole("textbox", { name: words.reply }).fill(text);
    await anna.getByRole("button", { name: words.send, exact: true }).click();
  };

  await answer("The first");
  for (const tab of tabs) {
    await expect(badge(tab)).toHaveText("1");
    await expect(tab).toHaveTitle("(1) Own");
  }
  await expect.poll(async () => (await toldIn(tabs)).notes).toBeGreaterThan(0);
  await expect.poll(isOver).toBe(0);
  // Two notes make the tone. Nobody has asked for notifications.
  expect(await toldIn(tabs)).toEqual({ notices: [], notes: 2 });

  await look(one, false);
  await one.bringToFront();
  await one.getByRole("button", { name: words.unread }).click();
  await expect(widget.log.getByText("The first", { exact: true })).toBeVisible();
  await expect(badge(one)).toHaveCount(0);
  await expect(one).toHaveTitle("Own");
  await widget.panel.getByRole("button", { name: "Notify me of replies" }).click();
  await expect(widget.panel.getByRole("button", { name: "Stop notifications" })).toBeVisible();
  await expect.poll(() => two.evaluate(() => Notification.permission)).toBe("granted");
  await widget.field.press("Escape");
  await expect(widget.panel).toBeHidden();
  await look(one, true);

  await answer("The second");
  await expect(badge(one)).toHaveText("1");
  await expect(one).toHaveTitle("(1) Own");
  await expect.poll(async () => (await toldIn(tabs)).notices).not.toEqual([]);
  await expect.poll(isOver).toBe(0);
  expect(await toldIn(tabs)).toEqual({ notices: ["Anna: The second"], notes: 4 });
  await context.close();
  await anna.context().close();
});
