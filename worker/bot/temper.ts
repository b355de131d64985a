import { type Word, words } from "../kb/analysis.ts";
import { OTHER_TALKS } from "./other-talk.ts";
import { vocabulary } from "./vocabulary.ts";

/** Whether a message is angry: at us, with nothing else in it or at the bot by name; or angry with a question in it. */
export type Temper = "at_us" | "angry";

/**
 * Words that are hardly ever part of a support question: "trash", "fraud" and "hate" are not among them. English ones as they stand: the
 * stem of "kidding" is a child.
 */
const ENGLISH = new Set(
  `useless pathetic ridiculous stupid idiot idiots idiotic dumb moron crap bullshit shit shitty fuck fucking fucked wtf ffs
  damn goddamn hell wasting rubbish sucks suck terrible awful horrible disgusting outrageous unacceptable furious nightmare kidding appalling disgrace`.split(
    /\s+/,
  ),
);
const RUSSIAN =
  vocabulary(`ужас ужасно ужасный ужасная ужасное кошмар кошмарный бред хрень херня фигня хуйня нахуй хуй бля черт чертов хера хрена блять блядь пиздец заебали сука говно дерьмо
  задолбали задолбал задолбало достали надоело надоели издеваетесь издеваешься издевательство бесит бесите безобразие позор идиоты идиот дебилы дебил
  тупой тупая тупые тупо бесполезный бесполезно бесполезен бесполезная отстой возмутительно возмущен возмущена отвратительно отвратительный`);

type Read = Pick<Word, "folded" | "stem">;
const isAnger = ({ folded, stem }: Read): boolean =>
  ENGLISH.has(folded) || RUSSIAN.has(stem) || OTHER_TALKS.some(({ anger }) => anger.has(stem));
/** What stands beside them in a message that says nothing but anger. */
const BESIDE =
  vocabulary(`this that it is are was you your the a an so very just what how why nothing nobody not no never ever still work works worked working
  answer answers help helping helps helpful with at and or people guys absolute absolutely complete completely total totally utter utterly really
  waste of my me i m stop s re t am we time man god omg seriously do don does doesn doing did didn can can be been have has all always again every
  bot robot chatbot support service company app site program system here for on piece such these those there joke want fed up off shut now
  это вы ты вам вас ваш ваша ваше ваши что как так просто совсем вообще ничего никто не нет ни работает работают работаете мне меня мы нас
  мой моя уже опять снова у и а с за то же ну да какой какая какое какие такой такая бот робот чатбот поддержка сервис служба помощь программа
  приложение сайт система помогает помогаете ответ ответы все весь полный полная полное абсолютно очень ли можно сколько раз третий второй
  отвечаете отвечает отвечают здесь тут бы уж хватит`);
const US = vocabulary("bot robot chatbot you бот робот чатбот вы ты roboter بوت روبوت");

/** Longer ones tell a story, and have a question in it. */
const WORDS_MAX = 60;
const CAPITALS_MIN = 10;
const WORDS_SHOUTED_MIN = 2;

/** Capitals alone are a key that was left on; with exclamation marks they shout. */
function shouts(text: string): boolean {
  const start = text.slice(0, 400);
  if (/!\s*!\s*!/.test(start) || /[?!]{4,}/.test(start)) return true;
  const letters = start.match(/\p{L}/gu)?.length ?? 0;
  const capitals = start.match(/\p{Lu}/gu)?.length ?? 0;
  return capitals >= CAPITALS_MIN && capitals >= 0.8 * letters && /!|\?{2}/.test(start);
}

const BESIDES = [BESIDE, ...OTHER_TALKS.map(({ angerBeside }) => angerBeside)];
/** Nothing but anger, in the words of one language. */
const isAllAnger = (all: readonly Read[]): boolean =>
  BESIDES.some((beside) => all.every((word) => isAnger(word) || beside.has(word.stem)));

/** null: calm, as far as words can tell. */
export function temper(text: string): Temper | null {
  const all = words(text, "en", WORDS_MAX);
  if (/^\s*(?:thanks|thank you|спасибо)\s+(?:for|за)\s+(?:nothing|ничего|ничто)[\s.!]*$/i.test(text)) return "at_us";
  const swears = all.some(isAnger);
  const loud = shouts(text);
  if (!swears && !loud) return null;
  if (all.length < WORDS_MAX && (swears || all.length >= WORDS_SHOUTED_MIN) && isAllAnger(all)) return "at_us";
  const insults = text.split(/[.!?,;:()\n]+/, 40).some((clause) => {
    const said = words(clause, "en", WORDS_MAX);
    return said.some(({ stem }) => US.has(stem)) && said.some(isAnger) && isAllAnger(said);
  });
  return insults ? "at_us" : "angry";
}

/** The text without its words of anger: what is left is the question. */
export function calmed(text: string): string {
  let rest = "";
  let at = 0;
  for (const word of words(text, "en", WORDS_MAX)) {
    if (!isAnger(word)) continue;
    rest += text.slice(at, word.start);
    at = word.end;
  }
  return rest + text.slice(at);
}
