import type { laterWords as LaterWords } from "./later-words.ts";
import type { LaterStrings } from "./strings/en-later.ts";
import { enRequest } from "./strings/en-request.ts";

/** Handed over, as Lit is: imported, they would stand in this file once more. */
let laterWords: typeof LaterWords;

export function useWords(words: typeof LaterWords): void {
  laterWords = words;
}

export function requestWords(host: Parameters<typeof LaterWords>[0]): LaterStrings {
  return { ...enRequest, ...laterWords(host) };
}
