import { type Browser, type BrowserContext, expect, type Locator, type Page } from "@playwright/test";
import type { Desk } from "./desk.ts";

/** What a person does, in the words that stand on the screen. */

export const WORDS = {
  en: {
    lang: "en-GB",
    page: "/",
    launcher: "Support",
    unread: "Support, 1 new message",
    field: /Ask a question|Write a message/,
    question: "I forgot my password, what now?",
    article: "Reset a forgotten password",
    unknown: "Purple elephants wholesale catalogue",
    received: /Request \d+ · Received/,
    inProgress: /In progress/,
    waiting: /Waiting for your answer/,
    solved: /Solved/,
    answering: "Anna is answering",
    takeOver: "Take over",
    reply: "Reply to the visitor",
    send: "Send",
    note: "Internal note",
    noteField: /Internal note, the visitor/,
    save: "Save note",
    resolve: "Resolve",
    summary: /^What was done/,
    returnToBot: "Return to bot",
    resume: "Your conversation",
  },
  ru: {
    lang: "ru-RU",
    page: "/ru.html",
    launcher: "Поддержка",
    unread: "Поддержка, 1 новое сообщение",
    field: /Задайте вопрос|Напишите сообщение/,
    question: "забыл пароль, что делать?",
    article: "Как сбросить забытый пароль",
    unknown: "Почём у вас фиолетовые слоны оптом",
    received: /Обращение № \d+ · Получено/,
    inProgress: /В работе/,
    waiting: /Ждём вашего ответа/,
    solved: /Решено/,
    answering: "Отвечает Anna",
    takeOver: "Взять в работу",
    reply: "Ответ посетителю",
    send: "Отправить",
    note: "Внутренняя заметка",
    noteField: /^Внутренняя заметка,/,
    save: "Сохранить заметку",
    resolve: "Решено",
    summary: /^Что сделано/,
    returnToBot: "Вернуть боту",
    resume: "Ваш диалог",
  },
} as const;
export type Words = (typeof WORDS)["en" | "ru"];

export const PASSWORD = "correct horse battery";

/** Follows the printed set-up link and becomes the first admin. */
export async function setUp(desk: Desk, page: Page, name = "Anna"): Promise<void> {
  if (!desk.setupLink) throw new Error("no set-up link was printed");
  await page.goto(desk.setupLink);
  await fillAccount(page, name);
  await expect(page).toHaveURL(/\/console(\?|$)/);
}

export async function fillAccount(page: Page, name: string): Promise<void> {
  await page.locator("input[name=name], input[autocomplete=username]").first().fill(name);
  await page.locator("input[type=password]").first().fill(PASSWORD);
  await page.locator("form button[type=submit]").click();
}

export async function signIn(desk: Desk, page: Page, name = "Anna"): Promise<void> {
  await page.goto(`${desk.server}/console/sign-in`);
  await fillAccount(page, name);
  // Hashing a password may outlast the console's patience on a machine that stands still: people then press again, as they are told.
  await expect(async () => {
    if (await page.getByRole("alert").isVisible()) await page.locator("form button[type=submit]").click();
    await expect(page).toHaveURL(/\/console(\?|$)/, { timeout: 20_000 });
  }).toPass();
}

/** A visitor's own browser. */
export async function visitorPage(browser: Browser, words: Words): Promise<{ context: BrowserContext; page: Page }> {
  const context = await browser.newContext({ locale: words.lang });
  return { context, page: await context.newPage() };
}

/** An agent's own browser, its console in the language of the story. */
export async function agentPage(browser: Browser, words: Words): Promise<Page> {
  const context = await browser.newContext({ locale: words.lang });
  return context.newPage();
}

export class Widget {
  readonly page: Page;
  readonly words: Words;

  constructor(page: Page, words: Words) {
    this.page = page;
    this.words = words;
  }

  get panel(): Locator {
    return this.page.getByRole("dialog");
  }
  get field(): Locator {
    return this.panel.locator("[part=composer] .field");
  }
  get log(): Locator {
    return this.panel.getByRole("log");
  }

  async open(): Promise<void> {
    await this.page.getByRole("button", { name: this.words.launcher }).first().click();
    await expect(this.field).toBeFocused();
  }

  async say(text: string): Promise<void> {
    await this.field.fill(text);
    await this.field.press("Enter");
    await expect(this.log.getByText(text, { exact: true }).last()).toBeVisible();
  }
}

/** Texts that the browser complained about: policy violations and errors. A test ends with none. */
export function complaints(page: Page): string[] {
  const found: string[] = [];
  page.on("pageerror", (error) => found.push(`error: ${error.message}`));
  page.on("console", (message) => {
    if (message.type() === "error" || /Content Security Policy/i.test(message.text())) found.push(message.text());
  });
  return found;
}
