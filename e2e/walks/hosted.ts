import { expect } from "@playwright/test";
import { Widget } from "../people.ts";
import type { Lang, Walk } from "./walk.ts";

const SAID: Record<Lang, { found: string; nothing: string; link: string; other: string; gone: string }> = {
  en: {
    found: "invoice",
    nothing: "zzqqxx",
    link: "Link to this conversation",
    other: "Request",
    gone: "This link does not work any more",
  },
  ru: {
    found: "счёт",
    nothing: "щщъъзз",
    link: "Ссылка на этот диалог",
    other: "Обращение",
    gone: "Эта ссылка больше не работает",
  },
};

/** Pages that the server itself shows: help centre, Deskbell's own help, what is not there, and `/r`. */
export const hosted: Walk = {
  name: "hosted",
  go: async (stage, look) => {
    const { desk, lang, words } = stage;
    const said = SAID[lang];
    const context = await stage.context();
    const page = await context.newPage();
    const centre = `${desk.server}/help/demo/${lang}`;
    for (const [name, path] of [
      ["index", ""],
      ["category", "/account"],
      ["article", "/account/reset-password"],
      ["search", `/search?q=${encodeURIComponent(said.found)}`],
      ["search-nothing", `/search?q=${encodeURIComponent(said.nothing)}`],
      ["missing-article", "/account/there-is-none"],
    ] as const) {
      await page.goto(centre + path);
      await expect(page.locator("h1")).toBeVisible();
      await look(page, name);
    }
    await page.goto(`${desk.server}/help/deskbell/${lang}`);
    await expect(page.locator("h1")).toBeVisible();
    await look(page, "own-help");

    await page.goto(`${desk.server}/r?lang=${lang}#c_${"0".repeat(27)}.${"0".repeat(26)}`);
    await expect(page.getByRole("heading", { name: said.gone })).toBeVisible();
    await look(page, "link-gone");

    const visitor = await (await stage.context()).newPage();
    await visitor.goto(`${desk.demo}${words.page}`);
    const widget = new Widget(visitor, words);
    await widget.open();
    await widget.say(words.unknown);
    await expect(widget.panel.getByText(words.received)).toBeVisible();
    const answer = visitor.waitForResponse((r) => r.url().endsWith("/return-link"));
    await widget.panel.getByRole("button", { name: said.link }).click();
    const { url } = (await (await answer).json()) as { url: string };
    await page.goto("about:blank");
    await page.goto(url);
    const here = new Widget(page, words);
    await expect(here.log.getByText(words.unknown, { exact: true })).toBeVisible();
    expect(page.url()).not.toContain("#");
    await look(page, "conversation");
    await page.goto(`${desk.server}/r?site=demo`);
    await expect(here.panel.getByText(new RegExp(said.other)).first()).toBeVisible();
    await look(page, "my-requests");
  },
};
