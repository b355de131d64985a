import { expect, type Page } from "@playwright/test";
import { signIn, Widget } from "../people.ts";
import { resolve } from "./agent.ts";
import { cuttable } from "./network.ts";
import type { Look, Stage, Walk } from "./walk.ts";

/** One black pixel, as PNG. */
const PICTURE = Buffer.from(
  "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAAAAAA6fptVAAAACklEQVR4nGNgAAAAAgABSK+kcQAAAABJRU5ErkJggg==",
  "base64",
);

/** The agents' console: from the sign-in over every page to a connection that is lost. */
export const desk: Walk = {
  name: "console",
  go: async (stage, look) => {
    const { server } = stage.desk;
    const { words } = stage;
    const context = await stage.context();
    const page = await context.newPage();
    const wire = await cuttable(page);
    for (const [name, path] of [
      ["sign-in", "/sign-in"],
      ["join-incomplete", "/join"],
      ["set-up-done", "/setup#no"],
    ] as const) {
      await page.goto(`${server}/console${path}`);
      await expect(page.locator("h1")).toBeVisible();
      await look(page, name);
    }
    await signIn(stage.desk, page);
    await page.goto(`${server}/console`);
    await expect(page.locator("h1").first()).toBeVisible();
    await look(page, "inbox-empty");
    for (const [name, path] of [
      ["first-day", "/first-day"],
      ["knowledge", "/knowledge"],
      ["settings", "/settings"],
      ["not-found", "/nowhere"],
    ] as const) {
      await page.goto(`${server}/console${path}`);
      await expect(page.locator("h1").first()).toBeVisible();
      await page.waitForLoadState("networkidle");
      await look(page, name);
    }
    await withColleague(page);
    await page.goto(`${server}/console/team`);
    await page.locator(".agents button").click();
    await expect(page.getByRole("dialog")).toBeVisible();
    await look(page, "team-remove");
    await page.keyboard.press("Escape");
    await look(page, "team");
    await page.goto(`${server}/console/settings`);
    await page.locator(".identity > button").click();
    await expect(page.locator("#identity-key")).toBeVisible();
    await page.locator(".identity").evaluate((section) => section.scrollIntoView({ block: "end" }));
    await look(page, "identity-key");
    await page.locator("#identity-required").check();
    await page.locator("#public-key").fill("-----BEGIN PRIVATE KEY-----");
    await page.locator(".public-key button[type=submit]").click();
    await expect(page.locator("#public-key-hint.error")).toBeVisible();
    await look(page, "settings-faulty");
    await page.locator("#identity-required").uncheck();
    await escalated(stage, `${words.unknown} 1`);
    await escalated(stage, `${words.unknown} 2`);
    await page.goto(`${server}/console`);
    await expect(page.getByText(`${words.unknown} 2`).first()).toBeVisible();
    await look(page, "inbox");
    await page.keyboard.press("/");
    await page.keyboard.type("2");
    await expect(page.locator(".search-outcome .muted")).toHaveText(/\d/);
    await look(page, "search");
    await page.keyboard.press("Escape");
    await page.keyboard.press("Escape");
    await deleted(page, `${words.unknown} 2`, look);
    await page.getByText(`${words.unknown} 1`).first().click();
    await expect(page.getByRole("button", { name: words.takeOver, exact: true }).first()).toBeVisible();
    await look(page, "conversation");
    await page.locator("details.why > summary").click();
    await expect(page.locator("details.why table")).toBeVisible();
    await look(page, "why");
    await page.getByRole("button", { name: words.takeOver, exact: true }).first().click();
    await page.getByRole("textbox", { name: words.reply }).fill("https://minutelark.example/a");
    await look(page, "taken-over");
    await page.locator(".composer input[type=file]").setInputFiles([
      { name: "picture.png", mimeType: "image/png", buffer: PICTURE },
      { name: "notes.txt", mimeType: "text/plain", buffer: Buffer.from("notes") },
      { name: "page.html", mimeType: "text/html", buffer: Buffer.from("<p>") },
    ]);
    await expect(page.locator(".upload.stored")).toHaveCount(2);
    await expect(page.locator(".upload.failed .error")).toBeVisible();
    await look(page, "composer-files");
    await page.locator(".upload.failed button").click();
    await page.getByRole("button", { name: words.send, exact: true }).click();
    await expect(page.getByRole("log").getByRole("img", { name: "picture.png" })).toBeVisible();
    await expect(page.locator(".message.pending")).toHaveCount(0);
    await look(page, "files");
    await page.keyboard.press("Escape");
    await page.locator("h1").first().click();
    await page.keyboard.press("?");
    await expect(page.getByRole("dialog")).toBeVisible();
    await look(page, "help-and-keys");
    await page.keyboard.press("Escape");
    await resolve(page, stage, words.article);
    await expect(page.getByText(words.article).first()).toBeVisible();
    await look(page, "resolved");
    await wire.cut();
    await expect(page.locator("output.truth-lost").first()).toBeVisible();
    await look(page, "offline");
  },
};

/** Asks what will be gone, and shows the receipt. */
async function deleted(page: Page, subject: string, look: Look): Promise<void> {
  await page.getByText(subject).first().click();
  await page.locator(".ticket-menu > button").click();
  await page.locator(".ticket-menu .erase").click();
  await expect(page.getByRole("dialog")).toBeVisible();
  await look(page, "delete");
  await page.getByRole("dialog").locator(".danger").click();
  await expect(page.locator("#receipt")).toBeVisible();
  await look(page, "deleted");
}

/** The team as it looks with somebody to remove; a real colleague would have to be invited first. */
async function withColleague(page: Page): Promise<void> {
  await page.route("**/v1/console/agents", async (route) => {
    const { agents } = (await (await route.fetch()).json()) as { agents: object[] };
    await route.fulfill({ json: { agents: [...agents, { id: "a_boris", name: "Boris", role: "agent" }] } });
  });
}

/** A visitor whom the bot could not help. */
async function escalated(stage: Stage, text: string): Promise<void> {
  const page = await (await stage.context()).newPage();
  await page.goto(`${stage.desk.demo}${stage.words.page}`);
  const widget = new Widget(page, stage.words);
  await widget.open();
  await widget.say(text);
  await expect(widget.panel.getByText(stage.words.received)).toBeVisible();
  await page.close();
}
