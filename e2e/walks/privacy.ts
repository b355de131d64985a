import { expect, type Page } from "@playwright/test";
import { Widget } from "../people.ts";
import type { Lang, Look, Stage } from "./walk.ts";

/** The owner's own text: long, with line breaks and a link. */
const SAID: Record<Lang, { consent: string; remove: string; sure: string; signIn: string }> = {
  en: {
    consent:
      "Minute Lark keeps what you write, your name and your address for 12 months, and nobody but our support reads it.\n\nWhat else we do with it, and your rights: https://minutelark.example/privacy",
    remove: "Delete my data",
    sure: "Delete",
    signIn: "Sign in on this site to write to us.",
  },
  ru: {
    consent:
      "Minute Lark 12 месяцев хранит ваши сообщения, имя и адрес, и читает их только наша поддержка.\n\nЧто ещё мы с ними делаем и какие у вас права: https://minutelark.example/privacy",
    remove: "Удалить мои данные",
    sure: "Удалить",
    signIn: "Чтобы написать нам, войдите на этом сайте.",
  },
};

/** What the panel asks and says about a visitor's data: before the first message, at deletion, and where only signed visitors may write. */
export async function keptPrivate(stage: Stage, look: Look): Promise<void> {
  const said = SAID[stage.lang];
  const page = await (await stage.context()).newPage();
  const w = new Widget(page, stage.words);
  const visit = async (home: object, attribute?: string): Promise<void> => {
    await toldAtHome(page, home);
    await page.goto(`${stage.desk.demo}${stage.words.page}`);
    if (attribute)
      await page.locator("support-widget").evaluate((tag, name) => tag.setAttribute(name, "ask"), attribute);
    await w.open();
  };

  await visit({ consent: { text: said.consent, version: "of-this-look" } }, "consent");
  await w.field.fill(stage.words.question);
  await w.field.press("Enter");
  await expect(w.panel.getByRole("checkbox")).toBeFocused();
  await look(page, "consent-asked");

  await visit({});
  await w.say(stage.words.question);
  await expect(w.log.getByRole("heading", { name: stage.words.article })).toBeVisible();
  await w.panel.locator(".header button").first().click();
  await w.panel.getByRole("button", { name: said.remove }).click();
  const sure = w.panel.getByRole("button", { name: said.sure, exact: true });
  const seen = (target = sure) => target.scrollIntoViewIfNeeded();
  await look(page, "deletion-asked", seen);
  await sure.click();
  const receipt = w.panel.locator(".receipt");
  await expect(receipt).toBeVisible();
  await look(page, "deletion-receipt", () => receipt.scrollIntoViewIfNeeded());

  await visit({ identityRequired: true });
  await expect(w.panel.getByText(said.signIn)).toBeVisible();
  await look(page, "sign-in-asked");
}

/** The site's own answer but for these parts of it: the desk's other visitors must not meet them. */
async function toldAtHome(page: Page, parts: object): Promise<void> {
  await page.unrouteAll({ behavior: "wait" });
  await page.route(/\/v1\/sites\/[^/]+\/home\b/, async (route) => {
    const answer = await route.fetch();
    await route.fulfill({ response: answer, json: { ...(await answer.json()), ...parts } });
  });
}
