import { expect, type Locator } from "@playwright/test";
import { signIn, Widget } from "../people.ts";
import type { Visit } from "./visit.ts";
import { ENGLISH_VISITS } from "./visits-en.ts";
import { RUSSIAN_VISITS } from "./visits-ru.ts";
import type { Lang, Look, Stage, Walk } from "./walk.ts";

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
    await look(page, turn.view, () => atTop(widget.log.locator("li.you").last()));
  }
  await page.close();
}

/** Visits that show most: what was read otherwise than typed, what was near, the way through guided steps. All end with a person. */
const EXPLAINED = 3;

/** How those conversations look at the desk, with everything that is folded away opened. */
async function explained(stage: Stage, look: Look): Promise<void> {
  const page = await (await stage.context()).newPage();
  await signIn(stage.desk, page);
  for (const visit of VISITS[stage.lang].slice(0, EXPLAINED)) {
    const asked = visit.flatMap((turn) => ("says" in turn ? turn.says : [])).at(-1) ?? "";
    await page.goto(`${stage.desk.server}/console`);
    await page.locator("a[data-row]").filter({ hasText: asked }).click();
    const reasons = page.locator("details.why");
    await expect(reasons).toHaveCount(visit.length);
    for (const one of await reasons.all()) await one.locator("summary").click();
    for (const [i, { view }] of visit.entries()) {
      await look(page, `why-${view}`, () => atTop(reasons.nth(i)));
    }
  }
  await page.close();
}

/** By its own scroller alone: `scrollIntoView` would also move what nobody can scroll, and the head of a panel with it. */
async function atTop(one: Locator): Promise<void> {
  await one.evaluate((element) => {
    let scroller = element.parentElement;
    while (scroller && !/auto|scroll/.test(getComputedStyle(scroller).overflowY)) scroller = scroller.parentElement;
    if (scroller) scroller.scrollTop += element.getBoundingClientRect().top - scroller.getBoundingClientRect().top;
  });
}
