import { expect, test } from "@playwright/test";
import { OwnSite, tagOf } from "./own-page.ts";
import { WORDS } from "./people.ts";

/* Without a network: what has loaded is searched and read, what is asked waits. */

let site: OwnSite;
test.beforeAll(async () => {
  site = await OwnSite.start();
});
test.afterAll(() => site.destroy());

const { article, question } = WORDS.en;
const LOCAL = "No connection. Only what has loaded already is shown.";

test("what has loaded is searched and read, a question waits and is sent when the network is back", async ({
  page,
  context,
}) => {
  const errors: string[] = [];
  page.on("pageerror", (error) => errors.push(error.message));
  const { widget } = await site.open(page);
  const chunk = page.waitForResponse(/\/later-parts-/);
  await widget.open();
  await (await chunk).finished();
  await widget.panel.getByRole("button", { name: article }).click();
  await expect(widget.panel.getByRole("heading", { name: article })).toBeVisible();
  await widget.panel.getByRole("button", { name: "Back" }).click();
  const [, other = ""] = await widget.panel.locator("ul .row").allInnerTexts();

  await context.setOffline(true);
  await widget.field.fill("my password is lost");
  await expect(widget.panel.getByText(LOCAL)).toBeVisible();
  await widget.panel.getByRole("option", { name: article }).click();
  await expect(widget.panel.getByRole("heading", { name: article })).toBeVisible();
  await expect(widget.panel.locator(".content p, .content li").first()).toBeVisible();
  await widget.panel.getByRole("button", { name: "Back" }).click();
  // Known by its title only.
  await widget.field.fill(other);
  // By its name: until the search has run, what was found before still stands there.
  await widget.panel.getByRole("option", { name: other }).click();
  await expect(widget.panel.getByRole("alert")).toHaveText(/This could not be loaded/);
  await widget.panel.getByRole("button", { name: "Back" }).click();
  await widget.field.fill("purple elephants");
  await expect(widget.panel.getByText("Nothing found.")).toBeVisible();
  await expect(widget.panel.getByText(LOCAL)).toBeVisible();

  await widget.say(question);
  await expect(widget.panel.getByText("No connection. Your messages are kept and will be sent.")).toBeVisible();
  await context.setOffline(false);
  await expect(widget.log.getByRole("heading", { name: article })).toBeVisible();
  await expect(widget.log.getByText(question)).toHaveCount(1);
  await widget.panel.getByRole("button", { name: "Back" }).click();
  await widget.field.fill("password");
  await expect(widget.panel.getByRole("option", { name: article })).toBeVisible();
  await expect(widget.panel.getByText(LOCAL)).toHaveCount(0);
  expect(errors).toEqual([]);
});

test("two widgets on one page share what was read, each in its language", async ({ page, context }) => {
  const body = tagOf(site.desk, 'id="en"') + tagOf(site.desk, 'id="ru" lang="ru" position="start"');
  await site.open(page, { body });
  const [en, ru] = [page.locator("#en"), page.locator("#ru")];
  for (const tag of [en, ru]) {
    const chunk = page.waitForResponse(/\/v1\/sites\/.*\/home/);
    await tag.evaluate((one: HTMLElement & { open(): Promise<void> }) => one.open());
    await (await chunk).finished();
    await expect(tag.locator("ul .row").first()).toBeVisible();
    // Drawn by the file that knows what to do without a network.
    await expect(tag.locator(".foot button")).toBeVisible();
  }
  await context.setOffline(true);
  await ru.getByRole("combobox").fill("пароля");
  await expect(ru.getByRole("option", { name: WORDS.ru.article })).toBeVisible();
  await en.getByRole("combobox").fill("пароля");
  await expect(en.getByText("Nothing found.")).toBeVisible();
});
