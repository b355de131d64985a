import { describe, expect, it } from "vitest";
import { passageOf } from "../worker/bot/passage.ts";
import { terms } from "../worker/kb/analysis.ts";
import { plainText } from "../worker/kb/plain-text.ts";
import { checkKnowledgeBase } from "./kb-check.ts";
import { openInMemory } from "./kb-memory.ts";
import { ROOT } from "./paths.ts";

/** Where in its article the demo's bot finds the answer: question, article, heading of the section; "" is the introduction. */
const ENGLISH: [string, string, string][] = [
  ["My account is locked", "account/cannot-sign-in", "“Too many attempts”"],
  ["I lost my phone and can't get the login code", "account/cannot-sign-in", "The six-digit code is not accepted"],
  ["How do I change my e-mail address?", "account/change-email", ""],
  ["I no longer have access to my old mailbox", "account/change-email", "You cannot open the old mailbox"],
  ["remind me to start the timer", "account/notifications", ""],
  ["no reminder appears on my screen", "account/notifications", "No reminder on the screen"],
  ["I forgot my password", "account/reset-password", ""],
  ["The reset e-mail does not arrive", "account/reset-password", "The e-mail does not arrive"],
  ["I got a new phone, move the codes to it", "account/two-step", "A new phone"],
  ["can I get my money back", "billing/cancel", "Money back"],
  ["Where is my invoice?", "billing/invoice", ""],
  ["Can you put our VAT number on the bill?", "billing/invoice", "Company name, VAT number, address for invoices"],
  ["My card was declined", "billing/payment", "The card is declined"],
  ["can we pay by bank transfer", "billing/payment", "Bank transfer"],
  ["can I get a longer trial", "billing/plans", "The free trial"],
  ["deleted an entry by mistake", "data/correct-hours", "Deleted by mistake"],
  ["Delete my account", "data/privacy", "Delete your account"],
  ["What are the system requirements?", "product/does-not-start", "System requirements"],
  ["keyboard shortcuts", "product/shortcuts", ""],
  ["the timer keeps running", "product/timer", ""],
];
const RUSSIAN: typeof ENGLISH = [
  ["слишком много попыток, попробуйте позже", "account/cannot-sign-in", "«Слишком много попыток»"],
  ["не подходит код из шести цифр", "account/cannot-sign-in", "Не подходит код из шести цифр"],
  ["Как поменять почту?", "account/change-email", ""],
  ["нет доступа к старой почте", "account/change-email", "Старый ящик недоступен"],
  ["напоминать, чтобы включил таймер", "account/notifications", ""],
  ["напоминания не появляются на экране", "account/notifications", "Напоминание не появляется"],
  ["Забыл пароль", "account/reset-password", ""],
  ["не приходит письмо для сброса", "account/reset-password", "Письмо не приходит"],
  ["сменил телефон, как перенести коды", "account/two-step", "Новый телефон"],
  ["Можно вернуть деньги?", "billing/cancel", "Возврат денег"],
  ["Где мой счёт?", "billing/invoice", ""],
  ["Как добавить ИНН и реквизиты фирмы?", "billing/invoice", "Название фирмы, ИНН, адрес для счетов"],
  ["карта отклонена", "billing/payment", "Платёж не прошёл, карта отклонена"],
  ["оплата банковским переводом", "billing/payment", "Банковский перевод"],
  ["продлите пробный период", "billing/plans", "Пробный период"],
  ["случайно удалил запись", "data/correct-hours", "Удалили случайно"],
  ["обновление не устанавливается", "product/updates", "Обновление не устанавливается"],
  ["какие системные требования", "product/does-not-start", "Системные требования"],
  ["горячие клавиши", "product/shortcuts", ""],
  ["таймер всё время идёт", "product/timer", ""],
];

const quotes = (text: string) => text.replaceAll(/[“”]/g, '"');

describe("the passage that the demo's bot shows", async () => {
  const { sites } = await checkKnowledgeBase(`${ROOT}/kb-content`);
  const demo = sites.find(({ id }) => id === "demo");
  if (demo === undefined) throw new Error("no demo");
  for (const [locale, table] of Object.entries({ en: ENGLISH, ru: RUSSIAN })) {
    const kb = openInMemory(demo, locale);
    it.each(table)("%s", (question, id, heading) => {
      const article = kb.articles.get(id);
      if (article === undefined) throw new Error(id);
      const { passage } = passageOf(article, terms(question, locale), kb);
      const [first] = passage;
      expect(first?.t === "h" ? plainText([first]) : "").toBe(quotes(heading));
      // A phone's screen, and a list that goes with its sentence.
      expect(plainText(passage).length).toBeLessThanOrEqual(1_200);
    });
  }
});
