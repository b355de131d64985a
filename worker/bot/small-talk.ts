import { words } from "../kb/analysis.ts";
import { otherGreetingLength, otherTalk } from "./other-talk.ts";
import type { SmallTalk } from "./talk-words.ts";
import { madeOf, stemsOf, type Vocabulary, vocabulary } from "./vocabulary.ts";

export type { SmallTalk } from "./talk-words.ts";

/** Whole words of a greeting, longest first; "good" alone praises, "good morning" greets. */
const GREETINGS = [
  "good morning",
  "good afternoon",
  "good evening",
  "good day",
  "hello",
  "hi",
  "hey",
  "hiya",
  "howdy",
  "greetings",
  "доброго времени суток",
  "добрый день",
  "добрый вечер",
  "доброе утро",
  "доброго дня",
  "здравствуйте",
  "здравствуй",
  "здрасте",
  "приветствую",
  "привет",
  "салют",
  "алло",
  "ау",
  "are you there",
  "anyone there",
  "вы тут",
  "вы здесь",
  "ты тут",
].map((greeting) => stemsOf(greeting, 4));
const GREETED = vocabulary("there all everyone everybody team bot dear again all всем вам бот коллеги снова еще раз");

const THANKS = vocabulary(
  "thank thanks thx ty cheers appreciate appreciated bye goodbye спасибо спасибки спс благодарю благодарен благодарна пока свидания",
);
const THANKS_FILLER =
  vocabulary(`you so very much a lot many for your the help helping all again ok okay great good perfect and have nice day it no that is s i
  большое огромное вам тебе за помощь ответ все всего ясно понятно хорошо отлично ок очень до доброго хорошего дня и нет не надо нужно`);

const YES =
  vocabulary(`yes yep yeah yup ok okay great perfect good super cool nice awesome excellent helped helps works worked solved fixed understood got clear
  да ага угу ок окей хорошо отлично супер класс здорово прекрасно помогло помог помогла помогли получилось работает заработало сработало решено решилось
  понятно ясно понял поняла верно точно разобрался разобралась`);
const YES_FILLER =
  vocabulary(`it this that i my problem question issue is was did does s has have all now very much answer me a lot thanks thank thx ty cheers you the right so
  это все теперь очень мне ответ проблема вопрос спасибо спс благодарю вы вам у меня большое уже с я мой вроде вполне`);

const NO = vocabulary(
  `no nope nah not never none nothing t unhelpful wrong stop tried already still нет неа не ничего никак зря мимо стоп хватит пробовал
  пробовала попробовал попробовала пытался пыталась делал делала сделал сделала`,
);
const NO_FILLER =
  vocabulary(`it this that did didn does doesn do don is isn was wasn has hasn can help helped helpful work works worked working fix fixed solve
  solved what i mean meant my question answer the one same problem issue right really at all still a bit of any those these need needed looking for
  asked asking sorry but thanks thank you unfortunately correct relevant me either so good enough see s ve done am everything same yes why я
  это почему то что мне мой моя меня нужно надо помог помогло помогла помогли помогает подходит подошло подошел работает сработало получилось получается решило решает
  решилось проблему проблема вопрос ответ так такое совсем вообще из этого к сожалению все равно опять еще но спасибо имел имела ввиду в виду спрашивал
  спрашивала искал искала уже другое другой другом тот та те ни один одно никакой о об про и же вы вам да бы а там раз по прежнему проверял проверяла`);
/** Praise of us, not of an answer. */
const PRAISE =
  vocabulary(`awesome amazing best great good wonderful brilliant nice cool smart excellent love молодцы молодец умница умницы супер класс
  классный лучшие лучший хороший хорошая отличный отличная умный замечательный`);
const PRAISED = vocabulary("you guys bot team service support вы ты бот поддержка сервис ребята команда");
const PRAISE_FILLER = vocabulary(
  "are the is so very really a job this what all такие такой просто очень у вас все здесь",
);
const ANOTHER = vocabulary("question questions вопрос вопросы вопросик");
const ANOTHER_FILLER = vocabulary(
  "i ve have got a an another one more other yet ещё еще есть у меня один другой тут к вам",
);
const IDENTITY = vocabulary("bot robot chatbot бот робот чатбот");
const IDENTITY_FILLER =
  vocabulary(`are you is this am i talking to speaking with a an real human person or machine just who what
  ты вы это я с говорю общаюсь разговариваю или живой человек настоящий ли кто тут мне отвечает`);
/** "Are you a real person?" names no bot. */
const PERSON = vocabulary("human person real man woman человек живой настоящий");
const PERSON_FILLER = vocabulary(
  `you this a an the or is it it's are am i talking to speaking with actually really just even
  ты вы это я с говорю общаюсь разговариваю ли правда точно там тут мне отвечает пишет вообще`,
);
const ADDRESSED = vocabulary("you this i ты вы это я тут там мне");
/** "Who are you?" names neither. */
const WHO = [
  "who are you",
  "what are you",
  "кто ты",
  "кто вы",
  "are you human",
  "are you real",
  "ты человек",
  "вы человек",
  "вы живой",
  "who am i talking to",
  "who is this",
  "what can you do",
  "what do you do",
  "how do you work",
  "с кем я говорю",
  "с кем я общаюсь",
  "с кем я разговариваю",
  "кто тут",
  "кто здесь",
  "кто это",
  "что ты умеешь",
  "что вы умеете",
  "что ты можешь",
].map((question) => stemsOf(question, 6).join(" "));
/** Signs that say it without a word; skin tones and variation selectors do not matter. */
const YES_SIGNS = new Set("👍👌🙏❤💚💙🎉✅🤝💯👏");
const NO_SIGNS = new Set("👎😡😠🤬❌💔");
const HELP = vocabulary("help помогите помоги помощь помочь");
const HELP_FILLER = vocabulary(
  "i need me please can could you a question have some your with want мне нужна нужно пожалуйста вы можете есть вопрос у меня хочу спросить",
);

/** A longer message is taken for a question. */
const WORDS_MAX = 16;
const LENGTH_MAX = 400;
const SIGNS_MAX = 40;

/** Number of words at the beginning that greet. */
function greetingLength(stems: readonly string[]): number {
  let length = 0;
  for (let more = true; more; ) {
    const rest = stems.slice(length);
    const found = GREETINGS.find((greeting) => greeting.every((stem, i) => rest[i] === stem));
    more = found !== undefined;
    length += found?.length ?? 0;
  }
  if (length > 0) while (length < stems.length && GREETED.has(stems[length] ?? "")) length++;
  return length > 0 ? length : otherGreetingLength(stems);
}

/** The text after its greeting: "Hi, how do I cancel?" asks how to cancel. */
export function withoutGreeting(text: string): string {
  const all = words(text.slice(0, LENGTH_MAX), "en", WORDS_MAX);
  const next = all[greetingLength(all.map((word) => word.stem))];
  return next === undefined ? text : text.slice(next.start);
}

const says = (stems: readonly string[], core: Vocabulary, filler: Vocabulary): boolean => madeOf(stems, core, filler);

const praises = (stems: readonly string[]): boolean =>
  stems.some((stem) => PRAISE.has(stem)) &&
  stems.every((stem) => [PRAISE, PRAISED, PRAISE_FILLER, THANKS, THANKS_FILLER].some((words) => words.has(stem)));

/** "My name is Jane" begins a conversation as a greeting does. */
const NAMES_SELF =
  /^\s*(?:my name is|меня зовут|mein name ist|ich heiße|me llamo|mi nombre es|اسمي)(?:\s+[\p{L}-]+){1,3}[\s.!,)]*$/iu;

/** What the whole message says, or null: then it is a question. */
export function smallTalk(text: string): SmallTalk | null {
  if (text.length > LENGTH_MAX) return null;
  const sign = signOf(text);
  if (sign) return sign;
  const all = stemsOf(text, WORDS_MAX + 1);
  if (all.length === 0 || all.length > WORDS_MAX) return null;
  const stems = all.slice(greetingLength(all));
  if (stems.length === 0 || (text.length < 200 && NAMES_SELF.test(withoutGreeting(text)))) return "greeting";
  const asksWho = WHO.includes(stems.join(" ")) || says(stems, IDENTITY, IDENTITY_FILLER);
  if (asksWho || (stems.some((stem) => ADDRESSED.has(stem)) && says(stems, PERSON, PERSON_FILLER))) return "identity";
  // "No, thanks" declines; it does not say that the answer was bad.
  if (says(stems, THANKS, THANKS_FILLER)) return /\bhelp(ed|s)\b/i.test(text) ? "yes" : "thanks";
  if (stems.some((stem) => PRAISED.has(stem)) && praises(stems)) return "thanks";
  if (says(stems, NO, NO_FILLER)) return "no";
  if (says(stems, YES, YES_FILLER)) return "yes";
  if (says(stems, HELP, HELP_FILLER) || says(stems, ANOTHER, ANOTHER_FILLER)) return "greeting";
  return otherTalk(all);
}

/** A message of a few signs that all mean the same. */
function signOf(text: string): "yes" | "no" | null {
  const signs = [...text.slice(0, SIGNS_MAX).replaceAll(/\s|\u{FE0F}|\p{Emoji_Modifier}/gu, "")];
  if (signs.length === 0 || text.length > SIGNS_MAX) return null;
  if (signs.every((sign) => YES_SIGNS.has(sign))) return "yes";
  return signs.every((sign) => NO_SIGNS.has(sign)) ? "no" : null;
}
