import type { Body, PhraseKey } from "../../protocol/model.ts";

export const keyOf = (body: Body | null): PhraseKey | null => (body?.kind === "phrase" ? body.phrase.key : null);

/** Phrases that offer articles to choose from. */
export const OFFERS: ReadonlySet<PhraseKey | null> = new Set<PhraseKey>(["clarify", "two_questions", "half_known"]);

export const offersArticles = (body: Body | null): boolean => OFFERS.has(keyOf(body));
