import { type Browser, expect, test } from "@playwright/test";
import { type Desk, startDesk } from "./desk.ts";
import { agentPage, setUp, signIn, visitorPage, Widget, WORDS } from "./people.ts";

/** What the bot does with the demo's articles, as a visitor sees it; and how it tells the agents why. */

/** Every question is well on one side of the bot's thresholds: `node scripts/kb.ts ask kb-content "…" --site demo` shows by how much. */
const SAID = {
  en: {
    typo: "resett my pasword",
    otherKeyboard: "рщц вщ ш учзщке ьн вфеф?",
    exported: "Export your data",
    unclear: "send the report to a client",
    meant: "Show hours to a client or a guest",
    notMeant: "Hours are missing from a report",
    noneOfThese: "None of these",
    two: "How do I reset my password? And where is my invoice?",
    second: "Get an invoice",
    number: "A-104233",
    numberSeen: /I see a number/,
    human: "Talk to a human",
    repeated: ["how do I export my data?", "How do I export my data"],
    report: "my report shows fewer hours than I worked",
    steps: ["The entries are there", "They are still missing", "It has a project"],
    otherSteps: "Nothing on that day",
    advice: "Clear filters",
    asked: "Has it got a project?",
    why: "Why?",
    typing: "typing error",
  },
  ru: {
    typo: "забыл парлоь",
    otherKeyboard: "rfr dsuhepbnm lfyyst",
    exported: "Как выгрузить данные",
    unclear: "отправить отчёт заказчику",
    meant: "Как показать часы заказчику или гостю",
    notMeant: "В отчёте не хватает часов",
    noneOfThese: "Ничего из этого",
    two: "Как сбросить пароль? И где мой счёт?",
    second: "Где взять счёт",
    number: "номер заказа 104233",
    numberSeen: /Вижу номер/,
    human: "Позвать оператора",
    repeated: ["как выгрузить данные", "Как выгрузить данные?"],
    report: "в отчёте меньше часов, чем я отработал",
    steps: ["Записи на месте", "Часов всё ещё нет", "Проект указан"],
    otherSteps: "В этот день пусто",
    advice: "Сбросить фильтры",
    asked: "Указан ли в ней проект?",
    why: "Почему?",
    typing: "опечатка",
  },
} as const;

let desk: Desk;
test.beforeAll(async ({ browser }) => {
  desk = await startDesk();
  const page = await agentPage(browser, WORDS.en);
  await setUp(desk, page);
  await page.context().close();
});
test.afterAll(() => desk.destroy());

async function visitor(browser: Browser, lang: keyof typeof WORDS): Promise<Widget> {
  const { page } = await visitorPage(browser, WORDS[lang]);
  await page.goto(`${desk.demo}${WORDS[lang].page}`);
  const widget = new Widget(page, WORDS[lang]);
  await widget.open();
  return widget;
}

for (const lang of ["en", "ru"] as const) {
  const words = WORDS[lang];
  const said = SAID[lang];
  const button = (widget: Widget, name: string) => widget.log.getByRole("button", { name, exact: true });
  const heading = (widget: Widget, name: string) => widget.log.getByRole("heading", { name, exact: true });

  test(`what is mistyped is answered, with the passage and its steps (${lang})`, async ({ browser }) => {
    const widget = await visitor(browser, lang);
    await widget.say(said.typo);
    await expect(heading(widget, words.article)).toBeVisible();
    await expect(widget.log.locator("ol li").first()).toBeVisible();
    await widget.say(said.otherKeyboard);
    await expect(heading(widget, said.exported)).toBeVisible();
    await expect(widget.panel.getByText(words.received)).toHaveCount(0);
    await widget.page.context().close();
  });

  test(`two articles fit: the bot asks, the visitor chooses (${lang})`, async ({ browser }) => {
    const widget = await visitor(browser, lang);
    await widget.say(said.unclear);
    await expect(button(widget, said.notMeant)).toBeVisible();
    await expect(button(widget, said.noneOfThese)).toBeVisible();
    await expect(heading(widget, said.meant)).toHaveCount(0);
    await button(widget, said.meant).click();
    await expect(heading(widget, said.meant)).toBeVisible();
    await expect(button(widget, said.notMeant)).toHaveCount(0);
    await widget.page.context().close();
  });

  test(`guided steps end with a person, who sees the way (${lang})`, async ({ browser }) => {
    const widget = await visitor(browser, lang);
    const [first, second, third] = said.steps;
    await widget.say(said.report);
    await expect(button(widget, said.otherSteps)).toBeVisible();
    await button(widget, first).click();
    await expect(widget.log.getByText(said.advice)).toBeVisible();
    await button(widget, second).click();
    await expect(widget.log.getByText(said.asked)).toBeVisible();
    await button(widget, third).click();
    await expect(widget.panel.getByText(words.received)).toBeVisible();

    const agent = await agentPage(browser, words);
    await signIn(desk, agent);
    const subject = `${said.report} (${said.steps.join(" → ")})`;
    await agent.getByText(subject).first().click();
    const why = agent.locator("details").filter({ hasText: said.why }).last();
    await why.locator("summary").click();
    const steps = why.getByRole("listitem");
    await expect(steps).toHaveCount(said.steps.length);
    for (const [i, step] of said.steps.entries()) await expect(steps.nth(i)).toContainText(`→ ${step}`);
    await agent.context().close();
    await widget.page.context().close();
  });

  test(`two questions in one message; a number alone; the same again (${lang})`, async ({ browser }) => {
    const widget = await visitor(browser, lang);
    await widget.say(said.two);
    await expect(heading(widget, words.article)).toBeVisible();
    await button(widget, said.second).click();
    await expect(heading(widget, said.second)).toBeVisible();

    await widget.say(said.number);
    await expect(widget.log.getByText(said.numberSeen)).toBeVisible();
    await expect(button(widget, said.human)).toBeVisible();

    const [once, again] = said.repeated;
    await widget.say(once);
    await expect(heading(widget, said.exported)).toBeVisible();
    await expect(widget.panel.getByText(words.received)).toHaveCount(0);
    await widget.say(again);
    await expect(widget.panel.getByText(words.received)).toBeVisible();
    await expect(heading(widget, said.exported)).toHaveCount(1);
    await widget.page.context().close();
  });

  test(`a question in the other language gets that language's article (${lang})`, async ({ browser }) => {
    const other = lang === "en" ? "ru" : "en";
    const widget = await visitor(browser, lang);
    await widget.say(WORDS[other].question);
    await expect(heading(widget, WORDS[other].article)).toBeVisible();
    await expect(widget.log.locator(`[lang=${other}]`)).toContainText(WORDS[other].article);
    await widget.page.context().close();
  });

  test(`the agent reads how a message with a typing error was understood (${lang})`, async ({ browser }) => {
    const widget = await visitor(browser, lang);
    await widget.say(said.typo);
    await expect(heading(widget, words.article)).toBeVisible();
    await widget.say(words.unknown);
    await expect(widget.panel.getByText(words.received)).toBeVisible();
    const agent = await agentPage(browser, words);
    await signIn(desk, agent);
    await agent.getByText(words.unknown).first().click();
    const why = agent.locator("details").filter({ hasText: said.why }).first();
    await expect(why.locator("summary")).toContainText(words.article);
    await why.locator("summary").click();
    await expect(why.getByText(said.typing)).toBeVisible();
    await expect(why.getByRole("row", { name: words.article })).toBeVisible();
    await agent.context().close();
    await widget.page.context().close();
  });
}
