import { type Body, SPOKEN, type Spoken } from "../../protocol/model.ts";
import { words } from "../kb/analysis.ts";
import type { KnowledgeBase } from "../kb/knowledge-base.ts";
import { asksForHuman } from "./human-request.ts";
import { smallTalk } from "./small-talk.ts";
import { madeOf, stemsOf, vocabulary } from "./vocabulary.ts";

const SCRIPTS: [locales: RegExp, letters: RegExp][] = [
  [/^(ru|uk|be|bg|sr|mk|kk|ky|mn)\b/, /\p{Script=Cyrillic}/gu],
  [/^el\b/, /\p{Script=Greek}/gu],
  [/^(ar|fa|ur)\b/, /\p{Script=Arabic}/gu],
  [/^(he|yi)\b/, /\p{Script=Hebrew}/gu],
  [/^(zh|ja|yue)\b/, /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}]/gu],
  [/^ko\b/, /\p{Script=Hangul}/gu],
  [/^th\b/, /\p{Script=Thai}/gu],
  [/^(hi|mr|ne)\b/, /\p{Script=Devanagari}/gu],
];
const LATIN = /\p{Script=Latin}/gu;
/** Characters, and words: the beginning of a message shows its language. */
const READ_MAX = 1_000;
const WORDS_MAX = 64;

/** Whether most letters of a text are those of a language's alphabet. Also true of a text without letters. */
export function isWrittenIn(text: string, locale: string): boolean {
  const start = text.slice(0, READ_MAX);
  const own = SCRIPTS.find(([locales]) => locales.test(locale))?.[1] ?? LATIN;
  const letters = start.match(/\p{L}/gu)?.length ?? 0;
  return 2 * (start.match(own)?.length ?? 0) >= letters;
}

const LANGUAGE_WORDS = {
  en: vocabulary("english английский английском английски англ"),
  ru: vocabulary("russian русский русском русски"),
  de: vocabulary("german deutsch deutsche немецкий немецком немецки aleman الألمانية"),
  es: vocabulary("spanish espanol castellano испанский испанском испански الإسبانية"),
  ar: vocabulary("arabic العربية عربي арабский арабском арабски arabe arabisch"),
};
const LANGUAGE_BESIDE =
  vocabulary(`in to on please can could you do speak have it this that the article answer version and a an what about is there available i get
  write language translate show me also same ok thanks по на а и у вас можно пожалуйста говорите ли вы есть это эту эта статью статья ответ то же
  самое покажите язык языке переведите перевод мне дайте бы тоже спасибо
  auf bitte und sprechen sie gibt es das den artikel auch ob en por favor y habla hablan ustedes usted hay puede ب بال هل تتحدث تتحدثون من فضلك`);

/** "And in Russian?", «а на русском?»: the language that is asked for, if nothing else is. */
export function languageAskedFor(text: string): Spoken | null {
  const stems = stemsOf(text, 13);
  if (stems.length > 12) return null;
  return SPOKEN.find((locale) => madeOf(stems, LANGUAGE_WORDS[locale], LANGUAGE_BESIDE)) ?? null;
}

/** No word of meaning is in any of the articles. */
function knowsNothing(kb: KnowledgeBase, text: string): boolean {
  const content = words(text, kb.locale, WORDS_MAX).filter((word) => !word.functionWord);
  return content.length > 0 && !content.some((word) => kb.index.has(word.stem));
}

/** The language of what the bot showed last from an article; null: nothing. */
export function languageShown(last: Body | null): Spoken | null {
  if (last?.kind === "answer") return last.locale;
  return last?.kind === "phrase" && last.phrase.key === "guided_step" ? last.phrase.locale : null;
}

/**
 * Whether the site's articles in its other languages are needed for this message: they are loaded only then. `own`: in the visitor's
 * language. `last`: what the bot said last. A button of an article that `own` does not have under this title was of another language.
 */
export function needsOtherLanguages(
  { text, pick }: { text: string; pick?: string | undefined },
  last: Body | null,
  own: KnowledgeBase,
): boolean {
  const shown = languageShown(last);
  if (shown !== null && shown !== own.locale && SPOKEN.some((one) => one === own.locale)) return true;
  if (pick !== undefined) return pick.includes("/") && !pick.includes("#") && own.articles.get(pick)?.title !== text;
  if (languageAskedFor(text) !== null) return true;
  if (isWrittenIn(text, own.locale) && !knowsNothing(own, text)) return false;
  return smallTalk(text) === null && !asksForHuman(text);
}
