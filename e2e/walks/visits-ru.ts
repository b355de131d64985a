import type { Visit } from "./visit.ts";

export const RUSSIAN_VISITS: readonly Visit[] = [
  [
    { view: "typo", says: "забыл парлоь", shows: "Как сбросить забытый пароль" },
    { view: "plain", says: "есть приложение на андроид?", shows: "Есть ли мобильное приложение" },
    { view: "invoice", says: "где мой счёт?", shows: "Где взять счёт" },
    { view: "answered-above", says: "нужен чек", shows: "«Где взять счёт»" },
    { view: "keyboard-layout", says: "rfr dsuhepbnm lfyyst", shows: "Как выгрузить данные" },
    { view: "translit", says: "kak smenit tarif", shows: "Как сменить тариф или перейти на оплату за год" },
    { view: "human", says: "хочу поговорить с оператором насчёт счёта", toHuman: true },
  ],
  [
    { view: "ask-back", says: "отправить отчёт заказчику", shows: "В отчёте не хватает часов" },
    {
      view: "chosen",
      presses: "Как показать часы заказчику или гостю",
      shows: "Как показать часы заказчику или гостю",
    },
    { view: "ask-back-again", says: "документы", shows: "Закрывающие документы, НДС и договор" },
    { view: "none-of-these", presses: "Ничего из этого", toHuman: true },
  ],
  [
    { view: "guided", says: "в отчёте меньше часов, чем я отработал", shows: "В этот день пусто" },
    { view: "guided-advice", presses: "Записи на месте", shows: "Сбросить фильтры" },
    { view: "guided-question", presses: "Часов всё ещё нет", shows: "Проект указан" },
    { view: "guided-human", presses: "Проект указан", toHuman: true },
  ],
  [
    { view: "two-questions", says: "Как сбросить пароль? И где мой счёт?", shows: "Как сбросить забытый пароль" },
    { view: "second-question", presses: "Где взять счёт", shows: "Где взять счёт" },
    { view: "order-number", says: "номер заказа 104233", shows: "Вижу номер" },
    {
      view: "licence",
      says: "купил час назад, ключ так и не пришёл",
      shows: "Как приходят лицензионный ключ и программа",
    },
  ],
  [
    { view: "other-language", says: "How do I export my data?", shows: "Export your data" },
    { view: "payment", says: "карту не принимает", shows: "Как оплатить и что делать, если платёж не прошёл" },
    { view: "cancel", says: "как отменить подписку и вернуть деньги", shows: "Как отменить подписку" },
    { view: "asked-again", says: "Как отменить подписку и вернуть деньги?", toHuman: true },
  ],
  [
    {
      view: "three-questions",
      says: "Как сбросить пароль? Где мой счёт? Есть приложение на андроид?",
      toHuman: true,
    },
  ],
  [
    { view: "start", says: "программа не запускается", shows: "Программа не запускается" },
    { view: "refused", presses: "Нет", shows: "Жаль, что ответ не подошёл" },
    { view: "upset", says: "бесполезно", toHuman: true },
  ],
  [
    { view: "discount", says: "скидка студентам", shows: "Скидка для учебных заведений и НКО" },
    { view: "hours", says: "когда работает поддержка", shows: "Как с нами связаться и когда мы работаем" },
  ],
  [{ view: "unknown", says: "почём у вас фиолетовые слоны оптом", toHuman: true }],
];
