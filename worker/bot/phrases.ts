import type { Locale, Option, Phrase, PhraseKey } from "../../protocol/model.ts";

/** `{name}` stands for a parameter. A bot is called a bot; what a visitor reads says what happens next. */
const TEXTS: Record<PhraseKey, Record<Locale, string>> = {
  greeting: {
    en: "Hello! What can I help you with? Write your question in a sentence.",
    ru: "Здравствуйте! Чем могу помочь? Напишите свой вопрос одним предложением.",
  },
  thanks: {
    en: "You're welcome. If anything else comes up, write here.",
    ru: "Пожалуйста. Если появится ещё вопрос, пишите сюда.",
  },
  glad: {
    en: "Good to hear. If anything else comes up, write here.",
    ru: "Рад, что помогло. Если появится ещё вопрос, пишите сюда.",
  },
  clarify: {
    en: "Which of these do you mean?",
    ru: "Уточните, пожалуйста: о чём ваш вопрос?",
  },
  rephrase: {
    en: "Sorry that this didn't help. Please ask in other words, or talk to a person.",
    ru: "Жаль, что ответ не подошёл. Спросите другими словами или позовите оператора.",
  },
  unclear: {
    en: "I didn't understand that. Please describe in a sentence what you want to do, or what does not work.",
    ru: "Не понял вопрос. Опишите одним предложением, что хотите сделать или что именно не работает.",
  },
  identity: {
    en: "Yes, I am a bot. I answer from our knowledge base, and pass on to a person whatever it does not cover.",
    ru: "Да, я бот: отвечаю по базе знаний, а если ответа в ней нет, передаю вопрос оператору.",
  },
  escalated_nothing_found: {
    en: "I don't have an answer to this, so I'm passing it to our team. The reply will be here.",
    ru: "У меня нет ответа на этот вопрос, поэтому передаю его нашим операторам. Ответ появится здесь.",
  },
  escalated_asked_for_human: {
    en: "I'm passing this to our team. The reply will be here.",
    ru: "Передаю ваше обращение оператору. Ответ появится здесь.",
  },
  escalated_said_no: {
    en: "I couldn't help, so I'm passing this to our team with everything you wrote. The reply will be here.",
    ru: "Мне не удалось помочь, поэтому передаю обращение оператору вместе со всей перепиской. Ответ появится здесь.",
  },
  escalated_article: {
    en: "A person takes care of this, so I'm passing it to our team. The reply will be here.",
    ru: "Этим занимается человек, поэтому передаю обращение оператору. Ответ появится здесь.",
  },
  escalated_kb_unavailable: {
    en: "I can't look up answers right now, so I'm passing this to our team. The reply will be here.",
    ru: "Сейчас я не могу найти ответ, поэтому передаю обращение оператору. Ответ появится здесь.",
  },
  agent_joined: {
    en: "{name} has joined and will help you from here.",
    ru: "{name} уже читает вашу переписку и ответит здесь.",
  },
  agent_returned_to_bot: {
    en: "The bot answers again. Ask your question, or talk to a person at any time.",
    ru: "Вам снова отвечает бот. Задайте вопрос; позвать оператора можно в любой момент.",
  },
  resolved: {
    en: "{name} has marked this request as solved. If something is still open, write here.",
    ru: "{name} считает обращение решённым. Если вопрос остался, напишите сюда.",
  },
  reopened: {
    en: "Your request is open again, and our team knows. If there is more to say, write here.",
    ru: "Обращение снова открыто, оператор это увидит. Если есть что добавить, напишите сюда.",
  },
};

/** Follows an escalation of a visitor whom nobody could reach elsewhere. */
const CONTACT: Record<Locale, string> = {
  en: "If you have to leave, add an e-mail or phone number below.",
  ru: "Если вам нужно уйти, оставьте ниже почту или телефон.",
};

/** The text holds the values as they are: whoever shows it shows text. Parameters that are not given stay visible as `{name}`.
 * An escalation says `when` agents answer, if that is given, and asks for a contact unless `contact` is "known". */
export function phrase(key: PhraseKey, params: Readonly<Record<string, string>>, locale: Locale): Phrase {
  const text = TEXTS[key][locale].replace(/\{([a-z]+)\}/g, (whole, name: string) =>
    Object.hasOwn(params, name) ? (params[name] ?? whole) : whole,
  );
  const more = key.startsWith("escalated_") ? [params.when, params.contact === "known" ? "" : CONTACT[locale]] : [];
  return { key, params: { ...params }, locale, text: [text, ...more].filter(Boolean).join(" ") };
}

const LABELS = {
  yes: { en: "Yes, thanks", ru: "Да, спасибо" },
  no: { en: "No", ru: "Нет" },
  none: { en: "None of these", ru: "Ничего из этого" },
  human: { en: "Talk to a human", ru: "Позвать оператора" },
} as const;

/** A button that is no article. */
export const option = (pick: keyof typeof LABELS, locale: Locale): Option => ({ pick, label: LABELS[pick][locale] });
