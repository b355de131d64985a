import type { Activity, Author, EscalationReason, Explanation } from "../../protocol/model.ts";
import type { Span } from "../format.ts";
import type { StatusWord } from "../inbox-model.ts";
import { isolate } from "./isolate.ts";

export function span({ days, hours, minutes }: Span): string {
  if (days > 0) return hours > 0 ? `${days} д ${hours} ч` : `${days} д`;
  if (hours > 0) return minutes > 0 ? `${hours} ч ${minutes} мин` : `${hours} ч`;
  return minutes > 0 ? `${minutes} мин` : "меньше минуты";
}

export const reasons: Record<EscalationReason, string> = {
  nothing_found: "бот ничего не нашёл",
  asked_for_human: "посетитель позвал оператора",
  said_no_twice: "ответы дважды не помогли",
  article_says_so: "так указано в статье",
  steps_did_not_help: "шаги из статьи не помогли",
  kb_unavailable: "база знаний была недоступна",
  upset: "посетитель недоволен",
  several_questions: "несколько вопросов сразу",
  asked_again: "вопрос задан повторно",
};

export const statuses: Record<StatusWord, string> = {
  new: "новое",
  in_progress: "в работе",
  waiting: "ждём клиента",
  with_bot: "у бота",
  snoozed: "отложено",
  resolved: "решено",
  closed: "закрыто",
};

export const decisions: Record<Explanation["decision"], string> = {
  answer: "ответил",
  clarify: "уточнил",
  escalate: "передал оператору",
  small_talk: "служебный ответ",
};

export const authors: Record<Author["kind"], string> = {
  visitor: "Посетитель",
  bot: "Бот",
  system: "Система",
  agent: "Оператор",
};

/** Names are not declined and have no known gender: sentences are built around them. */
export function activity(a: Activity): string {
  switch (a.type) {
    case "contact_given":
      return `Контакт для связи: ${isolate(a.contact)}`;
    case "handed_back":
      return `Возвращено боту: ${isolate(a.agent)}`;
    case "confirmed":
      return "Посетитель подтвердил: решено";
    case "closed_unconfirmed":
      return "Закрыто: посетитель не ответил за 7 дней";
    case "rated":
      return a.text === ""
        ? `Оценка посетителя: ${a.stars} из 5`
        : `Оценка посетителя: ${a.stars} из 5. ${isolate(a.text)}`;
    case "consented":
      return "Посетитель дал согласие";
    case "identified":
      return `С этого места личность подтверждена вашим сайтом: ${isolate(a.person)}`;
  }
}
