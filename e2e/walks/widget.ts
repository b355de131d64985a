import { expect, type Page } from "@playwright/test";
import { Widget } from "../people.ts";
import { agentAtWork, resolve } from "./agent.ts";
import { cuttable } from "./network.ts";
import { keptPrivate } from "./privacy.ts";
import { whileTyping } from "./typing.ts";
import type { Lang, Look, Stage, Walk } from "./walk.ts";

/** What is typed and pressed, beside the words of people.ts. */
const SAID: Record<
  Lang,
  {
    search: string;
    nothing: string;
    unclear: string;
    reply: string;
    done: string;
    yes: string;
    send: string;
    back: string;
    newQuestion: string;
    star: string;
    typing: string;
    unsent: string;
  }
> = {
  en: {
    search: "invoice",
    nothing: "zzqqxx",
    unclear: "send the report to a client",
    reply: "Hello! I have looked it up: the list is at https://minutelark.example/prices. Does that help?",
    done: "Sent the price list",
    yes: "Yes",
    send: "Send",
    back: "Back",
    newQuestion: "New question",
    star: "4 of 5",
    typing: "Anna is typing…",
    unsent: "1 message waits to be sent",
  },
  ru: {
    search: "счёт",
    nothing: "щщъъзз",
    unclear: "отправить отчёт заказчику",
    reply: "Здравствуйте! Посмотрела: список цен здесь, https://minutelark.example/prices. Подходит?",
    done: "Отправили список цен",
    yes: "Да",
    send: "Отправить",
    back: "Назад",
    newQuestion: "Новый вопрос",
    star: "4 из 5",
    typing: "Anna печатает…",
    unsent: "1 сообщение ждёт отправки",
  },
};

export const widget: Walk = {
  name: "widget",
  go: async (stage, look) => {
    const page = await (await stage.context()).newPage();
    const w = new Widget(page, stage.words);
    const wire = await cuttable(page);
    await page.goto(`${stage.desk.demo}${stage.words.page}`);
    await look(page, "launcher");
    await reading(stage, w, look);
    await talking(stage, w, look);
    await page.reload();
    await w.open().catch(() => undefined);
    await home(stage, w);
    await expect(w.panel.locator("button.card").first()).toBeVisible();
    await look(page, "home-with-requests");
    await w.panel.locator("button.card").first().click();
    await expect(w.log).toBeVisible();
    await wire.cut();
    await w.say(SAID[stage.lang].reply);
    await expect(w.panel.locator(".bar").first()).not.toHaveText(/\d/);
    await look(page, "offline");
    await home(stage, w);
    await expect(w.panel.getByText(SAID[stage.lang].unsent)).toBeVisible();
    await look(page, "home-with-unsent");
    await mirrored(page, look);
    await keptPrivate(stage, look);
  },
};

async function home(stage: Stage, w: Widget): Promise<void> {
  const back = w.panel.getByRole("button", { name: SAID[stage.lang].back, exact: true });
  // Hidden until the words of its language are here.
  await expect(w.panel.locator(".header h2")).toBeVisible();
  while (await back.isVisible()) await back.click();
}

async function reading(stage: Stage, w: Widget, look: Look): Promise<void> {
  const said = SAID[stage.lang];
  await w.open();
  await expect(w.panel.locator("li").first()).toBeVisible();
  await look(w.page, "home");
  await w.field.fill(said.search);
  await expect(w.panel.getByRole("option").first()).toBeVisible();
  await w.field.press("ArrowDown");
  await look(w.page, "hits");
  await w.field.fill(said.nothing);
  await expect(w.panel.getByRole("option")).toHaveCount(0);
  await look(w.page, "nothing-found");
  await w.field.fill(said.search);
  await w.panel.getByRole("option").first().click();
  await expect(w.panel.getByRole("article")).toBeVisible();
  await look(w.page, "article");
  await w.field.fill("");
}

async function talking(stage: Stage, w: Widget, look: Look): Promise<void> {
  const said = SAID[stage.lang];
  const { words } = stage;
  await w.say(words.question);
  await expect(w.log.getByRole("heading", { name: words.article })).toBeVisible();
  await look(w.page, "answer");
  const replies = w.log.locator("li.bot");
  const before = await replies.count();
  await w.say(said.unclear);
  await expect(replies).toHaveCount(before + 1);
  await expect(replies.last().locator(".actions button").first()).toBeVisible();
  await look(w.page, "ask-back");
  await w.say(words.unknown);
  await expect(w.panel.getByText(words.received)).toBeVisible();
  await look(w.page, "escalated");
  const agent = await agentAtWork(stage, words.unknown);
  await expect(w.panel.getByText(words.answering)).toBeVisible();
  const reply = agent.getByRole("textbox", { name: words.reply });
  await whileTyping(reply, async () => {
    await expect(w.panel.getByText(said.typing)).toBeVisible();
    await look(w.page, "agent-types");
    await expect(w.panel.getByText(said.typing), "still typing when the look was over").toBeVisible();
  });
  await reply.fill(said.reply);
  await agent.getByRole("button", { name: words.send, exact: true }).click();
  await expect(w.panel.getByText(words.waiting)).toBeVisible();
  await look(w.page, "agent-answered");
  await resolve(agent, stage, said.done);
  await expect(w.panel.getByText(said.done)).toBeVisible();
  await look(w.page, "solved");
  await w.panel.getByRole("button", { name: said.yes, exact: true }).last().click();
  await expect(w.panel.getByRole("radio").first()).toBeVisible();
  await look(w.page, "rate");
  await w.panel.getByRole("radio", { name: said.star }).check();
  await w.panel.locator("form:has(input[type=radio])").getByRole("button").click();
  await expect(w.panel.getByRole("button", { name: said.newQuestion })).toBeVisible();
  await look(w.page, "rated");
}

/** A pseudo right-to-left run: the same words, the panel mirrored. */
async function mirrored(page: Page, look: Look): Promise<void> {
  await page.locator("support-widget").evaluate((element) => element.setAttribute("dir", "rtl"));
  await look(page, "mirrored-home");
}
