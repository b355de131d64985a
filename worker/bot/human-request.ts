import { OTHER_TALKS } from "./other-talk.ts";
import type { TalkWords } from "./talk-words.ts";
import { madeOf, stemsOf, vocabulary } from "./vocabulary.ts";

/** Forms that the stemmers do not bring together stand side by side. */
const PERSON =
  vocabulary(`human person agent operator representative rep someone somebody anyone anybody advisor specialist
  оператор операторы человек люди людей людям людьми позвоните перезвоните позвони перезвони созвониться специалист менеджер консультант сотрудник живой живого живому живым живые живых живыми`);

/**
 * Words of asking. Verbs that a knowledge base is asked about together with a person (add, invite, remove, connect a device …) are
 * left out on purpose.
 */
const ASKING =
  vocabulary(`i want need wish would like d to talk speak chat talking speaking connect transfer get give let put pass call bring
  switch forward me us with a an the real live actual living alive your please pls now just right away immediately urgently can could may
  might you we how do is there here from customer service support not bot robot machine instead of this directly through over on at number help and or
  хочу хотел хотела хотелось хотим бы мне нам нужен нужна нужно нужны надо требуется дайте дай позовите позвать зовите соедините соедини соединить
  соединиться переключите переключи переведите переведи свяжите связать связаться вызовите вызвать поговорить говорить пообщаться общаться
  пусть ответит ответил можно могу можете ли как с со на к ко от у вас а не и или бот ботом робот роботом пожалуйста плиз срочно сейчас
  сразу прямо уже меня нас настоящий настоящего настоящим настоящему реальный реального реальным реальному поддержки вашей вашим вашего
  чтобы кто здесь тут есть это я мы просто лучше ну`);

/** Words that a matter follows: "talk to a human about my order". Not "for": an agent for my server is a program. */
const ABOUT = vocabulary("about regarding concerning because re о об обо насчет поводу по потому");
/** Of the words of asking, those that ask for a person by themselves. */
const WISHES =
  vocabulary(`want need wish like talk speak chat connect transfer call switch get give хочу хотел хотела хотелось нужен нужна нужно надо дайте
  позовите позвать соедините соединить переключите переведите свяжите связать связаться вызовите поговорить пообщаться требуется`);

type AskingWords = Pick<TalkWords, "person" | "asking" | "wishes" | "about">;
const OWN: AskingWords = { person: PERSON, asking: ASKING, wishes: WISHES, about: ABOUT };

/** Longer clauses tell a story; a request for a person is short. */
const CLAUSE_WORDS = 14;
const CLAUSES = 40;

export type HumanRequest = {
  /** It says what about. */
  hasMatter: boolean;
};

/** "Call me back" asks for a person without naming one. */
const CALL_BACK = /\bcall\s+me\b(?:\s+back\b)?|\bcall\s?back\b/i;
const PHONE_NUMBER = /\+?\d[\d\s().-]{5,}\d/g;
const BOT = vocabulary("bot robot machine бот робот");
const NOT_BOT = vocabulary("not no t без не хватит");
const NOT_BOT_BESIDE = vocabulary(
  "rather without stop don want talking speaking prefer без хватит хочу разговаривать надо нужен нужно больше",
);

function inClause(clause: string): HumanRequest | null {
  const plain = clause.replace(PHONE_NUMBER, " ").replace(CALL_BACK, " human ");
  const stems = stemsOf(plain, 2 * CLAUSE_WORDS);
  const refusesBot =
    stems.length <= CLAUSE_WORDS &&
    stems.some((stem) => BOT.has(stem)) &&
    stems.some((stem) => NOT_BOT.has(stem)) &&
    // "Is this not a bot?" only asks.
    stems.some((stem) => WISHES.has(stem) || NOT_BOT_BESIDE.has(stem)) &&
    stems.every((stem) => ASKING.has(stem) || NOT_BOT.has(stem) || NOT_BOT_BESIDE.has(stem));
  if (refusesBot) return { hasMatter: false };
  for (const words of [OWN, ...OTHER_TALKS]) {
    const found = inWordsOf(words, stems);
    if (found !== null) return found;
  }
  return null;
}

function inWordsOf({ person, asking, wishes, about }: AskingWords, stems: readonly string[]): HumanRequest | null {
  if (stems.length <= CLAUSE_WORDS && madeOf(stems, person, asking)) return { hasMatter: false };
  const at = stems.findIndex((stem, i) => about.has(stem) && stems.slice(0, i).some((one) => person.has(one)));
  const head = stems.slice(0, Math.max(0, at));
  const asks = head.length <= CLAUSE_WORDS && head.some((stem) => wishes.has(stem)) && madeOf(head, person, asking);
  return asks ? { hasMatter: at < stems.length - 1 } : null;
}

/**
 * "I want a human", in all languages whatever the visitor's; null: it is something else. A clause asks for one if it consists of nothing
 * but words of asking and a word for a person, perhaps with a matter after them; so "how do I add an operator to my team" (add, team)
 * stays a question to the knowledge base.
 */
export function humanRequest(text: string): HumanRequest | null {
  for (const clause of text.split(/[.!?,;:()\n\u2014\u2013\u060c\u061b\u061f]+/, CLAUSES)) {
    const found = inClause(clause);
    if (found !== null) return found;
  }
  return null;
}

export const asksForHuman = (text: string): boolean => humanRequest(text) !== null;
