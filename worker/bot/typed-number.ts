import type { Body, Option } from "../../protocol/model.ts";
import { offersArticles } from "./offers.ts";
import { madeOf, stemsOf, vocabulary } from "./vocabulary.ts";

/** By the place in the list. "One" is not among them: "the second one". */
const PLACES = [
  "1 first 1st первый первая первое первую erste erster erstes ersten primero primera الأول الأولى",
  "2 second 2nd второй вторая второе вторую zweite zweiter zweites zweiten segundo segunda الثاني الثانية",
  "3 third 3rd третий третья третье третью dritte dritter drittes dritten tercero tercera الثالث الثالثة",
].map(vocabulary);
const LAST = vocabulary(
  "last последний последняя последнее последнюю letzte letzter letztes letzten ultimo ultima الأخير الأخيرة",
);
const BESIDE = vocabulary(
  "the one option number it is i mean yes please thanks вариант номер пункт это про я да пожалуйста давайте спасибо вот das die der nummer bitte danke ja el la numero opcion por favor si gracias رقم نعم من فضلك",
);
const WORDS_MAX = 6;

/** "The second one", «первое», "2": the article of the list that the bot has just offered; null: it is something else. */
export function typedNumber(text: string, last: Body | null): Option | null {
  if (!offersArticles(last) || last?.kind !== "phrase") return null;
  const stems = stemsOf(text, WORDS_MAX + 1);
  if (stems.length > WORDS_MAX) return null;
  const articles = last.options.filter(({ pick }) => pick.includes("/"));
  if (madeOf(stems, LAST, BESIDE)) return articles.at(-1) ?? null;
  return articles[PLACES.findIndex((place) => madeOf(stems, place, BESIDE))] ?? null;
}
