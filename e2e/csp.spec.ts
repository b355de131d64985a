import type { Server } from "node:http";
import { expect, test } from "@playwright/test";
import { startDemo } from "../scripts/demo-server.ts";
import { type Desk, freePair, startDesk } from "./desk.ts";
import { complaints, Widget, WORDS } from "./people.ts";
import { startProxy } from "./proxy.ts";

/** The widget under the strict policy with Trusted Types of a page that gives nothing away. */

const TYPES = "require-trusted-types-for 'script'; trusted-types lit-html";
/** Of the page that embeds; the next one is the proxy's. */
let port: number;
let desk: Desk;
let shop: Server;
/** The support server under another address, with a page of its own: same origin, and a reverse proxy on the way. */
let proxy: Server;

test.beforeAll(async () => {
  port = await freePair();
  const own = `http://localhost:${port + 1}`;
  desk = await startDesk({ args: ["--origin", `http://localhost:${port}`, "--url", own, "--no-demo"] });
  proxy = await startProxy({
    port: port + 1,
    target: desk.server,
    pages: {
      "/strict": {
        csp: `default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'; ${TYPES}`,
        html: `<!doctype html><html lang="en"><head><title>Strict</title></head><body><h1>Strict</h1>
          <script type="module" src="/widget/v1/support-widget.js"></script>
          <support-widget server="${own}"></support-widget></body></html>`,
      },
    },
  });
  const server = desk.server;
  const foreign = `default-src 'none'; style-src 'self'; connect-src ${server} ${server.replace("http", "ws")}; img-src ${server}`;
  shop = await startDemo({
    port,
    server,
    csp: (path) =>
      path === "/lit-host.html"
        ? `${foreign}; script-src 'self' ${server}; ${TYPES} 'allow-duplicates'`
        : path === "/strict.html"
          ? `${foreign}; script-src ${server}; ${TYPES}`
          : // A page that has allowed the launcher and forgotten what it loads.
            `${foreign}; script-src ${server}/widget/v1/support-widget.js`,
  });
});
test.afterAll(async () => {
  shop.close();
  proxy.close();
  await desk.destroy();
});

async function talks(widget: Widget): Promise<void> {
  await widget.open();
  await widget.field.fill("passw");
  await expect(widget.panel.getByRole("option").first()).toBeVisible();
  await widget.panel.getByRole("option").first().click();
  await expect(widget.panel.getByRole("heading", { name: "Reset a forgotten password" })).toBeVisible();
  await widget.say("How do I reset my password?");
  await expect(widget.log.getByRole("heading", { name: "Reset a forgotten password" })).toBeVisible();
  await widget.say("I want a human");
  await expect(widget.panel.getByText(/Request \d+ · Received/)).toBeVisible();
}

test("another origin", async ({ page }) => {
  const said = complaints(page);
  await page.goto(`http://localhost:${port}/strict.html`);
  await talks(new Widget(page, WORDS.en));
  expect(said).toEqual([]);
});

test("the same origin", async ({ page }) => {
  const said = complaints(page);
  await page.goto(`http://localhost:${port + 1}/strict`);
  await talks(new Widget(page, WORDS.en));
  expect(said).toEqual([]);
});

test("a page that has Lit itself", async ({ page }) => {
  const said = complaints(page);
  await page.goto(`http://localhost:${port}/lit-host.html`);
  await expect(page.locator("lit-badge").getByRole("button")).toBeVisible();
  await talks(new Widget(page, WORDS.en));
  await page.locator("lit-badge").getByRole("button").click();
  expect(said).toEqual([]);
});

test("refused by the page's policy, the link in the tag stays and an event tells", async ({ page }) => {
  await page.addInitScript(() => {
    addEventListener("support-error", (event) => {
      document.title = (event as CustomEvent<{ code: string }>).detail.code;
    });
  });
  await page.goto(`http://localhost:${port}/index.html`);
  await expect(page.getByRole("link", { name: "Help", exact: true })).toBeHidden();
  await page.getByRole("button", { name: "Support" }).click();
  await expect(page.getByRole("link", { name: "Help", exact: true })).toBeVisible();
  await expect(page).toHaveTitle("load_failed");
});
