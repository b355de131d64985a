import type { CompiledSite } from "../worker/kb/source/compile.ts";
import type { Problem } from "../worker/kb/source/problem.ts";
import { byCodeUnit } from "../worker/kb/term-index.ts";
import { type Stolen, stolenPhrasings } from "./kb-rivals.ts";

/** From so many phrasings on, in both directions together, two articles are said to be alike. */
const RIVALS_MIN = 3;
const QUOTED = 60;

const quote = (text: string): string =>
  `"${[...text].length > QUOTED ? `${[...text].slice(0, QUOTED).join("")}…` : text}"`;

/** Pairs of articles that take each other's questions, the worst first. */
function rivals(stolen: readonly Stolen[]): { pair: [string, string]; there: number; back: number }[] {
  const pairs = new Map<string, { pair: [string, string]; there: number; back: number }>();
  for (const { article, thief } of stolen) {
    const pair = [article, thief].sort(byCodeUnit) as [string, string];
    const entry = pairs.get(pair.join(" ")) ?? { pair, there: 0, back: 0 };
    pairs.set(pair.join(" "), entry);
    if (article === pair[0]) entry.there++;
    else entry.back++;
  }
  return [...pairs.values()]
    .filter(({ there, back }) => there > 0 && back > 0 && there + back >= RIVALS_MIN)
    .sort((a, b) => b.there + b.back - (a.there + a.back));
}

/**
 * What is allowed and yet costs right answers: questions that lead to another article, articles that are alike. Takes too long for every
 * build. `root`: the folder as the person named it. The clearest first.
 */
export function advice(sites: readonly CompiledSite[], root: string): Problem[] {
  return sites.flatMap(({ id: site, locales }) =>
    [...locales].flatMap(([locale, articles]) => {
      const fileOf = (article: string): string => `${root}/${site}/${locale}/${article}.md`;
      const stolen = stolenPhrasings(articles, locale);
      const alike = rivals(stolen).map(
        ({ pair: [one, other], there, back }): Problem => ({
          level: "warning",
          kind: "articles alike",
          file: fileOf(one),
          line: null,
          reason: `is much like ${other}. Questions that are nearer to the other one of the two: ${there} here, ${back} there. Tell them apart, or make one of them`,
        }),
      );
      const elsewhere = stolen.map(
        ({ article, text, line, thief, nearest }): Problem => ({
          level: "warning",
          kind: "question elsewhere",
          file: fileOf(article),
          line,
          reason: `${quote(text)} is nearer to ${thief} (line ${nearest.line}: ${quote(nearest.text)}) than to the rest of its own article`,
        }),
      );
      return [...alike, ...elsewhere];
    }),
  );
}
