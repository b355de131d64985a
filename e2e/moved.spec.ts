import { expect, type Locator, type Page, test } from "@playwright/test";
import { OwnSite, tagOf } from "./own-page.ts";
import { WORDS } from "./people.ts";

/* Tags that are moved, removed, added again, doubled and changed while they are open. */

let site: OwnSite;
test.beforeAll(async () => {
  site = await OwnSite.start();
});
test.afterAll(() => site.destroy());

const { article, question } = WORDS.en;
const PLACES = '<div id="here"></div><div id="there"></div>';
const move = (page: Page, to: string) =>
  page.evaluate((id) => document.getElementById(id)?.append(document.querySelector("support-widget") as Element), to);
const open = (tag: Locator) => tag.evaluate((one: HTMLElement & { open(): Promise<void> }) => one.open());
const ask = async (tag: Locator, text: string): Promise<void> => {
  const field = tag.locator("[part=composer] .field");
  await field.fill(text);
  await field.press("Enter");
  await expect(tag.getByRole("log").getByText(text, { exact: true })).toBeVisible();
};

/** Sockets of the page that are open. */
function sockets(page: Page): { open: number } {
  const count = { open: 0 };
  page.on("websocket", (socket) => {
    count.open++;
    socket.on("close", () => count.open--);
  });
  return count;
}

for (const [name, viewport] of Object.entries({
  wide: { width: 1280, height: 720 },
  "narrow, where it covers the page": { width: 390, height: 800 },
})) {
  test(`moved while it is open: it stays open, with text and focus; ${name}`, async ({ page }) => {
    await page.setViewportSize(viewport);
    const { widget, said } = await site.open(page, { body: `${PLACES}${tagOf(site.desk)}<button>Other</button>` });
    await widget.open();
    await widget.say(question);
    await expect(widget.log.getByRole("heading", { name: article })).toBeVisible();
    await widget.field.fill("half a sent");
    const isModal = () => widget.panel.evaluate((dialog) => dialog.matches(":modal"));
    const before = await isModal();
    for (const place of ["here", "there"]) {
      await move(page, place);
      await expect(widget.panel).toBeVisible();
      await expect(widget.field).toHaveValue("half a sent");
      await expect(widget.field).toBeFocused();
      expect(await isModal()).toBe(before);
    }
    await page.keyboard.type("ence");
    await widget.field.press("Enter");
    await expect(widget.log.getByText("half a sentence")).toBeVisible();
    await expect(page.locator("support-widget")).toHaveAttribute("open");
    await widget.field.press("Escape");
    await expect(widget.panel).toBeHidden();
    expect(said).toEqual([]);
  });
}

test("moved while the focus is elsewhere: it is left there", async ({ page }) => {
  const { widget } = await site.open(page, { body: `${PLACES}${tagOf(site.desk)}<button id="other">Other</button>` });
  await widget.open();
  // From now on the panel would bring its focus back.
  await expect(widget.panel.getByRole("button", { name: "Attach a file" })).toBeVisible();
  await widget.field.fill("text");
  await page.locator("#other").focus();
  await move(page, "there");
  await expect(widget.panel).toBeVisible();
  await expect(page.locator("#other")).toBeFocused();
});

test("removed, it closes and lets go of its socket; added again, the conversation goes on", async ({ page }) => {
  const live = sockets(page);
  const { widget, said } = await site.open(page, { body: PLACES + tagOf(site.desk) });
  await widget.open();
  await widget.say(question);
  await expect(widget.log.getByRole("heading", { name: article })).toBeVisible();
  expect(live.open).toBe(1);
  const tag = await page.evaluateHandle(() => {
    const one = document.querySelector("support-widget") as HTMLElement & { destroy(): void };
    one.destroy();
    return one;
  });
  await expect.poll(() => live.open).toBe(0);
  expect(await tag.evaluate((one) => one.hasAttribute("open"))).toBe(false);
  await tag.evaluate((one) => document.body.append(one));
  await widget.open();
  await expect(widget.log.getByRole("heading", { name: article })).toBeVisible();
  await expect.poll(() => live.open).toBe(1);
  await widget.say("I want a human");
  expect(said).toEqual([]);
});

test("two widgets on a page: each its own panel, one conversation where they have one site", async ({ page }) => {
  const { said } = await site.open(page, {
    body: tagOf(site.desk, 'id="a"') + tagOf(site.desk, 'id="b" position="start"'),
  });
  const [a, b] = [page.locator("#a"), page.locator("#b")];
  await open(a);
  await open(b);
  await ask(a, question);
  await expect(a.getByRole("log").getByRole("heading", { name: article })).toBeVisible();
  await a.evaluate((tag) => tag.remove());
  await expect(b.getByRole("dialog")).toBeVisible();
  await b.getByRole("combobox").fill("passw");
  await b.getByRole("option", { name: article }).click();
  await expect(b.getByRole("heading", { name: article })).toBeVisible();
  expect(said).toEqual([]);
});

test("every property that is set before the upgrade holds, and is an attribute", async ({ page }) => {
  const values = {
    server: site.desk.server,
    site: "default",
    position: "start",
    theme: "dark",
    mode: "inline",
    suggest: "account/reset-password",
    userToken: "",
    consent: "none",
    storage: "session",
    zIndex: "7",
    hideLauncher: true,
    kbOnly: true,
    sound: true,
  };
  const head = `<script>addEventListener("DOMContentLoaded", () => Object.assign(document.querySelector("support-widget"), ${JSON.stringify(values)}))</script>`;
  // Modules run after the document is read and before that event, so the script comes later still.
  const body = `<support-widget></support-widget><script>addEventListener("load", () => { const s = document.createElement("script"); s.type = "module"; s.src = "${site.desk.server}/widget/v1/support-widget.js"; document.head.append(s); })</script>`;
  await site.open(page, { head, body, bare: true });
  const tag = page.locator("support-widget");
  await expect(tag).toHaveJSProperty("isOpen", true);
  for (const [name, value] of Object.entries(values)) {
    await expect(tag, name).toHaveJSProperty(name, value);
    const attribute = name.replaceAll(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`);
    if (value) await expect(tag, name).toHaveAttribute(attribute, value === true ? "" : value);
  }
  await expect(tag.getByRole("combobox")).toBeVisible();
});

test("attributes that are set while it is open show at once, and lose nothing that was typed", async ({ page }) => {
  const { widget, said } = await site.open(page);
  const tag = page.locator("support-widget");
  const set = (name: string, value: string | null) =>
    tag.evaluate((one, [n, v]) => (v === null ? one.removeAttribute(n) : one.setAttribute(n, v)), [
      name,
      value,
    ] as const);
  await widget.open();
  await widget.field.fill("passw");
  await expect(widget.panel.getByRole("option", { name: article })).toBeVisible();

  await set("theme", "dark");
  await expect(widget.panel).toHaveCSS("background-color", "rgb(28, 30, 34)");
  await set("position", "start");
  await expect.poll(async () => (await widget.panel.boundingBox())?.x).toBe(20);
  await set("z-index", "77");
  await expect(widget.panel).toHaveCSS("z-index", "77");
  await set("lang", "ru");
  await expect(widget.field).toHaveAttribute("placeholder", "Задайте вопрос");
  await set("lang", null);
  await expect(widget.field).toHaveAttribute("placeholder", "Ask a question");
  await set("kb-only", "");
  await expect(widget.panel.getByRole("button", { name: "Send" })).toHaveCount(0);
  await set("kb-only", null);
  await expect(widget.panel.getByRole("button", { name: "Send" })).toBeVisible();
  await set("mode", "page");
  await expect.poll(async () => (await widget.panel.boundingBox())?.width).toBe(page.viewportSize()?.width);
  await set("mode", "inline");
  await expect(widget.panel).toHaveCSS("position", "static");
  await set("mode", null);
  await expect(widget.panel).toHaveCSS("position", "fixed");
  await expect(widget.field).toHaveValue("passw");
  await expect(widget.panel.getByRole("option", { name: article })).toBeVisible();

  // A site that there is not, a server that there is not, and back.
  await set("site", "nowhere");
  await expect(widget.panel.getByRole("alert").first()).toBeVisible();
  await set("site", null);
  await expect(widget.panel.getByRole("option", { name: article })).toBeVisible();
  await set("server", "http://localhost:9");
  await expect(widget.panel.getByRole("alert").first()).toBeVisible();
  await set("server", site.desk.server);
  await expect(widget.panel.getByRole("option", { name: article })).toBeVisible();
  await expect(widget.field).toHaveValue("passw");
  expect(said.filter((text) => !/Failed to load resource/.test(text))).toEqual([]);
});

test("a page that is left holds no socket, so that browsers may keep it whole; back again the chat goes on", async ({
  page,
}) => {
  const live = sockets(page);
  const { widget } = await site.open(page);
  await widget.open();
  await widget.say(question);
  await expect(widget.log.getByRole("heading", { name: article })).toBeVisible();
  expect(live.open).toBe(1);
  await page.evaluate(() => dispatchEvent(new PageTransitionEvent("pagehide", { persisted: true })));
  await expect.poll(() => live.open).toBe(0);
  await page.evaluate(() => dispatchEvent(new PageTransitionEvent("pageshow", { persisted: true })));
  await expect.poll(() => live.open).toBe(1);
  await widget.say("I want a human");
  await expect(widget.panel.getByText(/Request \d+ · Received/)).toBeVisible();
});
