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
  might you we how do is there here from customer service support not bot robot machine instead of this directly through over help and or
  хочу хотел хотела хотелось хотим бы мне нам нужен нужна нужно нужны надо требуется дайте дай позовите позвать зовите соедините соедини соединить
  соединиться переключите переключи переведите переведи свяжите связать связаться вызовите вызвать поговорить говорить пообщаться общаться
  пусть ответит ответил можно могу можете ли как с со на к ко от у вас а не и или бот ботом робот роботом пожалуйста плиз срочно сейчас
  сразу прямо уже меня нас настоящий настоящего настоящим настоящему реальный реального реальным реальному поддержки вашей вашим вашего
  чтобы здесь тут есть это я мы просто лучше ну`);

/** Longer clauses tell a story; a request for a person is short. */
const CLAUSE_WORDS = 14;
const CLAUSES = 40;

/**
 * "I want a human", in both languages whatever the visitor's. A clause asks for one if it consists of nothing but words of asking and a
 * word for a person; so "how do I add an operator to my team" (add, team) stays a question to the knowledge base.
 */
export function asksForHuman(text: string): boolean {
  for (const clause of text.split(/[.!?,;:()\n\u2014\u2013]+/, CLAUSES)) {
    const stems = stemsOf(clause, CLAUSE_WORDS + 1);
    if (stems.length <= CLAUSE_WORDS && madeOf(stems, PERSON, ASKING)) return true;
  }
  return false;
}
