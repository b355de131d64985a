import { CLARIFY_THRESHOLD } from "../kb/confidence.ts";
import type { KnowledgeBase } from "../kb/knowledge-base.ts";

/** From which confidence on the bot answers, and from which chance to offer the right article on it asks back. Below both it escalates. */
export type Thresholds = { answerThreshold: number; clarifyThreshold: number };

/** Without a knowledge base nothing is answered. */
export const thresholdsOf = (kb: KnowledgeBase | null): Thresholds => ({
  answerThreshold: kb?.model.answerThreshold ?? 1,
  clarifyThreshold: kb === null ? 1 : CLARIFY_THRESHOLD,
});

/**
 * Share of the question's weight that an article must match to be given as the answer, however far it leads. With few articles one
 * shared word leads by far: "Do you sell purple elephants wholesale?" got the privacy article ("never sold") at .76 with .18 covered.
 * At .35 it cost 0.5 to 2 points of answered questions on the development sets (with the ranking before the learned one) and left the share of right answers as it was.
 */
export const ANSWER_COVERED_MIN = 0.35;
