import type { HelpWords } from "./words-en.ts";

/** 1 статья, 2 статьи, 5 статей. */
function plural(count: number, one: string, few: string, many: string): string {
  const tens = count % 100;
  const units = count % 10;
  if (units === 1 && tens !== 11) return `${count} ${one}`;
  return units >= 2 && units <= 4 && (tens < 12 || tens > 14) ? `${count} ${few}` : `${count} ${many}`;
}

export const russian: HelpWords = {
  locale: "ru",
  help: (name) => `${name}: справка`,
  skip: "К содержанию",
  home: "Справка",
  path: "Вы здесь",
  search: "Поиск по справке",
  searchButton: "Найти",
  language: "Язык",
  popular: "Популярные статьи",
  topics: "Разделы",
  articles: (count) => plural(count, "статья", "статьи", "статей"),
  all: (count) => `Показать все (${count})`,
  updated: "Обновлено",
  onThisPage: "На этой странице",
  moreSections: (count) => `и ещё ${plural(count, "раздел", "раздела", "разделов")}`,
  tableNote: "Таблица, прокручивается вбок",
  actions: "Что можно сделать сейчас",
  related: "Похожие статьи",
  helped: "Статья помогла?",
  yes: "Да",
  no: "Нет",
  thanks: "Спасибо за ответ.",
  resultsTitle: (query) => `Поиск: ${query}`,
  found: (count) =>
    `${count % 10 === 1 && count % 100 !== 11 ? "Нашлась" : "Нашлось"} ${plural(count, "статья", "статьи", "статей")}`,
  searchTitle: "Поиск",
  nothingFound: (query) => `По запросу «${query}» ничего не нашлось.`,
  tryOther: "Сократите запрос или спросите другими словами, загляните в разделы или напишите нам.",
  contact: "Не нашли ответ?",
  contactText: "Спросите в чате. Бот отвечает по этим статьям, а если ответа в них нет, вопрос возьмёт оператор.",
  chat: "Спросить в чате",
  requests: "Мои обращения",
  otherWays: "Другие способы связи",
  notFoundTitle: "Страница не найдена",
  notFoundText: "Такой страницы нет, или её адрес изменился. Воспользуйтесь поиском или начните с главной страницы.",
  notHere: "На русском языке этой статьи пока нет.",
  readIn: (language) => `Читать: ${language}`,
  backHome: "На главную страницу справки",
  unavailableTitle: "Справка сейчас недоступна",
  unavailableText: "Не удалось загрузить статьи. Неполадка на нашей стороне: попробуйте ещё раз через минуту.",
  retry: "Попробовать ещё раз",
  empty: "Статей здесь пока нет.",
  emptyChat: "Спросите нас в чате.",
  console: "Перейти в консоль",
  requestsWait: "Одну минуту…",
  requestsNoScript: "Для чата нужен JavaScript. Включите его в браузере и откройте страницу ещё раз.",
};
