import { article } from "../../worker/kb/sample.fixture.ts";
import type { SourceFile } from "../../worker/kb/source/compile.ts";
import { Chance } from "./chance.ts";

/*
 * A knowledge base of any size that costs what a real one costs: words made of syllables, drawn by Zipf's law, so that a few stand in
 * every other article and most in one or two; grammar endings; function words between them; every other article in Russian.
 */

/** Of each language. New words keep coming as real text grows: with these 10 000 articles know about 60 000 terms. */
const WORDS = 40_000;
const BODY_CHARACTERS = 700;
const PHRASINGS = 5;
/** Words of an article's own topic: they make most of its phrasings and some of its body. */
const TOPIC_WORDS = 8;

type Language = { words: string[]; endings: string[]; little: string[] };

function language(
  chance: Chance,
  heads: string,
  cores: string,
  tails: string,
  endings: string,
  little: string,
): Language {
  const [a, b, c] = [heads, cores, tails].map((text) => text.split(" ")) as [string[], string[], string[]];
  const words = new Set<string>();
  while (words.size < WORDS) {
    const syllables = 2 + (chance.next() < 0.45 ? 1 : 0) + (chance.next() < 0.1 ? 1 : 0);
    words.add(Array.from({ length: syllables }, () => chance.of(a) + chance.of(b)).join("") + chance.of(c));
  }
  return { words: [...words], endings: endings.split(" "), little: little.split(" ") };
}

function zipf(chance: Chance, size: number): number {
  // Inverse of the harmonic sum: rank r with a probability that falls as 1 / r.
  return Math.min(size - 1, Math.floor(Math.exp(chance.next() * Math.log(size + 1))) - 1);
}

export type Synthetic = {
  files: SourceFile[];
  /** Questions as people ask: a phrasing with words left out, added and mistyped; every tenth about something else. */
  questions: string[];
  /** What stands in the field after each key of a search. */
  typed: string[];
  /** The words that stand in most articles. */
  common: string[];
};

export function synthetic(articles: number, questions: number): Synthetic {
  const chance = new Chance(articles);
  const english = language(
    chance,
    "b br c ch cl d f fl g h j l m n p pr qu r s st t tr v w",
    "a e i o u ea ou",
    "n t r d l m nt ck sh x y ",
    "s ed ing er",
    "the of to in is and for it on how do my can i not",
  );
  const russian = language(
    chance,
    "б бр в г д ж з к кр л м н п пр р с ст т тр ф х ц ч ш",
    "а е и о у ы я",
    "т н р л к в г з ш ц ",
    "а у ом ы ов е ам ами",
    "в на и не с как что для по мой из это у я",
  );
  const inflected = (from: Language, word: string): string =>
    chance.next() < 0.4 ? word + chance.of(from.endings) : word;
  const spoken = (from: Language, topic: readonly string[], count: number, own: number): string =>
    Array.from({ length: count }, () => {
      if (chance.next() < 0.3) return chance.of(from.little);
      const word = chance.next() < own ? chance.of(topic) : (from.words[zipf(chance, WORDS)] ?? "");
      return inflected(from, word);
    }).join(" ");
  const mistyped = (word: string): string => {
    const at = 1 + chance.below(Math.max(1, word.length - 2));
    return chance.next() < 0.5
      ? word.slice(0, at) + word.slice(at + 1)
      : word.slice(0, at) + (word[at + 1] ?? "") + (word[at] ?? "") + word.slice(at + 2);
  };

  const topics: { from: Language; topic: string[]; phrasings: string[] }[] = [];
  const files = Array.from({ length: articles }, (_, i): SourceFile => {
    const from = i % 2 === 0 ? english : russian;
    const topic = Array.from({ length: TOPIC_WORDS }, () => from.words[zipf(chance, WORDS)] ?? "");
    const phrasings = Array.from({ length: PHRASINGS }, () => spoken(from, topic, 5 + chance.below(6), 0.7));
    topics.push({ from, topic, phrasings });
    let body = "";
    while (body.length < BODY_CHARACTERS)
      body += `${spoken(from, topic, 12, 0.2)}.${body.length % 3 === 0 ? "\n\n" : " "}`;
    const text = article(`${spoken(from, topic, 4, 0.8)} ${i}`, phrasings, body.slice(0, BODY_CHARACTERS));
    const id = String(i).padStart(6, "0");
    return { path: `bench/ru/c${i % 40}/a${id}.md`, bytes: text.length, text };
  });

  const asked = Array.from({ length: questions }, (_, i) => {
    const { from, topic, phrasings } = chance.of(topics);
    if (i % 10 === 9) return spoken(from, [...mistyped(from.words[0] ?? "")], 7, 0);
    return chance
      .of(phrasings)
      .split(" ")
      .filter(() => chance.next() > 0.15)
      .concat(spoken(from, topic, chance.below(4), 0.3))
      .map((word) => (word.length > 3 && chance.next() < 0.1 ? mistyped(word) : word))
      .join(" ");
  });
  const typed = asked.slice(0, Math.ceil(questions / 20)).flatMap((question) => {
    const text = question.split(" ").slice(0, 3).join(" ");
    return Array.from(text, (_, i) => text.slice(0, i + 1));
  });
  return { files, questions: asked, typed, common: [...english.words.slice(0, 500), ...russian.words.slice(0, 500)] };
}
