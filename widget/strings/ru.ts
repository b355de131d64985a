import type { Strings } from "./en.ts";

const rules = new Intl.PluralRules("ru");

/** «1 статья, 2 статьи, 5 статей»: `forms` are one, few, many. */
function plural(count: number, forms: [string, string, string]): string {
  const rule = rules.select(count);
  return `${count} ${forms[rule === "one" ? 0 : rule === "few" ? 1 : 2]}`;
}

export const ru: Strings = {
  lang: "ru",
  support: "Поддержка",
  unread: (count) => `Поддержка, ${plural(count, ["новое сообщение", "новых сообщения", "новых сообщений"])}`,
  close: "Закрыть",
  back: "Назад",
  send: "Отправить",
  retry: "Повторить",
  loading: "Загрузка…",
  loadFailed: "Не удалось загрузить.",
  sendFailed: "Не отправлено: чат не загрузился.",

  greeting: "Чем помочь?",
  popular: "Популярные статьи",
  articles: "Статьи",
  resume: "Ваш диалог",
  found: (count) => `Найдено: ${plural(count, ["статья", "статьи", "статей"])}`,
  nothing: "Ничего не нашлось. Отправьте вопрос: ответит бот или наши сотрудники.",
  question: "Задайте вопрос",
  askAboutThis: "Спросить об этом",
  message: "Напишите сообщение",

  related: "Похожие статьи",

  chat: {
    whole: "Читать статью целиком",
    helped: "Ответ помог?",
    conversation: "Диалог",
    empty: "Напишите вопрос внизу. Бот ответит сразу или передаст его нашим сотрудникам.",
    you: "Вы",
    bot: "Бот",
    older: "Показать более ранние сообщения",
    newMessages: "Новые сообщения",
    sending: "Отправляется…",
    notSent: "Не отправлено.",
    sendAgain: "Повторить",
    edit: "Изменить",
    tooLong: "Сообщение слишком длинное.",
    tooMany: "Слишком много сообщений подряд. Подождите минуту.",
    human: "Позвать оператора",
    request: (number) => `Обращение № ${number}`,
    registering: "Обращение регистрируется",
    received: "Получено",
    in_progress: "В работе",
    waiting_for_you: "Ждём вашего ответа",
    solved: "Решено",
    answering: (name) => `Отвечает ${name}`,
    contact: "Почта или телефон на случай, если вам нужно уйти (необязательно)",
    save: "Сохранить",
    leaveContact: "Оставить контакт",
    contactLeft: "Контакт сохранён.",
    change: "Изменить",
    contactDoubtful: "Это не похоже на почту или телефон.",
    contactFailed: "Не сохранено. Повторите.",
    connecting: "Соединяемся…",
    offline: "Нет связи. Сообщения сохранены и будут отправлены.",
    refusedOrigin: "На этой странице чат поддержки не разрешён.",
    refusedVersion: "Чат обновился. Перезагрузите страницу.",
    refused: "Чат сейчас недоступен.",
  },
};
