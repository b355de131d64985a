/** What the page of a return link says by itself. */
const english = {
  opening: "Opening your conversation…",
  goneTitle: "This link does not work any more",
  goneText: "It has been switched off, or part of it was lost in copying. Your request itself is still with us.",
  askAnew: "Ask a question",
  requests: "My requests",
  help: "Help centre",
  offlineTitle: "No connection",
  offlineText:
    "The conversation could not be opened just now. Check the connection and try again; the link stays valid.",
  retry: "Try again",
  storageTitle: "This browser keeps nothing from this page",
  storageText:
    "To open a conversation, the page has to remember it on this device. Allow site data for this address (or leave the private window), then open the link again.",
  closedText: "The conversation is closed on this page. Nothing is lost.",
  show: "Show my requests",
  brokenTitle: "The chat could not be loaded",
  brokenText: "Check the connection and try again.",
};

export type ReturnWords = typeof english;

const russian: ReturnWords = {
  opening: "Открываем ваш диалог…",
  goneTitle: "Эта ссылка больше не работает",
  goneText: "Её отключили, или при копировании потерялась её часть. Само обращение никуда не делось: оно у нас.",
  askAnew: "Задать вопрос",
  requests: "Мои обращения",
  help: "Справка",
  offlineTitle: "Нет связи",
  offlineText:
    "Сейчас открыть диалог не получилось. Проверьте соединение и попробуйте ещё раз: ссылка по-прежнему действует.",
  retry: "Попробовать ещё раз",
  storageTitle: "Браузер не даёт этой странице ничего запомнить",
  storageText:
    "Чтобы открыть диалог, страница должна запомнить его на этом устройстве. Разрешите данные сайта для этого адреса (или выйдите из приватного окна) и откройте ссылку ещё раз.",
  closedText: "Диалог на этой странице закрыт. Ничего не потеряно.",
  show: "Показать мои обращения",
  brokenTitle: "Не удалось загрузить чат",
  brokenText: "Проверьте соединение и попробуйте ещё раз.",
};

export function returnWords(lang: string): ReturnWords {
  return lang.startsWith("ru") ? russian : english;
}
