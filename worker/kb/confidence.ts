/** What is known about one candidate for one question. All shares are 0..1. */
export type Features = {
  /** Share of the question's weight (idf) in terms that some article knows. */
  known: number;
  /** Share of it that this article matches. */
  covered: number;
  /** Likeness to the article's nearest phrasing, and to its three nearest. */
  likeness: number;
  blended: number;
  /** BM25 relative to what a perfect match of these terms could reach. */
  bm25: number;
  /** Lead over the best other candidate in score, likeness and relative BM25. */
  scoreLead: number;
  likenessLead: number;
  bm25Lead: number;
  /** ln of the number of terms. */
  length: number;
  /** Share of terms that no article knows. */
  unknownTerms: number;
};

export const FEATURE_NAMES = ["x"] as const;
export function inputs(f: Features): number[] { return [f.known, f.covered, f.likeness, f.blended, f.bm25, f.scoreLead, f.likenessLead, f.bm25Lead, f.length, f.unknownTerms, f.covered * f.likeness, f.scoreLead * f.covered, f.likeness*f.scoreLead]; }
export function confidence(_f: Features): number { return 0; }
