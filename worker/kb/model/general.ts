import type { Coefficients } from "../confidence.ts";

/**
 * Coefficients of confidence.ts for a knowledge base that has too few phrasings to be measured by itself, and what a calibration begins
 * from. Fitted by bench/fit-confidence.ts on the three best candidates of customers' questions to ten knowledge bases (CLINC150,
 * BANKING77, HWU64, Bitext, StackFAQ, XQuAD, RuBQ), one foreign question to four others.
 */
export const GENERAL: Coefficients = [
  -2.38, 0.14, 0.13, 1.52, 1.6, -0.58, 0.9, 1.83, 1.24, 0.58, 1.36, -0.76, -0.1, -0.22, 1.01, -0.22, 1.04, 0.12, -0.38,
];

/**
 * From which confidence on such a share of answers is right by these coefficients: all sets of bench/fit-confidence.ts together, each judged
 * by a fit without its source (it prints this line; .95 at .81 to .82). In between by straight lines.
 */
const THRESHOLDS: readonly (readonly [precision: number, threshold: number])[] = [
  [0.8, 0.17],
  [0.85, 0.3],
  [0.9, 0.49],
  [0.95, 0.82],
  [0.97, 0.94],
  [0.99, 0.99],
];

/** `precision`: .8 to .99. */
export function generalThreshold(precision: number): number {
  let [below, threshold] = THRESHOLDS[0] ?? [0, 1];
  for (const [above, next] of THRESHOLDS) {
    if (precision <= above)
      return above === below ? next : threshold + ((next - threshold) * (precision - below)) / (above - below);
    [below, threshold] = [above, next];
  }
  return threshold;
}

/**
 * A base without enough phrasings is asked in words of its texts, where the same confidence is worth more: StackFAQ-0 .97 and XQuAD .99 at
 * .7. So it answers from a little less on.
 */
export const untaughtThreshold = (precision: number): number => generalThreshold(precision) - 0.1;
