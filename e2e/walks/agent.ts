import { expect, type Page } from "@playwright/test";
import { signIn } from "../people.ts";
import type { Stage } from "./walk.ts";

/** A signed-in agent who has taken over the conversation about `subject`. */
export async function agentAtWork(stage: Stage, subject: string): Promise<Page> {
  const page = await (await stage.context()).newPage();
  await signIn(stage.desk, page);
  await page.goto(`${stage.desk.server}/console`);
  await page.getByText(subject).first().click();
  await page.getByRole("button", { name: stage.words.takeOver, exact: true }).first().click();
  await expect(page.getByRole("textbox", { name: stage.words.reply })).toBeVisible();
  return page;
}

/** Says what was done, as the visitor will read it. */
export async function resolve(page: Page, { words }: Stage, summary: string): Promise<void> {
  await page.getByRole("button", { name: words.resolve, exact: true }).first().click();
  await page.getByLabel(words.summary).fill(summary);
  await page.keyboard.press("Enter");
}
