import { words } from "../worker/kb/analysis.ts";
import type { SourceArticle } from "../worker/kb/source/article-file.ts";
import { byCodeUnit } from "../worker/kb/term-index.ts";

/** A way of asking where it stands; the title is one too. */
type Place = { text: string; line: number };
type Phrasing = Place & { article: string; features: number[] };

/** A phrasing that leads to another article than the one that lists it. */
export type Stolen = Place & {
  article: string;
  /** The article that it leads to, and the nearest phrasing there. */
  thief: string;
  nearest: Place;
  /** Likeness, 0..1, to the thief's phrasings and to the other ones of its own article. */
  there: number;
  here: number;
};

/** Shares of the nearest, second and third phrasing, as in worker/kb/phrasings.ts. */
const BLEND = [0.6, 0.25, 0.15] as const;
/** Below the first nothing is like anything; a smaller lead than the second is chance. */
const LIKENESS_MIN = 0.35;
const LEAD_MIN = 0.1;
/** The same words in the same order; sums of fractions are never quite 1. */
const SAME = 0.9999;
const WORDS_MAX = 200;

/** Stems and pairs of neighbours, with marks for beginning and end. */
function featuresOf(text: string, locale: string): Set<string> {
  const found = new Set<string>();
  let before = "^";
  for (const { stem } of words(text, locale, WORDS_MAX)) {
    found.add(stem).add(`${before} ${stem}`);
    before = stem;
  }
  return found.size === 0 ? found : found.add(`${before} $`);
}

function phrasingsOf(articles: readonly SourceArticle[], locale: string): { phrasings: Phrasing[]; weights: number[] } {
  const ids = new Map<string, number>();
  const frequency: number[] = [];
  const phrasings = articles.flatMap(({ stored, titleLine, questions, questionLines }) => {
    const places = [{ text: stored.title, line: titleLine }].concat(
      questions.map((text, i) => ({ text, line: questionLines[i] ?? titleLine })),
    );
    return places.map((place): Phrasing => {
      const features = [...featuresOf(place.text, locale)].map((feature) => {
        const id = ids.get(feature) ?? ids.size;
        ids.set(feature, id);
        frequency[id] = (frequency[id] ?? 0) + 1;
        return id;
      });
      return { ...place, article: stored.id, features };
    });
  });
  const weights = frequency.map((df) => Math.log((1 + phrasings.length) / (1 + df)) + 1);
  return { phrasings, weights };
}

/** The nearest three phrasings of each article to one of them: likeness and place, three numbers an article, nearest first. */
class Nearest {
  readonly #likes: Float64Array;
  readonly #places: Int32Array;

  constructor(articles: number) {
    this.#likes = new Float64Array(3 * articles);
    this.#places = new Int32Array(3 * articles);
  }

  clear(): void {
    this.#likes.fill(0);
    this.#places.fill(-1);
  }

  add(article: number, like: number, place: number): void {
    const first = 3 * article;
    for (let at = first; at < first + 3; at++) {
      if (like <= (this.#likes[at] ?? 0)) continue;
      this.#likes.copyWithin(at + 1, at, first + 2);
      this.#places.copyWithin(at + 1, at, first + 2);
      this.#likes[at] = like;
      this.#places[at] = place;
      return;
    }
  }

  likeness(article: number): number {
    return BLEND.reduce((sum, share, i) => sum + share * (this.#likes[3 * article + i] ?? 0), 0);
  }

  /** The nearest phrasing, -1 if none has a word in common, and how near it is. */
  best(article: number): { place: number; like: number } {
    return { place: this.#places[3 * article] ?? -1, like: this.#likes[3 * article] ?? 0 };
  }
}

/**
 * Phrasings that would lead elsewhere if their own article did not list them: each is compared with all the others (cosine over stems
 * and pairs of stems), itself left out. This is what one would find by leaving each out and building anew, in a thousandth of the time.
 * A phrasing that another article lists word for word is among them in any case. The clearest first. Quadratic in the phrasings, but
 * only by additions: under a second for 300 articles of 10.
 */
export function stolenPhrasings(articles: readonly SourceArticle[], locale: string): Stolen[] {
  const { phrasings, weights } = phrasingsOf(articles, locale);
  const numbers = new Map(articles.map(({ stored }, i) => [stored.id, i]));
  const articleOf = Int32Array.from(phrasings, ({ article }) => numbers.get(article) ?? 0);
  const squares = Float64Array.from(weights, (weight) => weight * weight);
  const norms = Float64Array.from(phrasings, ({ features }) =>
    Math.sqrt(features.reduce((sum, id) => sum + (squares[id] ?? 0), 0)),
  );
  const postings: number[][] = weights.map(() => []);
  phrasings.forEach(({ features }, i) => {
    for (const id of features) postings[id]?.push(i);
  });

  const stolen: Stolen[] = [];
  const dots = new Float64Array(phrasings.length);
  const nearest = new Nearest(articles.length);
  phrasings.forEach(({ article, text, line, features }, i) => {
    dots.fill(0);
    nearest.clear();
    for (const id of features) {
      const square = squares[id] ?? 0;
      for (const other of postings[id] ?? []) dots[other] = (dots[other] ?? 0) + square;
    }
    for (let j = 0; j < dots.length; j++) {
      const dot = dots[j] ?? 0;
      if (dot > 0 && j !== i) nearest.add(articleOf[j] ?? 0, dot / ((norms[i] ?? 1) * (norms[j] ?? 1)), j);
    }
    const own = articleOf[i] ?? 0;
    let thief = -1;
    let there = 0;
    for (let other = 0; other < articles.length; other++) {
      const like = nearest.likeness(other);
      if (other !== own && like > there) [thief, there] = [other, like];
    }
    const { place, like } = nearest.best(thief);
    const found = phrasings[place];
    const here = nearest.likeness(own);
    const isClear = there >= LIKENESS_MIN && there - here >= LEAD_MIN;
    if (found !== undefined && (isClear || like >= SAME))
      stolen.push({ article, text, line, thief: found.article, nearest: found, there, here });
  });
  return stolen.sort(
    (a, b) => b.there - b.here - (a.there - a.here) || byCodeUnit(a.article, b.article) || a.line - b.line,
  );
}
