/**
 * How alike a question is to the ways in which an article is asked (title and questions): cosine over stems and pairs of neighbouring
 * stems, function words kept, rare ones weighing more. BM25 sees an article as one bag of words; this sees single sentences, and gives
 * up to 4 points of first-answer accuracy where articles have phrasings. With bodies only it costs up to 2 (XQuAD, whose titles are made
 * up by the import). Columns "first" and "bm25" of bench/fit-confidence.ts.
 */
export type Phrasings = {
  /** Makes the question ready; the returned function gives an article's likeness 0..1. */
  compare(questionStems: readonly string[]): (articleId: string) => number;
};

type Phrasing = { features: Uint32Array; norm: number };
/** Shares of the nearest, second and third phrasing: one stray phrasing does not decide. */
const BLEND = [0.6, 0.25, 0.15] as const;

/** Stems and pairs with marks for beginning and end. Stems are letters and digits, so "^" and "$" cannot occur in them. */
function features(stems: readonly string[]): Set<string> {
  const found = new Set<string>();
  let before = "^";
  for (const stem of stems) {
    found.add(stem).add(`${before} ${stem}`);
    before = stem;
  }
  if (stems.length > 0) found.add(`${before} $`);
  return found;
}

/** `source`: article id and its phrasings, each as a list of stems. */
export function loadPhrasings(source: Iterable<readonly [string, readonly (readonly string[])[]]>): Phrasings {
  const ids = new Map<string, number>();
  const frequency: number[] = [];
  const raw: [string, Uint32Array[]][] = [];
  let count = 0;
  for (const [article, phrasings] of source) {
    const lists = phrasings.map((stems) => {
      const list = [...features(stems)].map((feature) => {
        const id = ids.get(feature) ?? ids.size;
        ids.set(feature, id);
        frequency[id] = (frequency[id] ?? 0) + 1;
        return id;
      });
      return Uint32Array.from(list);
    });
    count += lists.length;
    raw.push([article, lists]);
  }

  const weight = (df: number): number => Math.log((1 + count) / (1 + df)) + 1;
  const weights = Float64Array.from(frequency, weight);
  const norm = (list: Iterable<number>): number => {
    let sum = 0;
    for (const w of list) sum += w * w;
    return Math.sqrt(sum);
  };
  const articles = new Map<string, Phrasing[]>();
  for (const [article, lists] of raw) {
    articles.set(
      article,
      lists.map((list) => ({ features: list, norm: norm(Array.from(list, (id) => weights[id] ?? 0)) })),
    );
  }

  return {
    compare(questionStems) {
      const known = new Map<number, number>();
      const all: number[] = [];
      for (const feature of features(questionStems)) {
        const id = ids.get(feature);
        const w = id === undefined ? weight(0) : (weights[id] ?? 0);
        // Unknown features count in the norm: a question about something else shrinks.
        all.push(w);
        if (id !== undefined) known.set(id, w);
      }
      const questionNorm = norm(all);
      return (articleId) => {
        const phrasings = articles.get(articleId);
        if (phrasings === undefined || known.size === 0) return 0;
        const nearest = [0, 0, 0];
        for (const phrasing of phrasings) {
          let dot = 0;
          for (const id of phrasing.features) {
            const w = known.get(id);
            if (w !== undefined) dot += w * w;
          }
          if (dot === 0) continue;
          nearest.push(dot / (questionNorm * phrasing.norm));
          nearest.sort((a, b) => b - a).pop();
        }
        return BLEND.reduce((sum, share, i) => sum + share * (nearest[i] ?? 0), 0);
      };
    },
  };
}
