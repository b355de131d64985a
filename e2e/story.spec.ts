import { expect, test } from "@playwright/test";
import { startDemo } from "../scripts/demo-server.ts";
import { type Desk, startDesk } from "./desk.ts";
import { agentPage, complaints, fillAccount, setUp, signIn, visitorPage, Widget, WORDS } from "./people.ts";

/** The story of the product, through the real widget and the real console, across two origins. */

let desk: Desk;
test.beforeAll(async ({ browser }) => {
  desk = await startDesk();
  const page = await agentPage(browser, WORDS.en);
  await setUp(desk, page);
  await page.context().close();
});
test.afterAll(() => desk.destroy());

for (const [lang, words] of Object.entries(WORDS)) {
  test(`question, answer, ticket, take-over, talk, resolve (${lang})`, async ({ browser }) => {
    const { page, context } = await visitorPage(browser, words);
    const said = complaints(page);
    const sent: string[] = [];
    page.on("websocket", (socket) => socket.on("framereceived", ({ payload }) => sent.push(String(payload))));
    const agent = await agentPage(browser, words);
    const told: string[] = [];
    agent.on("websocket", (socket) => socket.on("framereceived", ({ payload }) => told.push(String(payload))));
    await signIn(desk, agent);
    await expect.poll(() => told.some((frame) => frame.includes('"inbox.page"'))).toBe(true);

    await page.goto(`${desk.demo}${words.page}`);
    expect(await context.cookies(), "no cookie before the first interaction").toEqual([]);
    expect(await page.evaluate(() => localStorage.length + sessionStorage.length)).toBe(0);
    const widget = new Widget(page, words);
    await widget.open();

    // The bot answers out of the knowledge base, with the article's steps.
    await widget.say(words.question);
    await expect(widget.log.getByRole("heading", { name: words.article })).toBeVisible();
    await expect(widget.log.locator("ol li").first()).toBeVisible();

    // What the knowledge base does not know becomes a ticket, and is in the console at once.
    await widget.say(words.unknown);
    await expect(widget.panel.getByText(words.received)).toBeVisible();
    const row = agent.getByText(words.unknown).first();
    await expect(row).toBeVisible();
    // Told as news, not found in a list that the console has asked for.
    const news = () => told.filter((frame) => frame.includes('"ticket.changed"') && frame.includes(words.unknown));
    await expect.poll(() => news().length).toBeGreaterThan(0);
    await widget.panel.locator("form input").fill("visitor@mail.example");
    await widget.panel.locator("form input").press("Enter");

    await row.click();
    await expect(agent.getByText("visitor@mail.example").first()).toBeVisible();
    await expect(agent.getByText("Minutelark").first()).toBeVisible();
    await agent.getByRole("button", { name: words.takeOver, exact: true }).first().click();
    await expect(widget.panel.getByText(words.answering)).toBeVisible();
    await expect(widget.panel.getByText(words.inProgress)).toBeVisible();

    // What comes while the panel is closed is counted on the launcher.
    await page.keyboard.press("Escape");
    await expect(widget.panel).toBeHidden();
    await agent.getByRole("textbox", { name: words.reply }).fill("Hello, this is Anna <b>here</b>");
    await agent.getByRole("button", { name: words.send, exact: true }).click();
    await page.getByRole("button", { name: words.unread }).click();
    await expect(widget.log.getByText("Hello, this is Anna <b>here</b>")).toBeVisible();
    await expect(widget.panel.getByText(words.waiting)).toBeVisible();

    // From here on the bot is silent, even about what it knows.
    await widget.say(words.question);
    await expect(agent.getByRole("log").getByText(words.question, { exact: true })).toHaveCount(2);
    await expect(widget.log.getByRole("heading", { name: words.article })).toHaveCount(1);

    await agent
      .getByRole("tab", { name: words.note })
      .or(agent.getByRole("radio", { name: words.note }))
      .first()
      .click();
    await agent.getByRole("textbox", { name: words.noteField }).fill("SECRET NOTE");
    await agent.getByRole("button", { name: words.save }).click();
    await expect(agent.getByText("SECRET NOTE")).toBeVisible();

    await agent.getByRole("button", { name: words.resolve, exact: true }).first().click();
    await agent.getByLabel(words.summary).fill("Catalogue sent");
    await agent.keyboard.press("Enter");
    await expect(widget.panel.getByText(words.solved)).toBeVisible();
    await expect(widget.panel.getByText("Catalogue sent")).toBeVisible();

    // A reload finds everything again.
    await page.reload();
    await page.getByRole("button", { name: words.launcher }).first().click();
    await expect(widget.log.getByText("Hello, this is Anna <b>here</b>")).toBeVisible();
    await expect(widget.log.getByText(words.question, { exact: true })).toHaveCount(2);
    await expect(widget.log.getByRole("heading", { name: words.article })).toHaveCount(1);

    expect(sent.join("\n")).not.toMatch(/SECRET NOTE|explanation|kbVersion/);
    expect(said).toEqual([]);
    await context.close();
    await agent.context().close();
  });
}

test("two agents: the loser is told who has it; hand back; the bot answers again", async ({ browser }) => {
  const words = WORDS.en;
  const anna = await agentPage(browser, words);
  await signIn(desk, anna);
  await anna.goto(`${desk.server}/console/team`);
  await anna.getByRole("button", { name: "Invite a colleague" }).click();
  const link = await anna.getByLabel("Invitation link").inputValue();
  const boris = await agentPage(browser, words);
  await boris.goto(link);
  await fillAccount(boris, "Boris");
  await expect(boris).toHaveURL(/\/console(\?|$)/);

  const { page } = await visitorPage(browser, words);
  await page.goto(desk.demo);
  const widget = new Widget(page, words);
  await widget.open();
  await widget.say("Purple giraffes catalogue");
  await expect(widget.panel.getByText(words.received)).toBeVisible();

  await anna.goto(`${desk.server}/console`);
  for (const agent of [anna, boris]) await agent.getByText("Purple giraffes").first().click();
  await anna.getByRole("button", { name: words.takeOver, exact: true }).first().click();
  await expect(boris.getByText(/Anna\W* has it/).first()).toBeVisible();
  await expect(boris.getByRole("textbox", { name: words.reply })).toHaveCount(0);
  await expect(boris.getByRole("button", { name: "Take over…" }).first()).toBeVisible();

  await anna.getByRole("button", { name: words.returnToBot }).click();
  // What is said before the server has heard of it is still Anna's to answer.
  await expect(widget.log.getByText(/^The bot answers again\./)).toBeVisible();
  await widget.say(words.question);
  await expect(widget.log.getByRole("heading", { name: words.article })).toBeVisible();
  for (const p of [anna, boris, page]) await p.context().close();
});

test("an offline visitor's message survives a reload and is sent once", async ({ browser }) => {
  const words = WORDS.en;
  const { page, context } = await visitorPage(browser, words);
  await page.goto(desk.demo);
  const widget = new Widget(page, words);
  await widget.open();
  await widget.say("hello");
  await expect(widget.log.getByRole("listitem")).toHaveCount(2);
  // The server's address only: the page itself must come back after the reload.
  await context.route(`${desk.server}/v1/**`, (route) => route.abort());
  await page.routeWebSocket(/\/v1\//, (socket) => socket.close());
  await page.reload();
  await page.getByRole("button", { name: words.launcher }).first().click();
  await widget.field.fill("How do I export my data?");
  await widget.field.press("Enter");
  await expect(widget.log.getByText("Sending…")).toBeVisible();
  await page.close();

  await context.unrouteAll();
  const again = await context.newPage();
  await again.goto(desk.demo);
  const back = new Widget(again, words);
  await again.getByRole("button", { name: words.launcher }).first().click();
  await expect(back.log.getByText("How do I export my data?", { exact: true })).toHaveCount(1);
  await expect(back.log.getByText("Sending…")).toHaveCount(0);
  await expect(back.log.getByRole("heading", { name: "Export your data" })).toBeVisible();
  await expect(back.log.getByText("How do I export my data?", { exact: true })).toHaveCount(1);
  await context.close();
});

test("a page whose origin is not listed says so and does not storm", async ({ browser }) => {
  const words = WORDS.en;
  const { page, context } = await visitorPage(browser, words);
  const shop = await startDemo({ port: 0, server: desk.server });
  const { port } = shop.address() as { port: number };
  let asked = 0;
  page.on("request", (request) => {
    if (request.url().includes("/v1/conversations")) asked += 1;
  });
  await page.goto(`http://localhost:${port}/`);
  const widget = new Widget(page, words);
  await widget.open();
  await widget.field.fill("hello");
  await widget.field.press("Enter");
  await expect(widget.panel.getByText("This page is not allowed to use the support chat.")).toBeVisible();
  await expect(widget.log.getByText("Not sent.")).toBeVisible();
  await page.waitForTimeout(3_000);
  expect(asked).toBeLessThan(5);
  shop.close();
  await context.close();
});
