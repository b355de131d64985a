import { readdirSync } from "node:fs";
import { expect, type Page, test } from "@playwright/test";
import { PUBLIC } from "../scripts/paths.ts";
import type { Desk } from "./desk.ts";
import { OwnSite, tagOf } from "./own-page.ts";
import { type Widget, WORDS } from "./people.ts";

/* Pages that are against us without meaning it: their sheets, their layers, their frames, and how they are looked at. */

let site: OwnSite;
let desk: Desk;
test.beforeAll(async () => {
  site = await OwnSite.start();
  desk = site.desk;
});
test.afterAll(() => site.destroy());

const { article, question } = WORDS.en;

/** Opens, finds, reads, asks. Playwright presses only what is seen, stands still and is on top. */
async function serves(widget: Widget): Promise<void> {
  await widget.open();
  await reads(widget);
  await widget.say(question);
  await expect(widget.log.getByRole("heading", { name: article })).toBeVisible();
}
async function reads(widget: Widget): Promise<void> {
  await widget.field.fill("passw");
  await widget.panel.getByRole("option", { name: article }).click();
  await expect(widget.panel.getByRole("heading", { name: article })).toBeVisible();
}

/** Where the parts stand and what they look like: the page has no part in it. */
async function look(page: Page): Promise<object> {
  return page.locator("support-widget").evaluate((tag) => {
    const shadow = tag.shadowRoot as ShadowRoot;
    const panel = shadow.querySelector("support-widget-panel") as HTMLElement;
    const within = (selector: string) => panel.shadowRoot?.querySelector(selector) as HTMLElement;
    const parts = [
      shadow.querySelector("button") as HTMLElement,
      within("dialog"),
      within(".field"),
      within(".header"),
    ];
    return parts.map((part) => {
      const { x, y, width, height } = part.getBoundingClientRect();
      const style = getComputedStyle(part);
      const { display, visibility, opacity, pointerEvents, filter, transform, color, backgroundColor, fontSize } =
        style;
      const { lineHeight, letterSpacing, textTransform, cursor, direction, fontFamily } = style;
      return {
        box: [x, y, width, height].map(Math.round),
        display,
        visibility,
        opacity,
        pointerEvents,
        filter,
        transform,
        color,
        backgroundColor,
        fontSize,
        lineHeight,
        letterSpacing,
        textTransform,
        cursor,
        direction,
        fontFamily,
      };
    });
  });
}

const SHEETS: Record<string, string> = {
  "everything unset": "* { all: unset !important }",
  "no boxes": "div, dialog, button, form, slot, ul, li, p, h2, h3, input, textarea, svg { display: none !important }",
  "nothing visible or touchable":
    "* { visibility: hidden !important; pointer-events: none !important; user-select: none !important }",
  "what stands in the body is faded, turned and filtered":
    "body > * { opacity: 0 !important; transform: rotate(9deg) scale(.1) !important; filter: invert(1) blur(9px) !important; clip-path: inset(50%) !important; contain: strict !important; overflow: hidden !important; position: absolute !important; z-index: -1 !important; will-change: transform !important; mask: linear-gradient(#0000, #0000) !important }",
  "the tag by its name":
    "support-widget { display: none !important; opacity: 0 !important; width: 0 !important; color: red !important; font: 3px serif !important; position: static !important; content-visibility: hidden !important }",
  "10 px at the root, odd type":
    "html { font-size: 10px !important } * { font: italic 40px/3 cursive !important; letter-spacing: 1em !important; text-transform: uppercase !important; text-align: right !important; box-sizing: content-box !important; color: lime !important; direction: ltr }",
  "rules for dialogs":
    "dialog { inset: auto !important; width: 1px !important; background: red !important } dialog::backdrop { background: red !important } dialog:not([open]) { display: block !important }",
  "its own animations":
    "body *, *::before, *::after { transition: all 9s !important; animation: x 9s infinite !important } @keyframes x { to { transform: rotate(1turn); opacity: 0 } }",
};

/** The part of a sheet that a tag's own box must not be measured with: `:host` is `display: contents`. */
let plain: object;
test.beforeAll(async ({ browser }) => {
  const page = await browser.newPage();
  const { widget } = await site.open(page);
  await widget.open();
  await settled(page);
  plain = await look(page);
  await page.close();
});

/** The panel's own movement of 0.15 s is over. */
async function settled(page: Page): Promise<void> {
  await page.locator("support-widget").evaluate(async (tag) => {
    const dialog = tag.shadowRoot?.querySelector("support-widget-panel")?.shadowRoot?.querySelector("dialog");
    await Promise.all(dialog?.getAnimations().map((one) => one.finished) ?? []);
  });
}

for (const [name, css] of Object.entries(SHEETS)) {
  test(`sheet: ${name}`, async ({ page }) => {
    const { widget, said } = await site.open(page, { head: `<style>${css}</style>` });
    await page.locator("support-widget").evaluate((tag: HTMLElement & { open(): Promise<void> }) => tag.open());
    await expect(widget.field).toBeFocused();
    await settled(page);
    expect(await look(page)).toEqual(plain);
    await widget.field.press("Escape");
    await serves(widget);
    expect(said).toEqual([]);
  });
}

test.describe("layers", () => {
  const WALL = '<div style="position:fixed;inset:0;z-index:2147483647;background:#fffc">A wall</div>';

  test("as high as can be, and first in the page: `z-index` or `--sw-z` lifts the tag over it", async ({ page }) => {
    for (const attribute of ['z-index="2147483647"', 'style="--sw-z:2147483647"']) {
      const { widget } = await site.open(page, { body: WALL + tagOf(desk, attribute) });
      await widget.open();
      await reads(widget);
    }
  });

  test("a parent that is a layer of its own holds the tag down; moved into the body it is free", async ({ page }) => {
    const body = `<div id="low" style="position:relative;z-index:0">${tagOf(desk)}</div><div style="position:fixed;inset:0;z-index:1">x</div>`;
    const { widget } = await site.open(page, { body });
    await page.evaluate(() => document.body.append(document.querySelector("support-widget") as Element));
    await widget.open();
  });

  test("over a modal dialog of the page: opened from inside it, the panel can be used, and closes before it", async ({
    page,
  }) => {
    const body = `<dialog id="modal"><button id="help">Help me</button></dialog>${tagOf(desk)}
      <script type="module">modal.showModal(); help.onclick = () => document.querySelector("support-widget").open();</script>`;
    const { widget, said } = await site.open(page, { body });
    await page.getByRole("button", { name: "Help me" }).click();
    const panel = page.locator("support-widget").getByRole("dialog");
    await expect(panel.getByRole("combobox")).toBeFocused();
    await panel.getByRole("combobox").fill("passw");
    await panel.getByRole("option", { name: article }).click();
    await expect(panel.getByRole("heading", { name: article })).toBeVisible();
    await page.keyboard.press("Escape");
    await expect(panel).toBeHidden();
    await expect(page.locator("#modal")).toBeVisible();
    expect(said).toEqual([]);
    expect(widget.page).toBe(page);
  });

  test("a tag inside the page's modal dialog", async ({ page }) => {
    const body = `<dialog id="modal"><h1>Basket</h1>${tagOf(desk)}</dialog><script type="module">modal.showModal()</script>`;
    await site.open(page, { body });
    const tag = page.locator("support-widget");
    await tag.getByRole("button", { name: "Support" }).click();
    const panel = tag.getByRole("dialog");
    await expect(panel.getByRole("combobox")).toBeFocused();
    await panel.getByRole("combobox").fill("passw");
    await panel.getByRole("option", { name: article }).click();
    await expect(panel.getByRole("heading", { name: article })).toBeVisible();
  });

  test("over an element in full screen", async ({ page }) => {
    const body = `<div id="film"><button id="full">Full screen</button><button id="help">Help me</button></div>${tagOf(desk)}
      <script type="module">full.onclick = () => film.requestFullscreen(); help.onclick = () => document.querySelector("support-widget").open();</script>`;
    const { widget } = await site.open(page, { body });
    await page.getByRole("button", { name: "Full screen" }).click();
    await expect.poll(() => page.evaluate(() => document.fullscreenElement?.id)).toBe("film");
    await page.getByRole("button", { name: "Help me" }).click();
    await expect(widget.field).toBeFocused();
    await reads(widget);
  });
});

test.describe("frames", () => {
  const inFrame = (page: Page) => page.frameLocator("iframe").locator("support-widget");

  async function serveInFrame(page: Page, parent: string, frame: string): Promise<void> {
    const framed = site.put({}, "/framed");
    const body = `<iframe ${frame} src="${framed}" width="600" height="700"></iframe>`;
    site.put({ bare: true, body }, "/parent");
    await page.goto(`${parent}/parent`);
    await inFrame(page).getByRole("button", { name: "Support" }).click();
    const field = inFrame(page).getByRole("combobox");
    await expect(field).toBeFocused();
    await field.fill("passw");
    await inFrame(page).getByRole("option", { name: article }).click();
    await expect(inFrame(page).getByRole("heading", { name: article })).toBeVisible();
    await inFrame(page).getByRole("textbox").fill(question);
    await inFrame(page).getByRole("textbox").press("Enter");
  }

  test("of the same origin", async ({ page }) => {
    await serveInFrame(page, site.origin, "");
    await expect(inFrame(page).getByRole("log").getByRole("heading", { name: article })).toBeVisible();
  });

  test("of another origin", async ({ page }) => {
    await serveInFrame(page, site.origin.replace("localhost", "127.0.0.1"), "");
    await expect(inFrame(page).getByRole("log").getByRole("heading", { name: article })).toBeVisible();
  });

  test("sandboxed, without storage and without an origin: it searches and reads, and says that it may not chat here (A39)", async ({
    page,
  }) => {
    const errors: string[] = [];
    page.on("pageerror", (error) => errors.push(error.message));
    await serveInFrame(page, site.origin, 'sandbox="allow-scripts allow-forms"');
    await expect(inFrame(page).getByText("This page is not allowed to use the support chat.")).toBeVisible();
    // Nothing of what was written is lost.
    await expect(inFrame(page).getByRole("log").getByText(question)).toBeVisible();
    expect(errors).toEqual([]);
  });
});

test.describe("how it is looked at", () => {
  test("on paper there is nothing of it, open or closed", async ({ page }) => {
    const { widget } = await site.open(page);
    await widget.open();
    await page.emulateMedia({ media: "print" });
    await expect(widget.panel).toBeHidden();
    await expect(page.getByRole("button", { name: "Support" })).toBeHidden();
    await page.emulateMedia({ media: "screen" });
    await expect(widget.panel).toBeVisible();
  });

  for (const [zoom, viewport] of Object.entries({
    200: { width: 640, height: 360 },
    400: { width: 320, height: 192 },
  })) {
    test(`zoom of ${zoom} %: all of it can be reached, and nothing scrolls sideways`, async ({ page }) => {
      await page.setViewportSize(viewport);
      const { widget } = await site.open(page);
      await serves(widget);
      const wide = await widget.panel.evaluate((panel) =>
        [panel, ...panel.querySelectorAll("*")]
          .filter(
            (e) =>
              e.scrollWidth > e.clientWidth + 1 && getComputedStyle(e).overflowX === "auto" && !e.matches("pre,table"),
          )
          .map((e) => e.className),
      );
      expect(wide).toEqual([]);
      await page.locator("support-widget").getByRole("button", { name: "Close" }).click();
      await expect(widget.panel).toBeHidden();
    });
  }

  test("nothing moves for those who want no movement", async ({ page }) => {
    await page.emulateMedia({ reducedMotion: "reduce" });
    const { widget } = await site.open(page);
    await widget.open();
    expect(await widget.panel.evaluate((panel) => getComputedStyle(panel).animationName)).toBe("none");
  });

  test("forced colours: the launcher's icon, borders and the send button are still there", async ({ page }) => {
    await page.emulateMedia({ forcedColors: "active" });
    const { widget } = await site.open(page);
    await widget.open();
    const seen = await page.locator("support-widget").evaluate((tag) => {
      const button = tag.shadowRoot?.querySelector("button") as HTMLElement;
      const icon = button.querySelector("i") as HTMLElement;
      const dialog = tag.shadowRoot
        ?.querySelector("support-widget-panel")
        ?.shadowRoot?.querySelector("dialog") as HTMLElement;
      const ground = getComputedStyle(button).backgroundColor;
      return {
        icon: getComputedStyle(icon).borderTopColor !== ground,
        launcher: getComputedStyle(button).borderTopColor !== ground,
        panel: getComputedStyle(dialog).borderTopWidth,
      };
    });
    expect(seen).toEqual({ icon: true, launcher: true, panel: "1px" });
  });
});

/**
 * Words that lists of ad blockers stop in addresses, whoever the host: chat widgets and notices (Fanboy's Annoyances), advertisements
 * (EasyList), counting (EasyPrivacy), cookie notices (EasyList Cookie), social buttons (Fanboy's Social). Written from what their
 * general rules have in common; the lists change weekly, so words are kept away from rather than rules.
 */
const LISTED =
  /(live|web|visitor|online)[-_]?(chat|help|support)|chat[-_.]?(widget|box|bot|button|loader|plugin|app)|(^|[/_.-])(ads?|adv|consent|share|advert\w*|banner|sponsor\w*|promo\w*|popup|popunder|analytics?|metrics?|telemetry|track\w*|beacon\w*|pixel\w*|counter|stats?|collect|fingerprint\w*|impressions?|cookie\w*|cookie-?consent|gdpr|sharing|social|newsletter|notify|push)([/_.?=-]|$)/i;

test("no file or route of the widget has a word of the ad blockers' lists, and no address carries a token (A43)", async ({
  page,
}) => {
  const asked: string[] = [];
  page.on("request", (request) => asked.push(request.url()));
  page.on("websocket", (socket) => asked.push(socket.url()));
  const { widget } = await site.open(page);
  await serves(widget);
  await widget.say("I want a human");
  await expect(widget.panel.getByText(/Request \d+ · Received/)).toBeVisible();
  const ours = asked.filter((url) => new URL(url).host === new URL(desk.server).host);
  const paths = ours.map((url) => new URL(url).pathname);
  const files = readdirSync(`${PUBLIC}widget/v1`).map((name) => `/widget/v1/${name}`);
  expect(paths.some((path) => path.endsWith("/socket"))).toBe(true);
  expect([...paths, ...files].filter((path) => LISTED.test(path))).toEqual([]);
  const token = await page.evaluate(
    () => /"token":"([^"]+)"/.exec(JSON.stringify(Object.values(localStorage)).replaceAll("\\", ""))?.[1],
  );
  expect(token).toBeTruthy();
  expect(ours.filter((url) => url.includes(token ?? ""))).toEqual([]);
});
