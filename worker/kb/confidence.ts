/** What is known about one candidate for one question: everything the confidence is made of. */
export type Features = {
  /** Share of the question's weight (idf) in terms that some article knows, 0..1. */
  known: number;
  /** Share of it that this article matches, 0..1. */
  covered: number;
  /** Likeness to the article's nearest phrasings, 0..1. */
  likeness: number;
  /** BM25 relative to what a perfect match of these terms could reach, 0..1. */
  bm25: number;
  /** Lead over the best other candidate in score and in relative BM25, -1..1. */
  scoreLead: number;
  bm25Lead: number;
  /** scoreLead · covered: a lead says little when half of the question is about something else ("privacy policy", "refund policy"). */
  coveredLead: number;
  /** ln of the number of terms. */
  length: number;
};

/**
 * Logistic regression: ln(p / (1 - p)) = intercept + Σ coefficient · feature. A raw BM25 score says nothing across questions; these
 * shares do. Fitted by bench/fit-confidence.ts on the three best candidates of customers' questions to 15 knowledge bases of 13 to 180
 * articles (CLINC150, BANKING77, HWU64, Bitext, StackFAQ, XQuAD, RuBQ), one foreign question to four others.
 */
export const INTERCEPT = -4.58;
export const COEFFICIENTS: Features = {
  known: 0.45,
  covered: 1.48,
  likeness: 2.62,
  bm25: 1.26,
  scoreLead: 5.77,
  bm25Lead: 0.84,
  coveredLead: 7.24,
  length: 0.53,
};
export const FEATURE_NAMES = Object.keys(COEFFICIENTS) as (keyof Features)[];

/** 0..1: how often a candidate with these features is the right article. */
export function confidence(features: Features): number {
  const z = FEATURE_NAMES.reduce((sum, name) => sum + COEFFICIENTS[name] * features[name], INTERCEPT);
  return 1 / (1 + Math.exp(-z));
}
