import { expect, type Page, test } from "@playwright/test";
import { leakRounds } from "../../bench/widget/leak.ts";
import { OwnSite } from "../own-page.ts";
import { WORDS } from "../people.ts";

/* What 45 rounds of opening, closing and removing leave behind, beyond what the first five do. */

let site: OwnSite;
test.beforeAll(async () => {
  site = await OwnSite.start();
});
test.afterAll(() => site.destroy());

/** The browser itself keeps 2 to 4 kB a round (its list of requests and the like); a panel that is kept is 28 kB, 200 nodes and 25 listeners. */
const HEAP_KB = 300;
const NODES = 45;
const LISTENERS = 20;

async function leaks(page: Page): Promise<void> {
  const { after5, after50 } = await leakRounds(page, { server: site.desk.server });
  expect(after50.nodes - after5.nodes).toBeLessThanOrEqual(NODES);
  expect(after50.listeners - after5.listeners).toBeLessThanOrEqual(LISTENERS);
  expect(after50.heapKb - after5.heapKb).toBeLessThanOrEqual(HEAP_KB);
}

test("a visitor who has said nothing", async ({ page }) => {
  await page.goto(site.put({ body: "<h1>Leaks</h1>" }));
  await leaks(page);
});

test("a visitor with a conversation: sockets and what hangs on them go too", async ({ page }) => {
  const { widget } = await site.open(page);
  await widget.open();
  await widget.say(WORDS.en.question);
  await expect(widget.log.getByRole("heading", { name: WORDS.en.article })).toBeVisible();
  await page.goto(site.put({ body: "<h1>Leaks</h1>" }));
  const live = { open: 0 };
  page.on("websocket", (socket) => {
    live.open++;
    socket.on("close", () => live.open--);
  });
  await leaks(page);
  await expect.poll(() => live.open).toBe(0);
});
