/** From which confidence on the bot answers, and from which on it asks back. Below both it escalates. */
export type Thresholds = { answerThreshold: number; clarifyThreshold: number };

/**
 * Measured by bench/fit-confidence.ts, each source judged by a fit that has not seen it.
 * Answers at .7, right of all given (in-scope questions answered; out-of-scope ones kept back), in %:
 *   CLINC150-10 93 (63; 91) · BANKING77-10 90 (66; 96) · StackFAQ-3 96 (82; 96) · StackFAQ-0 92 (60; 98) · Bitext-10 94 (87; 96) ·
 *   XQuAD-ru 97 (60; 99) · XQuAD-en 97 (62; 97) · HWU64-10 88 (54; 93).
 * BANKING77 with a quarter of the questions about sibling topics that it lacks: 74 (64; 76). No threshold helps there; articles do.
 * Between .2 and .7 the right article is among the three offered in 68 to 82 % of cases with ten phrasings per article, 39 to 60 % else.
 */
export const DEFAULT_THRESHOLDS: Thresholds = { answerThreshold: 0.7, clarifyThreshold: 0.2 };
