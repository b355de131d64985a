import type { Server } from "node:http";
import { AxeBuilder } from "@axe-core/playwright";
import { expect, type Locator, type Page, test } from "@playwright/test";
import { startDemo } from "../scripts/demo-server.ts";
import { type Desk, freePair, startDesk } from "./desk.ts";
import { agentPage, complaints, setUp, signIn, Widget, WORDS } from "./people.ts";
import { pngFile } from "./pictures.ts";

/** Files in the widget: every way in, what is refused, what the agent sees and sends, and what is left after a reload. */

const words = WORDS.en;
let port: number;
let desk: Desk;
let shop: Server;

test.beforeAll(async ({ browser }) => {
  port = await freePair();
  desk = await startDesk({ args: ["--origin", `http://localhost:${port}`, "--no-demo"] });
  const own = `${desk.server} ${desk.server.replace("http", "ws")}`;
  shop = await startDemo({
    port,
    server: desk.server,
    // No img-src at all: nothing of a file may need an address.
    csp: () =>
      `default-src 'none'; style-src 'self'; script-src ${desk.server}; connect-src ${own}; require-trusted-types-for 'script'; trusted-types lit-html`,
  });
  const page = await agentPage(browser, words);
  await setUp(desk, page);
  await page.context().close();
});
test.afterAll(async () => {
  shop.close();
  await desk.destroy();
});

async function visit(page: Page): Promise<Widget> {
  await page.goto(`http://localhost:${port}/strict.html`);
  const widget = new Widget(page, words);
  await widget.open();
  return widget;
}

const clip = (widget: Widget): Locator => widget.panel.getByRole("button", { name: "Attach a file" });
const tiles = (widget: Widget): Locator => widget.panel.locator(".tile");
const sendButton = (widget: Widget): Locator => widget.panel.getByRole("button", { name: "Send", exact: true });

async function choose(widget: Widget, ...files: { name: string; mimeType: string; buffer: Buffer }[]): Promise<void> {
  await clip(widget).click();
  const chooser = widget.page.waitForEvent("filechooser");
  await widget.panel.getByRole("button", { name: "Photos and files" }).click();
  await (await chooser).setFiles(files);
}

/** A `layout-shift` entry, whose type TypeScript's library lacks. */
type Shift = { value: number; sources: { node: Node | null; previousRect: DOMRect; currentRect: DOMRect }[] };

/** As the browser does it when somebody pastes or drops. */
async function give(widget: Widget, how: "paste" | "drop", file: { name: string; mimeType: string; buffer: Buffer }) {
  const target = how === "paste" ? widget.field : widget.panel;
  await target.evaluate(
    (element, { how, name, type, base64 }) => {
      const bytes = Uint8Array.from(atob(base64), (c) => c.charCodeAt(0));
      const data = new DataTransfer();
      data.items.add(new File([bytes], name, { type }));
      const init = { bubbles: true, composed: true, cancelable: true };
      if (how === "drop") element.dispatchEvent(new DragEvent("dragover", { ...init, dataTransfer: data }));
      element.dispatchEvent(
        how === "paste"
          ? new ClipboardEvent("paste", { ...init, clipboardData: data })
          : new DragEvent("drop", { ...init, dataTransfer: data }),
      );
    },
    { how, name: file.name, type: file.mimeType, base64: file.buffer.toString("base64") },
  );
}

/** A picture among messages, drawn; its colours are looked at. */
async function isDrawn(picture: Locator): Promise<boolean> {
  return picture.evaluate((element) => {
    const canvas = element.querySelector("canvas");
    const [red, green, blue] = canvas?.getContext("2d")?.getImageData(5, 5, 1, 1).data ?? [];
    return !!red && red !== green && green !== blue;
  });
}

test("button, paste and drop; the agent sees them and answers with one; a reload shows all; nothing is asked for before", async ({
  browser,
}) => {
  const page = await (await browser.newContext({ locale: words.lang })).newPage();
  const said = complaints(page);
  const asked: string[] = [];
  page.on("request", (request) => asked.push(`${request.method()} ${new URL(request.url()).pathname}`));
  const widget = await visit(page);
  await choose(widget, pngFile("button.png"), { name: "log.txt", mimeType: "text/plain", buffer: Buffer.from("line") });
  await expect(tiles(widget)).toHaveCount(2);
  await give(widget, "paste", pngFile("pasted.png"));
  await give(widget, "drop", pngFile("dropped.png", { width: 100, height: 300 }));
  await expect(tiles(widget)).toHaveCount(4);
  await expect(widget.panel.locator(".tile canvas")).toHaveCount(3);
  await expect(widget.panel.locator(".frame.drop")).toHaveCount(0);
  await expect(widget.panel.getByRole("button", { name: "Photos and files" })).toBeHidden();
  await expect(widget.panel.getByRole("progressbar")).toHaveCount(0);
  // Taken out again: it was never anywhere else.
  await widget.panel.getByRole("button", { name: "Remove pasted.png" }).click();
  await expect(tiles(widget)).toHaveCount(3);
  await expect(widget.field).toBeFocused();
  expect(asked.filter((one) => one.startsWith("POST") || /conversations/.test(one))).toEqual([]);

  await widget.field.fill("Turquoise giraffes are broken");
  await widget.field.press("Enter");
  await expect(tiles(widget)).toHaveCount(0);
  const pictures = widget.log.getByRole("button", { name: /^Picture .*, show it large/ });
  await expect(pictures).toHaveCount(2);
  await expect(widget.log.getByText("log.txt")).toBeVisible();
  await expect(widget.panel.getByText(words.received)).toBeVisible();
  expect(asked.filter((one) => /POST .*\/files$/.test(one))).toHaveLength(3);

  const anna = await agentPage(browser, words);
  await signIn(desk, anna);
  await anna.getByText("Turquoise giraffes").first().click();
  await expect(anna.getByRole("log").getByText("log.txt")).toBeVisible();
  await expect(anna.getByRole("log").locator("img")).toHaveCount(2);
  await anna.getByRole("button", { name: words.takeOver, exact: true }).first().click();
  const chooser = anna.waitForEvent("filechooser");
  await anna.getByRole("button", { name: "Attach files" }).click();
  await (await chooser).setFiles([pngFile("answer.png")]);
  await anna.getByRole("textbox", { name: words.reply }).fill("Like this");
  await anna.getByRole("button", { name: words.send, exact: true }).click();
  await expect(widget.log.getByText("Like this", { exact: true })).toBeVisible();
  const answer = widget.log.getByRole("button", { name: /Picture answer\.png/ });
  await expect(answer).toBeVisible();
  expect(await isDrawn(answer)).toBe(true);

  // Large, and back with the keyboard, which leaves the panel open.
  await answer.press("Enter");
  const large = page.getByRole("dialog", { name: "answer.png" });
  await expect(large.locator("canvas")).toBeVisible();
  const down = page.waitForEvent("download");
  await large.getByRole("button", { name: "Download answer.png" }).click();
  expect((await down).suggestedFilename()).toBe("answer.png");
  await page.keyboard.press("Escape");
  await expect(large).toHaveCount(0);
  await expect(answer).toBeFocused();
  await expect(widget.field).toBeVisible();

  await page.reload();
  await widget.open();
  await expect(pictures).toHaveCount(3);
  expect(await isDrawn(pictures.first())).toBe(true);
  const file = page.waitForEvent("download");
  await widget.log.getByRole("button", { name: "Download log.txt" }).click();
  expect((await file).suggestedFilename()).toBe("log.txt");
  expect(said).toEqual([]);
  await anna.context().close();
  await page.context().close();
});

test("only files, without a word", async ({ page }) => {
  const widget = await visit(page);
  await expect(sendButton(widget)).toBeDisabled();
  await choose(widget, pngFile("silent.png"));
  await sendButton(widget).click();
  await expect(widget.log.getByRole("button", { name: /Picture silent\.png/ })).toHaveCount(1);
  await expect(widget.log.locator(".bot")).not.toHaveCount(0);
});

test("too big and of a wrong kind: said in words, and the rest goes", async ({ page }) => {
  const widget = await visit(page);
  const big = Buffer.alloc(5 * 1024 * 1024 + 1, "x");
  await choose(
    widget,
    { name: "big.txt", mimeType: "text/plain", buffer: big },
    { name: "setup.exe", mimeType: "application/x-msdownload", buffer: Buffer.from("MZ") },
    { name: "empty.txt", mimeType: "text/plain", buffer: Buffer.alloc(0) },
    // What it says of itself is not so; the server finds out.
    { name: "page.txt", mimeType: "text/plain", buffer: Buffer.from("<script>alert(1)</script>") },
  );
  await expect(tiles(widget).filter({ hasText: "big.txt" }).getByRole("alert")).toHaveText(/Too large: at most 5\sMB/);
  await expect(tiles(widget).filter({ hasText: "setup.exe" }).getByRole("alert")).toHaveText(/Only pictures, PDF/);
  await expect(tiles(widget).filter({ hasText: "empty.txt" }).getByRole("alert")).toHaveText(/empty/);
  const page2 = tiles(widget).filter({ hasText: "page.txt" });
  await expect(page2.getByRole("alert")).toHaveText("");
  await widget.field.fill("Orange zebras");
  await widget.field.press("Enter");
  await expect(page2.getByRole("alert")).toHaveText(/Only pictures, PDF/);
  // Nothing went, nothing is lost.
  await expect(widget.field).toHaveValue("Orange zebras");
  await expect(widget.log).toHaveCount(0);
  await widget.field.press("Enter");
  await expect(widget.log.getByText("Orange zebras", { exact: true })).toBeVisible();
  await expect(tiles(widget)).toHaveCount(0);
});

test("progress on a slow line, and called off", async ({ page }) => {
  const widget = await visit(page);
  await widget.say("Purple zebras");
  const network = await page.context().newCDPSession(page);
  await network.send("Network.enable");
  await network.send("Network.emulateNetworkConditions", {
    offline: false,
    latency: 0,
    downloadThroughput: -1,
    uploadThroughput: 20_000,
  });
  const slow = { name: "slow.txt", mimeType: "text/plain", buffer: Buffer.alloc(2_000_000, "x") };
  await choose(widget, slow);
  await widget.field.fill("With a long file");
  await widget.field.press("Enter");
  const bar = widget.panel.getByRole("progressbar", { name: "slow.txt" });
  await expect(bar).toBeVisible();
  await expect(async () => {
    const share = await bar.evaluate((element) => (element as HTMLProgressElement).value);
    expect(share).toBeGreaterThan(0);
    expect(share).toBeLessThan(1);
  }).toPass();
  const failed = page.waitForEvent("requestfailed", (request) => request.url().endsWith("/files"));
  await widget.panel.getByRole("button", { name: "Remove slow.txt" }).click();
  await failed;
  await network.send("Network.emulateNetworkConditions", {
    offline: false,
    latency: 0,
    downloadThroughput: -1,
    uploadThroughput: -1,
  });
  // The words go without it, once.
  await expect(widget.log.getByText("With a long file", { exact: true })).toHaveCount(1);
  await expect(widget.log.getByText("slow.txt")).toHaveCount(0);
});

test("without a network they wait, and go out once when it is back", async ({ page }) => {
  const widget = await visit(page);
  await widget.say("Green zebras");
  await choose(widget, pngFile("later.png"));
  await page.context().setOffline(true);
  await widget.field.fill("See the picture");
  await widget.field.press("Enter");
  await expect(widget.panel.getByText(/No connection\. It will be sent as soon as there is one/)).toBeVisible();
  await expect(widget.field).toHaveValue("See the picture");
  await page.context().setOffline(false);
  await expect(widget.log.getByRole("button", { name: /Picture later\.png/ })).toHaveCount(1);
  await expect(widget.log.getByText("See the picture", { exact: true })).toHaveCount(1);
  await expect(tiles(widget)).toHaveCount(0);
});

test("the server takes no more from this network: it is said what to do, nothing is lost, and all goes later", async ({
  page,
}) => {
  const widget = await visit(page);
  const retryAfterMs = 600_000;
  await page.route(/\/files$/, (route) =>
    route.fulfill({
      status: 429,
      headers: { "Access-Control-Allow-Origin": "*", "Retry-After": "600" },
      json: { error: { code: "too_many", message: "Too many in a short time.", retryAfterMs } },
    }),
  );
  await choose(widget, pngFile("patient.png"));
  await widget.field.fill("Grey zebras");
  await widget.field.press("Enter");
  await expect(widget.panel.getByText(/The files have to wait\. Keep this page open/)).toBeVisible();
  await expect(widget.field).toHaveValue("Grey zebras");
  await expect(tiles(widget)).toHaveText([/patient\.png/]);
  await page.unroute(/\/files$/);
  await widget.panel.getByRole("button", { name: "Try again" }).click();
  await expect(widget.log.getByRole("button", { name: /Picture patient\.png/ })).toHaveCount(1);
  await expect(widget.log.getByText("Grey zebras", { exact: true })).toHaveCount(1);
  await expect(tiles(widget)).toHaveCount(0);
});

test("technical details: what is shown is what is sent, and it can be changed", async ({ page }) => {
  const widget = await visit(page);
  await clip(widget).click();
  await widget.panel.getByRole("button", { name: "Technical details" }).click();
  const text = widget.panel.getByRole("textbox", { name: /Exactly this text/ });
  await expect(text).toHaveValue(/Browser: Mozilla[^]*Window: \d+×\d+[^]*Page: http:\/\/localhost:\d+\/strict\.html\n/);
  const changed = (await text.inputValue()).replace(/^Languages:.*\n/m, "");
  await text.fill(changed);
  await widget.panel.getByRole("button", { name: "Attach", exact: true }).click();
  await expect(tiles(widget)).toHaveText([/technical-details\.txt/]);
  const upload = page.waitForRequest((request) => request.url().endsWith("/files") && request.method() === "POST");
  await widget.field.press("Enter");
  // Of the bytes that left; Chromium does not show a Blob's to a test, so the file is fetched.
  await upload;
  const down = page.waitForEvent("download");
  await widget.log.getByRole("button", { name: "Download technical-details.txt" }).click();
  const stream = await (await down).createReadStream();
  const chunks: Buffer[] = [];
  for await (const chunk of stream) chunks.push(chunk as Buffer);
  expect(Buffer.concat(chunks).toString()).toBe(changed);
  expect(changed).not.toContain("Languages");
});

test("a large photo is made smaller before it is sent", async ({ page }) => {
  const widget = await visit(page);
  const photo = pngFile("photo.png", { width: 1_400, height: 1_000, noise: true });
  expect(photo.buffer.length).toBeGreaterThan(4_000_000);
  await choose(widget, photo);
  await expect(widget.panel.locator(".tile canvas")).toHaveCount(1);
  const upload = page.waitForResponse((response) => response.url().endsWith("/files") && response.status() === 201);
  await sendButton(widget).click();
  const sent = (await (await upload).json()) as { size: number; width: number; height: number; type: string };
  expect(sent).toMatchObject({ type: "image/webp", width: 1_400, height: 1_000 });
  expect(sent.size).toBeLessThan(photo.buffer.length);
});

test("what does not load is said, and can be had again", async ({ page }) => {
  const widget = await visit(page);
  await page.route(/\/attach-[\w-]+\.js/, (route) => route.abort());
  await expect(clip(widget)).toBeVisible();
  await give(widget, "drop", pngFile("kept.png"));
  await expect(widget.panel.getByText("This could not be loaded.")).toBeVisible();
  await page.unroute(/\/attach-[\w-]+\.js/);
  await widget.panel.getByRole("button", { name: "Try again" }).click();
  await expect(tiles(widget)).toHaveText([/kept\.png/]);
  await sendButton(widget).click();
  const picture = widget.log.getByRole("button", { name: /Picture kept\.png/ });
  await expect(picture).toBeVisible();
  const files = /\/files\/f_\w+$/;
  await page.route(files, (route) => route.abort());
  await page.reload();
  await widget.open();
  await expect(widget.log.getByRole("alert")).toContainText("This could not be loaded.");
  await page.unroute(files);
  await widget.log.getByRole("button", { name: "Try again" }).click();
  await expect(picture).toBeVisible();
  expect(await isDrawn(picture)).toBe(true);
});

test("by keyboard, on a small screen, light and dark: axe finds nothing, nothing moves", async ({ browser }, info) => {
  for (const colorScheme of ["light", "dark"] as const) {
    const context = await browser.newContext({
      locale: words.lang,
      viewport: { width: 390, height: 844 },
      colorScheme,
      bypassCSP: true,
    });
    const page = await context.newPage();
    const widget = await visit(page);
    await clip(widget).focus();
    await page.keyboard.press("Enter");
    await expect(widget.panel.getByRole("button", { name: "Photos and files" })).toBeFocused();
    await expect(clip(widget)).toHaveAttribute("aria-expanded", "true");
    await page.screenshot({ path: info.outputPath(`choice-${colorScheme}.png`) });
    await page.keyboard.press("Tab");
    await page.keyboard.press("Enter");
    await expect(widget.panel.getByRole("textbox", { name: /Exactly this text/ })).toBeFocused();
    await page.screenshot({ path: info.outputPath(`details-${colorScheme}.png`) });
    expect((await new AxeBuilder({ page }).analyze()).violations).toEqual([]);
    await widget.panel.getByRole("button", { name: "Cancel" }).click();
    await choose(
      widget,
      pngFile("a picture with a rather long name, as phones and screenshots give them 2026-11-22.png"),
      {
        name: "setup.exe",
        mimeType: "application/x-msdownload",
        buffer: Buffer.from("MZ"),
      },
    );
    await expect(widget.panel.locator(".tile canvas")).toHaveCount(1);
    await page.screenshot({ path: info.outputPath(`chosen-${colorScheme}.png`) });
    expect((await new AxeBuilder({ page }).analyze()).violations).toEqual([]);
    await sendButton(widget).click();
    await expect(widget.log.getByRole("button", { name: /Picture a picture/ })).toBeVisible();
    await page.screenshot({ path: info.outputPath(`sent-${colorScheme}.png`) });
    expect((await new AxeBuilder({ page }).analyze()).violations).toEqual([]);
    // From now on without a hand on it, and slowly: what was reserved is what is taken.
    await (await context.newCDPSession(page)).send("Emulation.setCPUThrottlingRate", { rate: 6 });
    await page.reload();
    await page.evaluate(() => {
      const name = (node: Node | null) =>
        node instanceof Element ? `${node.localName}.${node.className}` : node?.nodeName;
      const seen = window as unknown as { shifts: string[] };
      seen.shifts = [];
      new PerformanceObserver((list) => {
        for (const entry of list.getEntries() as unknown as Shift[])
          for (const { node, previousRect: from, currentRect: to } of entry.sources)
            seen.shifts.push(`${name(node)} ${JSON.stringify(from)} ${JSON.stringify(to)} ${entry.value}`);
      }).observe({ type: "layout-shift", buffered: true });
    });
    await widget.open();
    await expect(widget.log.getByRole("button", { name: /Picture a picture/ })).toBeVisible();
    expect(await page.evaluate(() => (window as unknown as { shifts: string[] }).shifts)).toEqual([]);
    await context.close();
  }
});
