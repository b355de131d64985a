import { words } from "../kb/analysis.ts";

/** Words of a sentence as the lists below know them: stems of either language, so that one entry covers all forms of a word. */
export const stemsOf = (text: string, max: number): string[] => words(text, "en", max).map((word) => word.stem);

export type Vocabulary = ReadonlySet<string>;
export const vocabulary = (list: string): Vocabulary => new Set(stemsOf(list, Number.POSITIVE_INFINITY));

/** All of it is made of these words, and at least one is a core one. */
export const madeOf = (stems: readonly string[], core: Vocabulary, filler: Vocabulary): boolean =>
  stems.some((stem) => core.has(stem)) && stems.every((stem) => core.has(stem) || filler.has(stem));
