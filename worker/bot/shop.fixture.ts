import { article, openSample } from "../kb/sample.fixture.ts";

/** A shop's help in two languages, for the example dialogues. The same ids in both; `hours/open` exists in English alone. */
const FILLER = "Everything else stands in your account, where nothing is lost. ".repeat(11);

export const ENGLISH_SHOP = openSample({
  "account/password": article(
    "Reset your password",
    [
      "I forgot my password",
      "how do I reset my password",
      "how can I change my password",
      "can't log in, wrong password",
    ],
    "Press **Forgot password** under the sign-in form.",
  ),
  "orders/cancel": article(
    "Cancel an order",
    ["how do I cancel my order", "I ordered by mistake", "stop my order", "can I cancel what I bought"],
    `Open **Orders** and press **Cancel**.\n\n${FILLER}\n\n## Sent already\n\nA parcel that has left cannot be cancelled: refuse it at the door.`,
  ),
  "orders/delivery": article(
    "Delivery times",
    ["when will my parcel arrive", "how long does delivery take", "where is my parcel", "shipping time"],
    "Two to five working days.",
  ),
  "orders/refund": article(
    "Refunds",
    ["how do I get a refund", "I want my money back", "when will the refund arrive", "return an item for a refund"],
    "Five days after we have the goods.",
  ),
  "billing/invoice": article(
    "Get an invoice",
    ["where is my invoice", "I need a receipt", "download an invoice as pdf"],
    "Under **Billing**.",
  ),
  "billing/price": article(
    "What a subscription costs",
    [
      "how much does it cost",
      "price of the starter plan",
      "price of the business plan",
      "what does the subscription cost",
    ],
    `Starter is 5 euros a month.\n\n${FILLER}\n\n## Business plan\n\nThe business plan is 20 euros a month.`,
  ),
  "billing/card": article(
    "Pay by card",
    ["how do I pay by card", "which cards do you take", "my card was declined"],
    "Visa and Mastercard.",
  ),
  "billing/bank": article(
    "Pay by bank transfer",
    ["how do I pay by bank transfer", "can I pay by bank"],
    "Choose **Bank** at the end.",
  ),
  "hours/open": article(
    "Opening hours of the store",
    ["when are you open", "opening hours on Sunday"],
    "From 9 to 18.",
  ),
  "legal/complaint": article(
    "Damaged goods",
    ["my parcel came damaged", "the goods are broken"],
    "We look at each case ourselves.",
    "escalate: true\n",
  ),
});

export const RUSSIAN_SHOP = openSample(
  {
    "account/password": article(
      "Как сбросить пароль",
      ["забыл пароль", "как сбросить пароль", "как поменять пароль", "не могу войти, пароль не подходит"],
      "Нажмите **Забыли пароль?** под формой входа.",
    ),
    "orders/cancel": article(
      "Как отменить заказ",
      ["как отменить заказ", "заказал по ошибке", "хочу отменить покупку", "отмените мой заказ"],
      `Откройте **Заказы** и нажмите **Отменить**.\n\n${"Всё остальное хранится в личном кабинете, ничего не потеряется. ".repeat(11)}\n\n## Уже отправлен\n\nОт отправленной посылки откажитесь при получении.`,
    ),
    "orders/delivery": article(
      "Сроки доставки",
      ["когда придёт посылка", "сколько идёт доставка", "где моя посылка", "срок доставки"],
      "От двух до пяти рабочих дней.",
    ),
    "orders/refund": article(
      "Возврат денег",
      ["как вернуть деньги", "хочу вернуть товар", "когда вернут деньги", "возврат товара"],
      "Через пять дней после того, как товар придёт к нам.",
    ),
    "billing/invoice": article(
      "Где взять счёт",
      ["где мой счёт", "нужен чек", "скачать счёт в pdf", "счёт для бухгалтерии"],
      "В разделе **Оплата**.",
    ),
    "billing/price": article(
      "Сколько стоит подписка",
      ["сколько это стоит", "цена тарифа старт", "цена тарифа бизнес", "сколько стоит подписка"],
      `Старт стоит 500 рублей в месяц.\n\n${"Всё остальное хранится в личном кабинете, ничего не потеряется. ".repeat(11)}\n\n## Тариф Бизнес\n\nТариф Бизнес стоит 2000 рублей в месяц.`,
    ),
    "billing/card": article(
      "Оплата картой",
      ["как оплатить картой", "какие карты принимаете", "карту отклонили"],
      "Мир, Visa и Mastercard.",
    ),
    "billing/bank": article(
      "Оплата банковским переводом",
      ["как оплатить банковским переводом", "можно оплатить через банк"],
      "В конце выберите **Банк**.",
    ),
    "legal/complaint": article(
      "Товар пришёл повреждённым",
      ["посылка пришла помятой", "товар сломан"],
      "Каждый случай разбираем сами.",
      "escalate: true\n",
    ),
  },
  "ru",
);
