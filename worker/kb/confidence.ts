import { exp } from "./exact-math.ts";

/** What is known about one candidate for one question: everything the confidence is made of. */
export type Features = {
  /** Share of the question's weight (idf) in terms that some article knows, 0..1. */
  known: number;
  /** Share of it that this article matches, 0..1. */
  covered: number;
  /** Verdict of the support vector machine, about -1..1, and its lead over the best other candidate. */
  margin: number;
  marginLead: number;
  /** Likeness to the article's nearest sentences, 0..1, its lead, and the nearest one alone. */
  likeness: number;
  likenessLead: number;
  nearest: number;
  /** BM25 relative to what a perfect match of these terms could reach, 0..1, and the lead in relative BM25, -1..1. */
  bm25: number;
  bm25Lead: number;
  /** Lead in `covered` over the best other candidate, -1..1. */
  coveredOver: number;
  /** Another article matches at least as much of the question: 1 / number of terms, else 0. "How do I pay" does not say by what. */
  rival: number;
  /** Lead of the sum over the best other candidate. */
  scoreLead: number;
  /** A lead says little when half of the question is about something else ("privacy policy", "refund policy"). */
  coveredLead: number;
  knownLead: number;
  /** Softmax of the candidates' scores, 0..1. */
  chance: number;
  /** Share of the rankers that put this candidate first, 0..1. */
  agreement: number;
  /** ln of the number of terms. */
  length: number;
  /** ln of 1 + the number of terms that no article knows. */
  unknown: number;
};

export const FEATURE_NAMES: readonly (keyof Features)[] = [
  "known",
  "covered",
  "margin",
  "marginLead",
  "likeness",
  "likenessLead",
  "nearest",
  "bm25",
  "bm25Lead",
  "coveredOver",
  "rival",
  "scoreLead",
  "coveredLead",
  "knownLead",
  "chance",
  "agreement",
  "length",
  "unknown",
];

/** How quickly a higher score wins in `chance`. */
const SHARPNESS = 4;

/** Softmax of `scores`, by place. */
export function sharpness(scores: readonly number[]): (i: number) => number {
  const best = Math.max(...scores);
  const weights = scores.map((score) => exp(SHARPNESS * (score - best)));
  const total = weights.reduce((a, b) => a + b, 0);
  return (i) => (weights[i] ?? 0) / total;
}

/** Intercept, then one coefficient per name: ln(p / (1 - p)) = intercept + Σ coefficient · feature. */
export type Coefficients = readonly number[];

export const inputsOf = (features: Features): number[] => FEATURE_NAMES.map((name) => features[name]);

/** 0..1: how often a candidate with these features is the right article. */
export function confidence(coefficients: Coefficients, features: Features): number {
  let z = coefficients[0] ?? 0;
  FEATURE_NAMES.forEach((name, i) => {
    z += (coefficients[i + 1] ?? 0) * features[name];
  });
  return 1 / (1 + exp(-z));
}

/** Articles offered to choose from. */
export const OFFERED_MAX = 3;

/** 0..1: how often the right article is among the first three, given how often each of them is right. */
export const offerConfidence = (beliefs: readonly number[]): number =>
  Math.min(
    1,
    beliefs.slice(0, OFFERED_MAX).reduce((sum, p) => sum + p, 0),
  );

/**
 * The bot asks back where the right article is among the three that it offers in at least this share of cases: a list costs a visitor one
 * press, a person costs hours. With answers at .95 right, 89 % of CLINC150-10's and 88 % of BANKING77-10's questions are answered or
 * offered rightly, and 50 and 28 % of foreign questions are asked back; at .15: 90, 88, 74, 57; at .4: 85, 86, 17, 13.
 */
export const CLARIFY_THRESHOLD = 0.25;
