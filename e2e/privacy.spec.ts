import { expect, type Page, test } from "@playwright/test";
import { agentPage, setUp, Widget, WORDS } from "./people.ts";
import { fromConsole, startTagDesk, stored, type TagDesk, tagPage, told } from "./tag-page.ts";

/** What the widget keeps, and when: nothing before the first message, nothing before consent, nothing after deletion. */

const words = WORDS.en;
let desk: TagDesk;
let agent: Page;

test.describe.configure({ mode: "default" });
test.beforeAll(async ({ browser }) => {
  desk = await startTagDesk();
  agent = await agentPage(browser, words);
  await setUp(desk, agent);
});
test.afterAll(() => desk.destroy());

for (const attributes of ["", 'mode="inline"', 'mode="page"', 'storage="none"', 'storage="session"', 'consent="ask"']) {
  test(`before the visitor writes: no cookie, nothing stored, only its own static files (${attributes || "bubble"})`, async ({
    browser,
  }) => {
    const context = await browser.newContext({ locale: words.lang });
    const asked: string[] = [];
    context.on("request", (request) => asked.push(new URL(request.url()).pathname));
    const page = await tagPage(context, desk, attributes);
    const standing = /inline|page/.test(attributes);
    // All that comes by itself has come: the panel's file, which is asked for while the page rests, and what a panel that stands open shows.
    await expect.poll(() => asked.some((path) => /\/panel-/.test(path))).toBe(true);
    const panel = page.locator("support-widget-panel");
    if (standing) {
      await expect(panel.locator("ul .row").first()).toBeVisible();
      await expect(panel.getByRole("button", { name: "Attach a file" })).toBeVisible();
    }
    await page.waitForLoadState("networkidle");
    expect(await context.cookies()).toEqual([]);
    expect(await stored(page)).toEqual([]);
    // A panel that stands open shows the articles.
    expect(asked.filter((path) => !/^\/(own|favicon\.ico|widget\/v1\/.*)$/.test(path))).toEqual(
      standing ? [expect.stringMatching(/\/home$/)] : [],
    );
    await context.close();
  });
}

test("consent: typed first, kept nowhere, then asked, then sent with it", async ({ browser }) => {
  const context = await browser.newContext({ locale: words.lang });
  const begun: string[] = [];
  context.on("request", (request) => {
    if (request.url().includes("/v1/conversations")) begun.push(request.url());
  });
  const page = await tagPage(context, desk, 'consent="ask"');
  const frames: string[] = [];
  page.on("websocket", (socket) => socket.on("framesent", ({ payload }) => frames.push(String(payload))));
  const widget = new Widget(page, words);
  const card = widget.panel.locator("form.consent");
  await widget.open();
  await widget.field.fill(words.question);
  expect(await stored(page)).toEqual([]);
  await widget.field.press("Enter");
  await expect(card.getByRole("checkbox", { name: "I agree" })).toBeFocused();
  await expect(card.getByRole("checkbox")).not.toBeChecked();
  // Not without the tick.
  await card.getByRole("button", { name: "Send" }).click();
  await expect(card).toBeVisible();
  expect([await stored(page), begun]).toEqual([[], []]);

  await card.getByRole("button", { name: "Cancel" }).click();
  await expect(card).toHaveCount(0);
  await expect(widget.field).toHaveValue(words.question);
  await widget.field.press("Enter");
  await expect(card).toBeVisible();
  await page.reload();
  expect([await stored(page), begun]).toEqual([[], []]);
  await widget.open();
  await expect(widget.field).toHaveValue("");

  await widget.field.fill(words.question);
  await widget.field.press("Enter");
  await card.getByRole("checkbox").check();
  await card.getByRole("button", { name: "Send" }).click();
  await expect(widget.log.getByRole("heading", { name: words.article })).toBeVisible();
  await expect(widget.field).toHaveValue("");
  // A frame may have been sent again.
  const sent = new Set(frames.filter((frame) => frame.includes('"message.send"')));
  expect([...sent].map((frame) => JSON.parse(frame) as unknown)).toMatchObject([
    { text: words.question, consent: expect.any(String) },
  ]);
  // Agreed once: not asked again, after a reload either.
  await widget.say(words.unknown);
  await page.reload();
  await widget.open();
  await widget.say("One more thing");
  await expect(card).toHaveCount(0);
  await context.close();
});

test("consent: the owner changes the text while one is asked: nothing is stored, the new text is asked about, and it is sent once", async ({
  browser,
}) => {
  const site = ((await (await agent.request.get(`${desk.server}/v1/sites/default/home`)).json()) as { site: string })
    .site;
  const own = async (en: string): Promise<void> => {
    const saved = await fromConsole<{ version: number; settings: object }>(agent, "GET", `sites/${site}/settings`);
    const settings = { ...saved.settings, consent: { en, ru: "" } };
    await fromConsole(agent, "PUT", `sites/${site}/settings`, { version: saved.version, settings });
  };
  await own("We keep it for a week.");
  const context = await browser.newContext({ locale: words.lang });
  const page = await tagPage(context, desk, 'consent="ask"');
  const frames: string[] = [];
  page.on("websocket", (socket) => socket.on("framesent", ({ payload }) => frames.push(String(payload))));
  const widget = new Widget(page, words);
  const card = widget.panel.locator("form.consent");
  const agree = async (): Promise<void> => {
    await card.getByRole("checkbox").check();
    await card.getByRole("button", { name: "Send" }).click();
  };
  await widget.open();
  await widget.field.fill(words.question);
  await widget.field.press("Enter");
  await expect(card).toContainText("We keep it for a week.");
  await own("We keep it for a year.");
  await agree();

  // Refused, and asked again, in an empty box, about what is true now.
  await expect(card).toContainText("We keep it for a year.");
  await expect(card.getByRole("checkbox")).toBeFocused();
  await expect(card.getByRole("checkbox")).not.toBeChecked();
  await expect(widget.log.getByText(words.question, { exact: true })).toHaveCount(1);
  expect(await told(page, "message-sent")).toEqual([]);
  // Who does not want to has it back.
  await card.getByRole("button", { name: "Cancel" }).click();
  await expect(widget.field).toHaveValue(words.question);
  await expect(widget.panel.getByText(/^Write your question below/)).toBeVisible();

  await widget.field.press("Enter");
  await expect(card).toContainText("We keep it for a year.");
  await agree();
  await expect(widget.log.getByRole("heading", { name: words.article })).toBeVisible();
  await expect(card).toHaveCount(0);
  await expect(widget.field).toHaveValue("");
  // It changes once more. What was agreed to holds for this conversation; the next one is asked about.
  await own("We keep it for ever.");
  await widget.say("and something more");
  await expect
    .poll(() => told(page, "message-sent"))
    .toEqual([{ text: words.question }, { text: "and something more" }]);
  await page.locator("support-widget").evaluate((tag) =>
    (tag as unknown as { startConversation(of: object): Promise<void> }).startConversation({
      text: "Another matter",
    }),
  );
  await expect(card).toContainText("We keep it for ever.");
  await expect(widget.log.getByText("Another matter", { exact: true })).toHaveCount(1);
  await agree();
  await expect.poll(async () => (await told(page, "message-sent")).slice(2)).toEqual([{ text: "Another matter" }]);
  await expect(widget.log.getByText("Another matter", { exact: true })).toHaveCount(1);
  await expect(card).toHaveCount(0);
  // A frame may have been sent again.
  const sent = new Map<string, [string, string]>();
  for (const frame of frames.filter((one) => one.includes('"message.send"'))) {
    const { text = "", consent = "" } = JSON.parse(frame) as Record<string, string>;
    sent.set(`${text} ${consent}`, [text, consent]);
  }
  const [week, year, ever] = new Set([...sent.values()].map(([, consent]) => consent));
  expect([...sent.values()]).toEqual([
    [words.question, week],
    [words.question, year],
    ["and something more", year],
    ["Another matter", year],
    ["Another matter", ever],
  ]);
  await context.close();
});

test("storage: none forgets with the page, session with the tab", async ({ browser }) => {
  const context = await browser.newContext({ locale: words.lang });
  const none = await tagPage(context, desk, 'storage="none"');
  const session = await tagPage(context, desk, 'storage="session"');
  for (const page of [none, session]) {
    const widget = new Widget(page, words);
    await widget.open();
    await widget.say(words.question);
    await expect(widget.log.getByRole("heading", { name: words.article })).toBeVisible();
    expect(await page.evaluate(() => localStorage.length)).toBe(0);
    await page.reload();
    await widget.open();
    if (page === none) await expect(widget.panel.getByRole("button", { name: words.article })).toBeVisible();
    await expect(widget.log.getByText(words.question, { exact: true })).toHaveCount(page === none ? 0 : 1);
  }
  expect(await none.evaluate(() => sessionStorage.length)).toBe(0);
  const other = await tagPage(context, desk, 'storage="session"');
  expect(await stored(other)).toEqual([]);
  await context.close();
});

test("a card number is neither sent nor stored, and the visitor is told", async ({ browser }) => {
  const context = await browser.newContext({ locale: words.lang });
  const page = await tagPage(context, desk);
  const frames: string[] = [];
  page.on("websocket", (socket) => socket.on("framesent", ({ payload }) => frames.push(String(payload))));
  const widget = new Widget(page, words);
  await widget.open();
  await widget.field.fill("My card is 4111 1111 1111 1111, charge it");
  expect(await page.evaluate(() => JSON.stringify(localStorage))).not.toContain("1111 1111");
  await widget.field.press("Enter");
  await expect(widget.log.getByText("My card is •••• 1111, charge it", { exact: true })).toBeVisible();
  await expect(widget.panel.getByText(/hidden a card number/)).toBeVisible();
  await expect.poll(() => frames.some((frame) => frame.includes("•••• 1111"))).toBe(true);
  // Two of its groups: one alone may stand in a port or an id.
  const kept = await page.evaluate(() => JSON.stringify(localStorage));
  expect(`${frames.join()}${kept}`).not.toMatch(/[41]111\W?1111/);
  await context.close();
});

test("delete my data: asked, done, shown; the desk loses the row", async ({ browser }) => {
  const context = await browser.newContext({ locale: words.lang });
  const page = await tagPage(context, desk);
  const widget = new Widget(page, words);
  // Of this test alone: the others' tickets stay on the desk.
  const asked = "Crimson walruses wholesale catalogue";
  await widget.open();
  // Of the same file, and just before it.
  await expect(widget.panel.getByRole("link", { name: "All articles" })).toBeVisible();
  await expect(widget.panel.getByText("Delete my data")).toHaveCount(0);
  await widget.say(asked);
  await expect(widget.panel.getByText(words.received)).toBeVisible();
  await agent.goto(`${desk.server}/console`);
  const row = agent.getByText(asked).first();
  await expect(row).toBeVisible();

  await widget.panel.getByRole("button", { name: "Back", exact: true }).click();
  const link = widget.panel.getByRole("button", { name: "Delete my data" });
  await link.click();
  await expect(widget.panel.getByText(/This deletes your conversations with us \(1\)/)).toBeVisible();
  await widget.panel.getByRole("button", { name: "Keep" }).click();
  await link.click();

  // The network is away: said, and tried again.
  await page.route(`${desk.server}/v1/conversations/**`, (route) => route.abort());
  await widget.panel.getByRole("button", { name: "Delete", exact: true }).click();
  await expect(widget.panel.getByText("Not deleted yet: 1.")).toBeVisible();
  expect(await stored(page)).not.toEqual([]);
  await page.unroute(`${desk.server}/v1/conversations/**`);
  await widget.panel.getByRole("button", { name: "Try again" }).click();
  await expect(widget.panel.getByText("Your data has been deleted.")).toBeVisible();
  await expect(widget.panel.getByText(/Conversations: 1\s+Messages: \d+\s+Files: 0\s+Requests: \d+/)).toBeVisible();
  expect(await stored(page)).toEqual([]);
  await expect(agent.getByText(asked)).toHaveCount(0);
  await widget.panel.getByRole("button", { name: "Close" }).last().click();
  await expect(widget.panel.getByText("Your data has been deleted.")).toHaveCount(0);
  await expect(widget.panel.getByText("Delete my data")).toHaveCount(0);
  await context.close();
});
