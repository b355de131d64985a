import type { Verdict } from "./svm.ts";

/** What was learned of the articles' sentences, article by article in the order of ids. */
export type Learned = {
  /** Article `a` has the sentences from starts[a] up to starts[a + 1]. */
  starts: Uint32Array;
  verdict(article: number): Verdict;
};

/** Shares of the nearest, second and third sentence: one stray phrasing does not decide. */
const BLEND = [0.6, 0.25, 0.15] as const;

/** How near the article's sentences are to the question, 0..1: all of them, and the nearest one alone. `dots`: its cosine with every sentence. */
export function likenessOf(
  { starts }: Learned,
  article: number,
  dots: Float32Array,
): { blend: number; nearest: number } {
  let first = 0;
  let second = 0;
  let third = 0;
  const end = starts[article + 1] ?? 0;
  for (let sentence = starts[article] ?? 0; sentence < end; sentence++) {
    const dot = dots[sentence] ?? 0;
    if (dot <= third) continue;
    if (dot > first) [first, second, third] = [dot, first, second];
    else if (dot > second) [second, third] = [dot, second];
    else third = dot;
  }
  return { blend: BLEND[0] * first + BLEND[1] * second + BLEND[2] * third, nearest: first };
}

/** The support vector machine's verdict: about +1 for a question like the article's own, -1 for others. */
export function marginOf(learned: Learned, article: number, dots: Float32Array): number {
  const { sentences, weights, intercept } = learned.verdict(article);
  let margin = intercept;
  for (let i = 0; i < sentences.length; i++) margin += (weights[i] ?? 0) * (dots[sentences[i] ?? 0] ?? 0);
  return margin;
}
