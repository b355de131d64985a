import { expect, type Page } from "@playwright/test";
import { signIn, Widget } from "../people.ts";
import { ENGLISH_VISITS } from "./visits-en.ts";
import { RUSSIAN_VISITS } from "./visits-ru.ts";
import type { Lang, Look, Stage, Walk } from "./walk.ts";

/** What a visitor does once, and what the bot's next message has in it, or that a person gets it. */
type Turn = { view: string } & ({ says: string } | { presses: string }) & ({ shows: string } | { toHuman: true });
/** One visitor's turns, in one conversation. */
export type Visit = readonly Turn[];

const VISITS: Record<Lang, readonly Visit[]> = { en: ENGLISH_VISITS, ru: RUSSIAN_VISITS };

/** More than twenty real questions through the real widget, then how the console explains what the bot did. */
export const questions: Walk = {
  name: "questions",
  go: async (stage, look) => {
    for (const visit of VISITS[stage.lang]) await take(stage, visit, look);
    await explained(stage, look);
  },
};

async function take(stage: Stage, visit: Visit, look: Look): Promise<void> {
  const page = await (await stage.context()).newPage();
  await page.goto(`${stage.desk.demo}${stage.words.page}`);
  const widget = new Widget(page, stage.words);
  await widget.open();
  for (const turn of visit) {
    const replies = widget.log.locator("li.bot");
    const before = await replies.count();
    if ("says" in turn) await widget.say(turn.says);
    else await widget.log.getByRole("button", { name: turn.presses, exact: true }).click();
    await expect(replies, turn.view).toHaveCount(before + 1);
    if ("toHuman" in turn) await expect(widget.panel.getByText(stage.words.received), turn.view).toBeVisible();
    else await expect(replies.last(), turn.view).toContainText(turn.shows);
    await look(page, turn.view);
  }
  await page.close();
}

/** Every conversation that came to the desk, with all that is folded away opened. */
async function explained(stage: Stage, look: Look): Promise<void> {
  const page = await (await stage.context()).newPage();
  await signIn(stage.desk, page);
  for (const visit of VISITS[stage.lang]) {
    const first = visit[0];
    if (first === undefined || !("says" in first) || visit.every((turn) => !("toHuman" in turn))) continue;
    await open(page, stage, visit);
    const reasons = page.locator("details.why");
    const folded = page.locator("details.why:not([open])");
    await expect(reasons.first()).toBeVisible();
    while ((await folded.count()) > 0) await folded.first().locator("summary").click();
    await reasons.last().scrollIntoViewIfNeeded();
    await look(page, `why-${first.view}`);
    await reasons.first().scrollIntoViewIfNeeded();
    await look(page, `why-${first.view}-first`);
  }
  await page.close();
}
