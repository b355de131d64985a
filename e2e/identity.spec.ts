import { expect, type Page, test } from "@playwright/test";
import { agentPage, setUp, Widget, WORDS } from "./people.ts";
import { fromConsole, signedToken, startTagDesk, stored, type TagDesk, tagPage, told } from "./tag-page.ts";
import { cuttable } from "./walks/network.ts";

/** Visitors whom the page's own server has signed: join, renewal, refusal, the end, and sites that let in nobody else. */

const words = WORDS.en;
let desk: TagDesk;
let agent: Page;
let site: string;
let key: string;

test.describe.configure({ mode: "default" });
test.beforeAll(async ({ browser }) => {
  desk = await startTagDesk();
  agent = await agentPage(browser, words);
  await setUp(desk, agent);
  site = ((await (await agent.request.get(`${desk.server}/v1/sites/default/home`)).json()) as { site: string }).site;
  ({ key } = await fromConsole<{ key: string }>(agent, "POST", `sites/${site}/identity-key`));
});
test.afterAll(() => desk.destroy());

const identify = (page: Page, token: string): Promise<void> =>
  page
    .locator("support-widget")
    .evaluate((tag, jwt) => (tag as unknown as { identify(t: string): void }).identify(jwt), token);
const logout = (page: Page): Promise<void> =>
  page.locator("support-widget").evaluate((tag) => (tag as unknown as { logout(): Promise<void> }).logout());
/** All that stands in the panel, shown or not; it has a root of its own. */
const inPanel = (page: Page): Promise<string> =>
  page
    .locator("support-widget")
    .evaluate((tag) => tag.shadowRoot?.querySelector("support-widget-panel")?.shadowRoot?.innerHTML ?? "no panel");

test("what was begun anonymously is the person's after they sign in; after logout the next one sees nothing, in other tabs either", async ({
  browser,
}) => {
  const context = await browser.newContext({ locale: words.lang });
  const page = await tagPage(context, desk);
  const widget = new Widget(page, words);
  await widget.open();
  await widget.say(words.question);
  await expect(widget.log.getByRole("heading", { name: words.article })).toBeVisible();
  const anonymous = await stored(page);
  expect(anonymous.some((one) => one.includes("@"))).toBe(false);

  await identify(page, await signedToken(key, site, "ann"));
  await expect.poll(async () => (await stored(page)).filter((one) => one.endsWith("@ann"))).toHaveLength(1);
  await expect(widget.log.getByText(words.question, { exact: true })).toHaveCount(1);
  await widget.say("and something more");
  await expect(widget.log.getByText("and something more", { exact: true })).toHaveCount(1);
  expect((await stored(page)).filter((one) => !one.includes("@ann"))).toEqual([]);

  // Only renewed: the same talk goes on, over the same socket.
  const sockets: string[] = [];
  page.on("websocket", (socket) => sockets.push(socket.url()));
  await identify(page, await signedToken(key, site, "ann", { exp: 7_200 }));
  await widget.say("a third thing");
  expect(sockets).toEqual([]);

  // The other tab has the same visitor, and loses them.
  const other = await tagPage(context, desk, `user-token="${await signedToken(key, site, "ann")}"`);
  const second = new Widget(other, words);
  await second.open();
  await expect(second.log.getByText("a third thing", { exact: true })).toBeVisible();
  await second.field.fill("half a sentence");

  for (const tab of [page, other]) expect(await inPanel(tab)).toContain("a third thing");
  expect(await inPanel(other)).toContain("half a sentence");
  await logout(page);
  for (const [tab, shown] of [
    [page, widget],
    [other, second],
  ] as const) {
    await expect(shown.panel).toBeHidden();
    await expect(tab.locator("support-widget")).not.toHaveAttribute("user-token");
    await expect.poll(() => stored(tab)).toEqual([]);
    // Hidden is not enough: any script of the page can read what stands in it.
    const after = () => inPanel(tab);
    await expect.poll(after).not.toContain("a third thing");
    for (const said of [words.question, "and something more", "half a sentence"])
      expect(await after()).not.toContain(said);
    await shown.open();
    await expect(shown.field).toHaveValue("");
    await expect(shown.panel.getByText(words.question)).toHaveCount(0);
    await expect(shown.panel.getByText(words.resume)).toHaveCount(0);
  }
  await context.close();
});

test("a token that is refused is told in words, keeps what is typed, and a good one sends it", async ({ browser }) => {
  const context = await browser.newContext({ locale: words.lang });
  const page = await tagPage(context, desk, `user-token="${await signedToken(key, site, "bob", { exp: -3_600 })}"`);
  const widget = new Widget(page, words);
  await widget.open();
  await widget.say("Is anybody there?");
  await expect(widget.panel.getByText("Sign in on this site to write to us.").first()).toBeVisible();
  await expect.poll(() => told(page, "error")).toContainEqual({ code: "identity_refused" });
  await expect(widget.log.getByText("Is anybody there?", { exact: true })).toHaveCount(1);
  await identify(page, await signedToken(key, site, "bob"));
  await expect(widget.panel.getByText("Sign in on this site to write to us.")).toHaveCount(0);
  await expect.poll(() => told(page, "message-sent")).toEqual([{ text: "Is anybody there?" }]);
  await expect(widget.log.getByText("Is anybody there?", { exact: true })).toHaveCount(1);
  await context.close();
});

test("the page is told of each message once, and not of history", async ({ browser }) => {
  const context = await browser.newContext({ locale: words.lang });
  const page = await tagPage(context, desk);
  const widget = new Widget(page, words);
  await widget.open();
  await widget.say(words.question);
  await expect.poll(() => told(page, "answer")).toEqual([{ article: expect.any(String), title: words.article }]);
  expect(await told(page, "message-sent")).toEqual([{ text: words.question }]);
  expect(await told(page, "message-received")).toMatchObject([{ author: "bot", text: words.article }]);
  expect((await told(page, "connection")).map(({ state }) => state)).toEqual(["connecting", "online"]);
  await page.reload();
  await expect.poll(() => told(page, "connection")).toContainEqual({ state: "online" });
  await widget.open();
  await expect(widget.log.getByText(words.question, { exact: true })).toBeVisible();
  expect(await told(page, "message-sent")).toEqual([]);
  expect(await told(page, "answer")).toEqual([]);
  await context.close();
});

test("delete my data, by somebody who is signed: all of theirs goes, from whatever device, and the receipt says so", async ({
  browser,
}) => {
  const token = `user-token="${await signedToken(key, site, "dora")}"`;
  const first = await browser.newContext({ locale: words.lang });
  const page = await tagPage(first, desk, token);
  const widget = new Widget(page, words);
  const asked = "Ochre badgers wholesale catalogue";
  await widget.open();
  await widget.say(asked);
  await expect(widget.panel.getByText(words.received)).toBeVisible();
  // A second conversation, which this device alone knows of.
  await page
    .locator("support-widget")
    .evaluate(
      (tag, text) => (tag as unknown as { startConversation(of: object): Promise<void> }).startConversation({ text }),
      words.question,
    );
  await expect(widget.log.getByRole("heading", { name: words.article })).toBeVisible();
  await agent.goto(`${desk.server}/console`);
  await expect(agent.getByText(asked).first()).toBeVisible();

  const second = await browser.newContext({ locale: words.lang });
  const other = await tagPage(second, desk, token);
  const elsewhere = new Widget(other, words);
  await elsewhere.open();
  await expect(elsewhere.panel.getByText(asked)).toBeVisible();
  await elsewhere.panel.getByRole("button", { name: "Delete my data" }).click();
  await elsewhere.panel.getByRole("button", { name: "Delete", exact: true }).click();
  await expect(elsewhere.panel.getByText("Your data has been deleted.")).toBeVisible();
  await expect(elsewhere.panel.locator(".receipt")).toHaveText(
    /Conversations: 2\s+Messages: \d+\s+Files: 0\s+Requests: \d+$/,
  );
  expect(await stored(other)).toEqual([]);
  await expect(elsewhere.panel.getByText(asked)).toHaveCount(0);
  await expect(agent.getByText(asked)).toHaveCount(0);

  // The first device finds nothing of it any more, either: its list is the server's.
  await page.reload();
  await widget.open();
  await widget.panel.getByRole("button", { name: "Back", exact: true }).click();
  // How far was read stays: a number.
  await expect.poll(async () => (await stored(page)).filter((one) => !one.endsWith(":seen"))).toEqual([]);
  await expect.poll(() => inPanel(page)).not.toContain(asked);
  await first.close();
  await second.close();
});

test("a conversation that is somebody else's by now is not joined: neither sees the other's, and nothing that was written is lost", async ({
  browser,
}) => {
  // Begun anonymously in a browser whose storage two people have got, the last line of it unsent.
  const begun = await browser.newContext({ locale: words.lang });
  const start = await begun.newPage();
  const wire = await cuttable(start);
  await start.goto(`${desk.pages}/own`);
  const shared = new Widget(start, words);
  await shared.open();
  await shared.say(words.question);
  await expect(shared.log.getByRole("heading", { name: words.article })).toBeVisible();
  await wire.cut();
  await shared.say("Never left this browser");
  await shared.field.fill("half a sentence");
  const storageState = await begun.storageState();
  await begun.close();

  const ofErin = await browser.newContext({ locale: words.lang, storageState });
  const erin = new Widget(await tagPage(ofErin, desk, `user-token="${await signedToken(key, site, "erin")}"`), words);
  await erin.open();
  await expect(erin.log.getByText(words.question, { exact: true })).toBeVisible();
  await expect.poll(() => told(erin.page, "message-sent")).toEqual([{ text: "Never left this browser" }]);

  const ofFred = await browser.newContext({ locale: words.lang, storageState });
  const answers: number[] = [];
  ofFred.on("response", (response) => {
    if (response.url().endsWith("/identity") && response.request().method() === "POST") answers.push(response.status());
  });
  const page = await tagPage(ofFred, desk, `user-token="${await signedToken(key, site, "fred")}"`);
  const fred = new Widget(page, words);
  await fred.open();
  await expect.poll(() => answers).toContain(409);
  await fred.field.fill("Fred is here");
  await fred.field.press("Enter");
  await expect.poll(() => told(page, "message-sent")).toEqual([{ text: "Fred is here" }]);
  await expect(fred.log.getByText("Fred is here", { exact: true })).toHaveCount(1);
  expect(await told(page, "error")).toEqual([]);
  for (const hers of [words.question, "Never left this browser"]) expect(await inPanel(page)).not.toContain(hers);
  await expect(erin.log.getByText("Fred is here")).toHaveCount(0);

  // Without a name again: the right to that conversation is over, and what was not sent reaches the desk in a new one.
  const nobody = new Widget(await tagPage(ofFred, desk), words);
  await nobody.page.getByRole("button", { name: words.launcher }).click();
  await expect.poll(() => told(nobody.page, "message-sent")).toEqual([{ text: "Never left this browser" }]);
  await expect(nobody.field).toHaveValue("half a sentence");
  expect(await inPanel(nobody.page)).not.toContain(words.question);
  await ofErin.close();
  await ofFred.close();
});

test("a site that asks for signed visitors: anonymous ones search and read", async ({ browser }) => {
  type Response = { version: number; settings: Record<string, unknown> };
  const { version, settings } = await fromConsole<Response>(agent, "GET", `sites/${site}/settings`);
  await fromConsole(agent, "PUT", `sites/${site}/settings`, {
    version,
    settings: { ...settings, identityRequired: true },
  });
  const context = await browser.newContext({ locale: words.lang });
  await expect
    .poll(async () => {
      const home = await agent.request.get(`${desk.server}/v1/sites/default/home?fresh=${Math.random()}`);
      return ((await home.json()) as { identityRequired: boolean }).identityRequired;
    })
    .toBe(true);
  const page = await tagPage(context, desk);
  const widget = new Widget(page, words);
  await page.getByRole("button", { name: words.launcher }).click();
  await expect(widget.panel.getByText("Sign in on this site to write to us.")).toBeVisible();
  await widget.field.fill("passw");
  await expect(widget.panel.getByRole("option").first()).toBeVisible();
  await expect(widget.panel.locator(".send")).toHaveCount(0);
  // Who may not write has nothing to attach to.
  const attach = widget.panel.getByRole("button", { name: "Attach a file" });
  await expect(attach).toHaveCount(0);
  await expect.poll(() => told(page, "error")).toContainEqual({ code: "identity_required" });
  expect(await stored(page)).toEqual([expect.stringMatching(/:draft$/)]);
  await identify(page, await signedToken(key, site, "carol"));
  await expect(widget.panel.locator(".send")).toBeVisible();
  await expect(attach).toBeVisible();
  await widget.field.fill("Carol is here");
  await widget.field.press("Enter");
  await expect.poll(() => told(page, "message-sent")).toEqual([{ text: "Carol is here" }]);
  await context.close();
});
