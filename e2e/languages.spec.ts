import { type Browser, expect, type Page, test } from "@playwright/test";
import { ROOT } from "../scripts/paths.ts";
import { expectClean } from "./axe.ts";
import { type Desk, startDesk } from "./desk.ts";
import { agentPage, setUp, signIn, Widget, WORDS } from "./people.ts";

/** German, Spanish and Arabic, from the button in the corner to an agent's answer; and Arabic mirrored. English and Russian: story.spec.ts. */

const SAID = {
  de: {
    browser: "de-DE",
    dir: "ltr",
    launcher: "Support",
    unread: /^Support, 1 neue Nachricht$/,
    presence: /^Der Bot antwortet sofort/,
    greeting: "Wie können wir helfen?",
    field: "Stellen Sie eine Frage",
    search: "Rechnung",
    found: "Rechnung finden und ändern",
    back: "Zurück",
    question: "Ich habe mein Passwort vergessen, was nun?",
    article: "Vergessenes Passwort zurücksetzen",
    helped: "Hat das geholfen?",
    yes: "Ja, danke",
    glad: /^Das freut mich\./,
    wish: "Ich möchte mit einem Menschen sprechen",
    human: "Mit einem Menschen sprechen",
    passed: /^Ich gebe das an unser Team weiter\. Die Antwort erscheint hier\./,
    received: /Anfrage \d+ · Eingegangen/,
    inProgress: /In Bearbeitung/,
    joined: "Anna ist jetzt dabei und hilft Ihnen von hier an.",
    day: "heute",
    notTheirs: /\b(You|Bot will|Talk to|Send)\b/,
  },
  es: {
    browser: "es-ES",
    dir: "ltr",
    launcher: "Ayuda",
    unread: /^Ayuda, 1 mensaje nuevo$/,
    presence: /^El bot responde al momento/,
    greeting: "¿En qué podemos ayudarle?",
    field: "Haga una pregunta",
    search: "factura",
    found: "Encontrar y corregir una factura",
    back: "Volver",
    question: "He olvidado mi contraseña, ¿qué hago?",
    article: "Restablecer una contraseña olvidada",
    helped: "¿Le ha servido?",
    yes: "Sí, gracias",
    glad: /^Me alegro\./,
    wish: "Quiero hablar con una persona",
    human: "Hablar con una persona",
    passed: /^Lo paso a nuestro equipo\. La respuesta aparecerá aquí\./,
    received: /Solicitud \d+ · Recibida/,
    inProgress: /En curso/,
    joined: "Anna se ha unido y le atenderá a partir de ahora.",
    day: "hoy",
    notTheirs: /\b(You|Talk to|Send)\b/,
  },
  ar: {
    browser: "ar-EG",
    dir: "rtl",
    launcher: "الدعم",
    unread: /^الدعم، رسالة جديدة واحدة$/,
    presence: /^يجيب البوت فورًا/,
    greeting: "كيف يمكننا مساعدتك؟",
    field: "اطرح سؤالًا",
    search: "فاتورة",
    found: "العثور على فاتورة وتعديلها",
    back: "رجوع",
    question: "نسيت كلمة المرور، ماذا أفعل؟",
    article: "إعادة تعيين كلمة مرور منسية",
    helped: "هل أفادتك الإجابة؟",
    yes: "نعم، شكرًا",
    glad: /^يسعدني ذلك\./,
    wish: "أريد التحدث إلى موظف",
    human: "التحدث إلى موظف",
    passed: /^أحيل هذا إلى فريقنا\. سيظهر الرد هنا\./,
    received: /الطلب رقم \d+ · تم الاستلام/,
    inProgress: /قيد المعالجة/,
    joined: /^انضم .?Anna.? وسيساعدك من الآن\.$/,
    day: "اليوم",
    notTheirs: /[A-Za-z]{2,}/,
  },
} as const;
type Lang = keyof typeof SAID;

let desk: Desk;
test.beforeAll(async ({ browser }) => {
  desk = await startDesk({ args: ["--kb", `${ROOT}e2e/languages-kb`] });
  const page = await agentPage(browser, WORDS.en);
  await setUp(desk, page);
  await page.context().close();
});
test.afterAll(() => desk.destroy());

/** The demo's page as a site of that language has it. */
async function visit(browser: Browser, lang: Lang, width = 1280): Promise<Page> {
  const context = await browser.newContext({
    locale: SAID[lang].browser,
    viewport: { width, height: width < 700 ? 844 : 800 },
  });
  const page = await context.newPage();
  await page.addInitScript(
    (html) => document.addEventListener("readystatechange", () => Object.assign(document.documentElement, html)),
    { lang, dir: SAID[lang].dir },
  );
  await page.goto(desk.demo);
  return page;
}

for (const lang of Object.keys(SAID) as Lang[]) {
  const said = SAID[lang];

  test(`a visitor reads, asks and gets to a person: ${lang}`, async ({ browser }) => {
    const page = await visit(browser, lang);
    const widget = new Widget(page, WORDS.en);
    const { panel, log } = widget;
    await page.getByRole("button", { name: said.launcher, exact: true }).click();
    await expect(widget.field).toBeFocused();
    await expect(widget.field).toHaveAttribute("placeholder", said.field);
    await expect(panel.getByRole("heading", { name: said.greeting })).toBeVisible();
    await expect(panel.getByText(said.presence)).toBeVisible();
    await expect(panel.locator(".frame")).toHaveAttribute("dir", said.dir);
    await expect(panel.locator(".frame")).toHaveAttribute("lang", lang);
    await expectClean(page, "home", "support-widget");

    await widget.field.fill(said.search);
    await panel.getByRole("option", { name: said.found }).click();
    await expect(panel.getByRole("heading", { name: said.found })).toBeVisible();
    await expectClean(page, "article", "support-widget");
    await panel.getByRole("button", { name: said.back, exact: true }).click();

    await widget.say(said.question);
    await expect(log.getByRole("heading", { name: said.article })).toBeVisible();
    await expect(log.getByText(said.helped)).toBeVisible();
    await expect(log.getByText(said.day, { exact: true })).toBeVisible();
    await expect(log.locator(`.bubble[lang=${lang}]`)).toHaveCount(1);
    await log.getByRole("button", { name: said.yes, exact: true }).click();
    await expect(log.getByText(said.glad)).toBeVisible();
    await widget.say(said.wish);
    await expect(log.getByText(said.passed)).toBeVisible();
    await expect(panel.getByText(said.received)).toBeVisible();
    await expectClean(page, "conversation", "support-widget");
    // Nothing of another language stands between: the visitor's words, the article's and the panel's are all theirs.
    const names = /Minutelark|[\w.@:/-]+\.example\S*/g;
    expect((await panel.innerText()).replaceAll(names, "")).not.toMatch(said.notTheirs);

    const agent = await agentPage(browser, WORDS.en);
    await signIn(desk, agent);
    await agent.goto(`${desk.server}/console`);
    await agent.getByText(said.question).first().click();
    await agent.getByRole("button", { name: WORDS.en.takeOver, exact: true }).first().click();
    await expect(log.getByText(said.joined)).toBeVisible();
    await expect(panel.getByText(said.inProgress)).toBeVisible();
    await page.keyboard.press("Escape");
    await expect(panel).toBeHidden();
    await agent.getByRole("textbox", { name: WORDS.en.reply }).fill("OK 42");
    await agent.getByRole("button", { name: WORDS.en.send, exact: true }).click();
    await expect(page.getByRole("button", { name: said.unread })).toBeVisible();
    await expect(page.locator("support-widget .badge")).toHaveText("1");
    await agent.context().close();
    await page.context().close();
  });
}

test("a visitor whose language has no articles here: own words around the articles of another one", async ({
  browser,
}) => {
  const page = await visit(browser, "de");
  await page.evaluate(() => {
    // Before anything has loaded: the launcher says it at once.
    for (const tag of document.querySelectorAll<HTMLElement>("support-widget")) tag.lang = "ru";
  });
  const widget = new Widget(page, WORDS.ru);
  await widget.open();
  await widget.say("reset my password");
  const answer = widget.log.locator(".bubble[lang=en]");
  await expect(answer.getByRole("heading", { name: "Reset a forgotten password" })).toBeVisible();
  await expect(widget.log.getByRole("button", { name: "Да, спасибо" })).toBeVisible();
  await page.context().close();
});

test("Arabic is mirrored, on a phone and beside the page; without a word of dir on the tag", async ({ browser }) => {
  const said = SAID.ar;
  const page = await visit(browser, "ar", 390);
  const widget = new Widget(page, WORDS.en);
  const { panel, log } = widget;
  /** Distance to the left and the right edge of the panel. */
  const sides = (selector: string) =>
    panel.evaluate((dialog, one) => {
      const box = dialog.querySelector(one)?.getBoundingClientRect();
      const { left, right } = dialog.getBoundingClientRect();
      return box ? { left: box.left - left, right: right - box.right } : null;
    }, selector);
  const expectSide = async (selector: string, side: "left" | "right") => {
    await expect(panel.locator(selector)).toHaveCount(1);
    const found = await sides(selector);
    if (!found) throw new Error(`no ${selector}`);
    expect(found[side], `${selector} stands on the ${side}`).toBeLessThan(found[side === "left" ? "right" : "left"]);
  };

  await page.getByRole("button", { name: said.launcher, exact: true }).click();
  // Until the words of its language are here, the panel stands as English does.
  await expect(panel.locator(".frame")).toHaveAttribute("dir", "rtl");
  await expectSide("[part~=close]", "left");
  await expectSide(".send", "left");
  await widget.say(said.question);
  await expect(log.getByRole("heading", { name: said.article })).toBeVisible();
  await expectSide(`.header [aria-label="${said.back}"]`, "right");
  await expectSide("li.you .bubble", "left");
  await expectSide("li.bot .head", "right");
  const arrow = await panel
    .locator(`.header [aria-label="${said.back}"]`)
    .evaluate((button) => new DOMMatrix(getComputedStyle(button).transform).a);
  expect(arrow, "the arrow back points to the right").toBe(-1);
  const send = await panel.locator(".send").evaluate((button) => getComputedStyle(button).transform);
  expect(send, "the arrow that sends points up").toBe("none");

  const aside = () =>
    panel.evaluate((dialog) => {
      const inner = dialog.querySelector(".main");
      return {
        panel: dialog.scrollWidth - dialog.clientWidth,
        main: inner ? inner.scrollWidth - inner.clientWidth : Number.NaN,
        page: document.documentElement.scrollWidth - document.documentElement.clientWidth,
      };
    });
  expect(await aside(), "390 px").toEqual({ panel: 0, main: 0, page: 0 });
  await page.setViewportSize({ width: 320, height: 640 });
  expect(await aside(), "320 px").toEqual({ panel: 0, main: 0, page: 0 });

  // Beside the page: at the end of an Arabic page, which is the left.
  await page.setViewportSize({ width: 1280, height: 800 });
  expect((await panel.boundingBox())?.x).toBeLessThan(100);
  // What the tag says wins over the language.
  await page.locator("support-widget").evaluate((element) => element.setAttribute("dir", "ltr"));
  await expect(panel.locator(".frame")).toHaveAttribute("dir", "ltr");
  await expectSide("[part~=close]", "right");
  await page.context().close();
});
