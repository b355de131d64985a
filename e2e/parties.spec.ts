import { expect, test } from "@playwright/test";
import { type Desk, startDesk } from "./desk.ts";
import { agentPage, fillAccount, setUp, signIn, visitorPage, Widget, WORDS } from "./people.ts";
import { whileTyping } from "./walks/typing.ts";

/** Several parties in one conversation: who types, who looks on, what was read; search; and a colleague who is put out. */

let desk: Desk;
test.beforeAll(async ({ browser }) => {
  desk = await startDesk();
  const page = await agentPage(browser, WORDS.en);
  await setUp(desk, page);
  await page.context().close();
});
test.afterAll(() => desk.destroy());

test("a visitor and two agents: typing, looking on, seen; search; removed from the team", async ({ browser }) => {
  const words = WORDS.en;
  const anna = await agentPage(browser, words);
  const told: string[] = [];
  anna.on("websocket", (socket) => socket.on("framesent", ({ payload }) => told.push(String(payload))));
  await signIn(desk, anna);
  await anna.goto(`${desk.server}/console/team`);
  await anna.getByRole("button", { name: "Invite a colleague" }).click();
  const boris = await agentPage(browser, words);
  await boris.goto(await anna.getByLabel("Invitation link").inputValue());
  await fillAccount(boris, "Boris");
  await expect(boris).toHaveURL(/\/console(\?|$)/);

  const { page } = await visitorPage(browser, words);
  await page.goto(desk.demo);
  const widget = new Widget(page, words);
  await widget.open();
  await widget.say("Turquoise giraffes catalogue");
  await expect(widget.panel.getByText(words.received)).toBeVisible();

  // Found by a word, without the mouse.
  await anna.goto(`${desk.server}/console`);
  await expect(anna.getByText("Turquoise giraffes").first()).toBeVisible();
  await anna.keyboard.press("/");
  await anna.keyboard.type("zebras");
  await expect(anna.getByText(/Nothing found for/)).toBeVisible();
  await anna.keyboard.press("Escape");
  await anna.keyboard.type("giraff");
  await expect(anna.getByText("1 found")).toBeVisible();
  await anna.keyboard.press("ArrowDown");
  await anna.keyboard.press("Enter");
  await anna.getByRole("button", { name: words.takeOver, exact: true }).first().click();

  // A note is nobody's business outside: not even that it is being written.
  await anna.getByRole("tab", { name: words.note }).click();
  await anna.getByRole("textbox", { name: words.noteField }).pressSequentially("Colour?");
  await anna.getByRole("button", { name: words.save }).click();
  await expect(anna.getByRole("log").getByText("Colour?")).toBeVisible();
  await expect.poll(() => told.join("\n")).toContain("note.add");
  expect(told.join("\n")).not.toMatch(/typing\.set.*true/);
  await anna.getByRole("tab", { name: "Reply" }).click();

  // Who looks on, and who writes.
  await boris.getByText("Turquoise giraffes").first().click();
  await expect(anna.getByText(/Also here: \W*Boris/)).toBeVisible();
  await whileTyping(widget.field, () => expect(anna.getByText("Visitor is typing…")).toBeVisible());
  const reply = anna.getByRole("textbox", { name: words.reply });
  await whileTyping(reply, () => expect(boris.getByText(/Anna\W* is typing…/)).toBeVisible());
  await reply.fill("Hello");

  // Read by the visitor, whose panel is open.
  await anna.getByRole("button", { name: words.send, exact: true }).click();
  await expect(widget.log.getByText("Hello", { exact: true })).toBeVisible();
  await expect(anna.getByRole("log").getByText("Seen")).toBeVisible();

  // Put out in the middle of a conversation.
  await anna.goto(`${desk.server}/console/team`);
  await anna.getByRole("button", { name: /Remove \W*Boris/ }).click();
  await anna.getByRole("dialog").getByRole("button", { name: "Remove", exact: true }).click();
  await expect(anna.getByText(/Boris\W* is no longer in the team/)).toBeVisible();
  await expect(anna.getByRole("button", { name: /Remove \W*Boris/ })).toHaveCount(0);
  await expect(anna.getByRole("main")).toBeFocused();
  await expect(boris).toHaveURL(/\/console\/sign-in/);
  for (const p of [anna, boris, page]) await p.context().close();
});

test("the first key of signed visitors is made at once, one more only after the question what ends with it", async ({
  browser,
}) => {
  const anna = await agentPage(browser, WORDS.en);
  await signIn(desk, anna);
  await anna.goto(`${desk.server}/console/settings`);
  const key = anna.getByLabel("Signing key", { exact: true });
  await anna.getByRole("button", { name: "Make a key" }).click();
  await expect(key).toBeFocused();
  const firstKey = await key.inputValue();
  const another = anna.getByRole("button", { name: "Make a new key" });
  await another.click();
  const question = anna.getByRole("dialog");
  await expect(question.getByText(/visitors signed with it have to be signed anew/)).toBeVisible();
  await expect(question.getByRole("button", { name: "Cancel" })).toBeFocused();
  await anna.keyboard.press("Enter");
  await expect(question).toHaveCount(0);
  await expect(another).toBeFocused();
  expect(await key.inputValue()).toBe(firstKey);
  await another.click();
  await question.getByRole("button", { name: "Make a new key" }).click();
  await expect(question).toHaveCount(0);
  await expect(key).not.toHaveValue(firstKey);
  await expect(key).toBeFocused();
  await expect(anna.getByRole("status").filter({ hasText: "The key is made" })).toBeVisible();
  await anna.context().close();
});
