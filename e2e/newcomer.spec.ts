import { expect, test } from "@playwright/test";
import { startDemo } from "../scripts/demo-server.ts";
import { type Desk, startDesk } from "./desk.ts";
import { agentPage, complaints, setUp, signIn, visitorPage, Widget, WORDS } from "./people.ts";

/** What a newcomer meets: the owner's first day, and a visitor who comes back. */

const words = WORDS.en;
let desk: Desk;
test.beforeAll(async ({ browser }) => {
  desk = await startDesk();
  const page = await agentPage(browser, words);
  await setUp(desk, page);
  await page.context().close();
});
test.afterAll(() => desk.destroy());

test("the first day: a page is seen, allowed, and gets hours and other ways", async ({ browser }) => {
  const shop = await startDemo({ port: 0, server: desk.server });
  const { port } = shop.address() as { port: number };
  const origin = `http://localhost:${port}`;
  const { page, context } = await visitorPage(browser, words);
  await page.goto(origin);
  const first = new Widget(page, words);
  await first.open();
  await expect(first.panel.locator("li").first()).toBeVisible();

  const owner = await agentPage(browser, words);
  await signIn(desk, owner);
  await owner.goto(`${desk.server}/console/first-day`);
  await owner.getByRole("button", { name: "Allow" }).click();
  await expect(owner.getByText(/may use the chat now/)).toBeVisible();

  await owner.goto(`${desk.server}/console/settings`);
  await expect(owner.getByText(origin)).toBeVisible();
  await owner.getByLabel("Agents have working hours").check();
  await owner.getByRole("button", { name: "Add a way" }).click();
  await owner.getByLabel("Phone number").fill("not a number");
  await owner.getByRole("button", { name: "Save", exact: true }).click();
  await expect(owner.getByText("Not saved: something is not right.")).toBeVisible();
  await owner.getByLabel("Phone number").fill("+374 10 123-456");
  await owner.getByRole("button", { name: "Save", exact: true }).click();
  await expect(owner.getByText(/Visitors see it within a minute/)).toBeVisible();

  await owner.goto(`${desk.server}/console/knowledge`);
  await owner.getByLabel(/as a visitor would ask it/).fill(words.question);
  await owner.getByRole("button", { name: "Ask", exact: true }).click();
  await expect(owner.getByText(words.article).first()).toBeVisible();
  await owner.goto(`${desk.server}/console/first-day`);
  await expect(owner.getByText("2 of 6 done")).toBeVisible();
  await expect(owner.getByText("1 of 3 tried.")).toBeVisible();
  await owner.context().close();

  // The page that was refused a minute ago may use the chat now, and shows what the owner has set.
  // A browser of its own: the first one keeps the answer of before for its minute.
  await context.close();
  const next = await visitorPage(browser, words);
  await next.page.goto(origin);
  const widget = new Widget(next.page, words);
  await widget.open();
  await expect(widget.panel.getByText(/^The bot answers at once\. Agents/)).toBeVisible();
  await expect(widget.panel.getByRole("link", { name: /374 10 123-456/ })).toHaveAttribute("href", "tel:+37410123456");
  await widget.say("Purple hats by post");
  await expect(widget.panel.getByText(words.received)).toBeVisible();
  await expect(widget.log.getByText(/Agents (answer|are here)/)).toBeVisible();
  shop.close();
  await next.context.close();
});

test("the return link opens the conversation on another device, until it is made invalid", async ({ browser }) => {
  const { page, context } = await visitorPage(browser, words);
  await page.goto(desk.demo);
  const widget = new Widget(page, words);
  await widget.open();
  await widget.say("Purple ships in bottles");
  await expect(widget.panel.getByText(words.received)).toBeVisible();
  const answer = page.waitForResponse((r) => r.url().endsWith("/return-link"));
  await widget.panel.getByRole("button", { name: "Link to this conversation" }).click();
  const { url } = (await (await answer).json()) as { url: string };
  expect(url.split("#")[1]).toMatch(/^c_[0-9a-z]{27}\.[0-9a-z]{26}$/);

  const other = await visitorPage(browser, words);
  const said = complaints(other.page);
  const asked: string[] = [];
  other.page.on("request", (request) => asked.push(request.url()));
  await other.page.goto(url);
  const there = new Widget(other.page, words);
  await expect(there.log.getByText("Purple ships in bottles", { exact: true })).toBeVisible();
  expect(other.page.url(), "the secret leaves the address").not.toContain("#");
  await expect(other.page.locator("support-widget-panel"), "one panel, however it was opened").toHaveCount(1);
  expect(asked.join(" "), "and reaches no server in an address").not.toContain(url.split(".").at(-1) ?? "");
  await there.say("And this comes from my phone");
  await expect(widget.log.getByText("And this comes from my phone", { exact: true })).toBeVisible();
  // "My requests": the same page without a secret.
  await other.page.goto(`${desk.server}/r`);
  await expect(there.panel.getByRole("button", { name: /Request \d+/ })).toBeVisible();
  expect(said).toEqual([]);

  await widget.panel.getByRole("button", { name: "Make the link invalid" }).click();
  await expect(widget.panel.getByText("The link no longer works.")).toBeVisible();
  const third = await visitorPage(browser, WORDS.ru);
  await third.page.goto(url);
  await expect(third.page.getByRole("heading", { name: "Эта ссылка больше не работает" })).toBeVisible();
  await expect(third.page.getByRole("link", { name: "Справка" }).first()).toBeVisible();
  for (const c of [context, other.context, third.context]) await c.close();
});

test("what was typed survives a reload, and nothing is stored before", async ({ browser }) => {
  const { page, context } = await visitorPage(browser, words);
  await page.goto(desk.demo);
  const widget = new Widget(page, words);
  await widget.open();
  expect(await page.evaluate(() => localStorage.length)).toBe(0);
  await widget.field.fill("My order number is");
  await page.reload();
  await widget.open();
  await expect(widget.field).toHaveValue("My order number is");
  await widget.field.fill("");
  await page.reload();
  await widget.open();
  await expect(widget.field).toHaveValue("");
  await context.close();
});

test("the language of the tag changes words and articles in place", async ({ browser }) => {
  const { page, context } = await visitorPage(browser, words);
  await page.goto(desk.demo);
  const widget = new Widget(page, words);
  await widget.open();
  await expect(widget.panel.getByText("Popular articles")).toBeVisible();
  await page.locator("support-widget").evaluate((element) => element.setAttribute("lang", "ru"));
  await expect(widget.panel.getByText(WORDS.ru.article)).toBeVisible();
  await expect(widget.panel.getByText("Popular articles")).toHaveCount(0);
  await context.close();
});

test("the help centre without JavaScript: search, read, say that it helped", async ({ browser }) => {
  const context = await browser.newContext({ locale: "ru-RU", javaScriptEnabled: false });
  const page = await context.newPage();
  await page.goto(`${desk.server}/help/demo`);
  await expect(page).toHaveURL(/\/help\/demo\/ru$/);
  await page.getByRole("searchbox").fill("забыл пароль");
  await page.getByRole("searchbox").press("Enter");
  await expect(page).toHaveURL(/\/search\?q=/);
  await page.getByRole("link", { name: WORDS.ru.article }).click();
  await expect(page.getByRole("heading", { level: 1, name: WORDS.ru.article })).toBeVisible();
  expect(await page.locator("link[rel=canonical]").getAttribute("href")).toBe(page.url());
  await page.getByRole("button", { name: "Да", exact: true }).click();
  await expect(page).toHaveURL(/thanks=1/);
  await page.goto(`${desk.server}/help/demo/ru/account/no-such-thing`);
  await expect(page.getByRole("heading", { level: 1, name: "Страница не найдена" })).toBeVisible();
  await context.close();

  // The owner reads it in the console.
  const owner = await agentPage(browser, words);
  await signIn(desk, owner);
  await owner.goto(`${desk.server}/console/knowledge`);
  await expect(owner.getByRole("table").getByText(WORDS.ru.article)).toBeVisible();
  await owner.context().close();
});
