import { readdirSync } from "node:fs";
import { expect, type Page, test } from "@playwright/test";
import { SignJWT } from "jose";
import { ROOT } from "../scripts/paths.ts";
import { type Desk, startDesk } from "./desk.ts";
import { Widget, WORDS } from "./people.ts";

/* Every page of widget/examples/ as an owner would open it: nothing in the console, and the widget does what the page says. */

let desk: Desk;
test.beforeAll(async () => {
  desk = await startDesk();
});
test.afterAll(() => desk.destroy());

const EN = WORDS.en;

/** Opens the page; `said` fills with whatever goes wrong in it. */
async function open(page: Page, name: string): Promise<{ widget: Widget; said: string[] }> {
  const said: string[] = [];
  page.on("console", (message) => {
    if (message.type() === "error" || message.type() === "warning") said.push(message.text());
  });
  page.on("pageerror", (error) => said.push(String(error)));
  await page.goto(`${desk.demo}/examples/${name}.html`);
  return { widget: new Widget(page, EN), said };
}

async function answers(widget: Widget): Promise<void> {
  await widget.say(EN.question);
  await expect(widget.log.getByRole("heading", { name: EN.article })).toBeVisible();
}

const seen = new Set<string>();
function example(name: string, act: (page: Page) => Promise<string[]>): void {
  seen.add(name);
  test(name, async ({ page }) => expect(await act(page)).toEqual([]));
}

for (const name of ["plain", "dark", "with-lit", "strict-csp", "other-origin"]) {
  example(name, async (page) => {
    const { widget, said } = await open(page, name);
    await widget.open();
    await answers(widget);
    return said;
  });
}

example("inline", async (page) => {
  const { widget, said } = await open(page, "inline");
  await expect(widget.panel).toBeVisible();
  await expect(widget.page.getByRole("button", { name: EN.launcher, exact: true })).toBeHidden();
  // It opens by itself, so it takes no focus, and the page flows around it.
  expect(await page.evaluate(() => document.activeElement === document.body)).toBe(true);
  await expect(widget.panel).toHaveCSS("animation-name", "none");
  const [panel, after] = await Promise.all([
    widget.panel.boundingBox(),
    page.getByText("The page goes on").boundingBox(),
  ]);
  expect(after?.y).toBeGreaterThanOrEqual((panel?.y ?? 0) + 600);
  await answers(widget);
  await page.keyboard.press("Escape");
  await expect(widget.panel).toBeVisible();
  return said;
});

example("page", async (page) => {
  const { widget, said } = await open(page, "page");
  // It is the page, so nothing slides in.
  await expect(widget.panel).toHaveCSS("animation-name", "none");
  const box = await widget.panel.boundingBox();
  expect([box?.x, box?.y, box?.width, box?.height]).toEqual([0, 0, ...Object.values(page.viewportSize() ?? {})]);
  await answers(widget);
  return said;
});

example("own-button", async (page) => {
  const { widget, said } = await open(page, "own-button");
  await expect(widget.page.getByRole("button", { name: EN.launcher, exact: true })).toBeHidden();
  await page.getByRole("button", { name: "Where is my invoice?" }).click();
  await expect(widget.log.getByText("Where is my invoice?").first()).toBeVisible();
  await widget.field.press("Escape");
  await page.getByRole("button", { name: /^Questions/ }).click();
  await expect(widget.field).toBeFocused();
  return said;
});

example("two-widgets", async (page) => {
  const { said } = await open(page, "two-widgets");
  const articles = page.locator("#articles");
  await articles.evaluate((tag: HTMLElement & { open(): Promise<void> }) => tag.open());
  await expect(articles.getByRole("button", { name: "Send" })).toHaveCount(0);
  await articles.getByRole("combobox").fill("invoice");
  await expect(articles.getByRole("option").first()).toBeVisible();
  await articles.getByRole("combobox").press("Enter");
  await expect(articles.getByRole("article")).toBeVisible();
  const chat = page.locator("#chat");
  await chat.getByRole("button", { name: "Поддержка" }).click();
  await chat.getByRole("combobox").fill(WORDS.ru.question);
  await chat.getByRole("combobox").press("Enter");
  await expect(chat.getByRole("log").getByRole("heading", { name: WORDS.ru.article })).toBeVisible();
  await expect(articles.getByRole("article")).toBeVisible();
  return said;
});

example("spa", async (page) => {
  const { widget, said } = await open(page, "spa");
  await widget.open();
  await answers(widget);
  await page.locator("nav").getByText("Account").click();
  await expect(page.getByRole("heading", { name: "Account" })).toBeVisible();
  await expect(widget.log.getByRole("heading", { name: EN.article })).toBeVisible();
  await page.goBack();
  await expect(page.getByRole("heading", { name: "Pricing" })).toBeVisible();
  await expect(widget.panel).toBeVisible();
  return said;
});

example("turbo", async (page) => {
  const { widget, said } = await open(page, "turbo");
  await widget.open();
  await answers(widget);
  await page.evaluate(() => Object.assign(globalThis, { samePage: true }));
  await page.locator("h1").evaluate((heading) => heading.setAttribute("data-before", ""));
  await page.getByRole("link", { name: "The same page once more" }).click();
  await expect(page).toHaveURL(/next/);
  // The address changes before the body does, and the panel goes with the body.
  await expect(page.locator("h1:not([data-before])")).toBeVisible();
  // Not loaded anew, and the conversation goes on in the same tag.
  expect(await page.evaluate(() => "samePage" in globalThis)).toBe(true);
  if (!(await widget.panel.isVisible())) await widget.open();
  await expect(widget.log.getByRole("heading", { name: EN.article })).toBeVisible();
  await widget.say("thanks");
  await expect(widget.log.getByText("thanks").first()).toBeVisible();
  return said;
});

example("react", async (page) => {
  const { widget, said } = await open(page, "react");
  await page.getByRole("button", { name: /^Questions/ }).click();
  await expect(widget.field).toBeFocused();
  await answers(widget);
  await page.getByRole("button", { name: "Take it away" }).click();
  await expect(page.locator("support-widget")).toHaveCount(0);
  await page.getByRole("button", { name: "Bring it back" }).click();
  await widget.open();
  await expect(widget.log.getByRole("heading", { name: EN.article })).toBeVisible();
  return said;
});

example("vue", async (page) => {
  const { widget, said } = await open(page, "vue");
  await page.getByRole("button", { name: /^Questions/ }).click();
  await expect(widget.field).toBeFocused();
  await answers(widget);
  return said;
});

example("queue", async (page) => {
  const { widget, said } = await open(page, "queue");
  await page.getByRole("button", { name: "Questions?" }).click();
  await expect(widget.field).toBeFocused();
  await expect(page).toHaveTitle("Open");
  return said;
});

example("arabic", async (page) => {
  const { said } = await open(page, "arabic");
  const tag = page.locator("support-widget");
  const launcher = tag.getByRole("button").first();
  // The end of a right-to-left page is its left.
  expect((await launcher.boundingBox())?.x).toBeLessThan(100);
  await launcher.click();
  const [back, field] = [tag.locator("dialog .frame"), tag.getByRole("combobox")];
  await expect(back).toHaveAttribute("dir", "rtl");
  await expect(back).toHaveAttribute("lang", "ar");
  await expect(field).toBeFocused();
  return said;
});

example("signed", async (page) => {
  const token = await new SignJWT({ name: "Ada" })
    .setProtectedHeader({ alg: "HS256" })
    .setSubject("ada")
    .setAudience("demo")
    .setIssuedAt()
    .setExpirationTime("10m")
    .sign(new TextEncoder().encode("no key of this desk, which is what the next line is about"));
  // Whether a token holds is the matter of e2e/identity.spec.ts; here the page's own part is looked at.
  await page.route("**/examples/token", (route) => route.fulfill({ json: { token, name: "Ada" } }));
  const { said } = await open(page, "signed");
  await expect(page.getByText("Signed in as Ada")).toBeVisible();
  await expect(page.locator("support-widget")).toHaveAttribute("user-token", token);
  await page.getByRole("button", { name: "Sign out" }).click();
  await expect(page.getByText("Signed out")).toBeVisible();
  await expect(page.locator("support-widget")).not.toHaveAttribute("user-token", token);
  return said;
});

seen.add("no-javascript");
test("no-javascript", async ({ browser }) => {
  const context = await browser.newContext({ javaScriptEnabled: false });
  const page = await context.newPage();
  await page.goto(`${desk.demo}/examples/no-javascript.html`);
  await expect(page.getByRole("link", { name: "Help centre" })).toBeVisible();
  await page.getByRole("link", { name: "Help centre" }).click();
  await expect(page).toHaveURL(/\/help/);
  await context.close();
});

test("there is no example that nobody opens", () => {
  const pages = readdirSync(`${ROOT}widget/examples`).flatMap((file) => /^(.*)\.html$/.exec(file)?.[1] ?? []);
  expect(pages.sort()).toEqual([...seen].sort());
});
