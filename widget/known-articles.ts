import type { SearchResponse } from "../protocol/api.ts";
import type { SearchHit } from "../protocol/article.ts";

/** Hits without the server. */
const MOST = 8;
/** Endings change, in Russian most of all; a word is looked for without its last letters. */
const ENDING = 2;
const SHORTEST = 3;

/** `isLocal`: not the server's answer, only what this page knows. */
export type LocalSearch = Pick<SearchResponse, "hits"> & { isLocal: true };

/**
 * Searches what was read before. Longer words count more, and in a title three times as much as in the text.
 *
 * @param answers any answers of the server: home views, hits, articles, nonsense
 */
export function searchKnown(answers: Iterable<unknown>, query: string): LocalSearch {
  const stems = query
    .toLowerCase()
    .split(/[^\p{L}\p{N}]+/u)
    .map((word) => word.slice(0, Math.max(SHORTEST, word.length - ENDING)));
  const found = new Map<string, SearchHit & { worth: number }>();
  for (const answer of answers) {
    const { articles, suggested, hits, related } = Object(answer) as Record<string, unknown>;
    for (const one of [articles, suggested, hits, related, answer].flat()) {
      const { id, title, category, body } = Object(one) as Record<string, string | undefined>;
      if (typeof id !== "string" || typeof title !== "string") continue;
      const [name, text] = [title, textOf(body)].map((part) => part.toLowerCase()) as [string, string];
      const ranges = stems.flatMap((stem) => (stem && name.includes(stem) ? [rangeOf(name, stem)] : []));
      const worth = stems.reduce(
        (sum, stem) => sum + stem.length * (name.includes(stem) ? 3 : text.includes(stem) ? 1 : 0),
        0,
      );
      // The same article again, from a list: its text is known.
      if (worth > (found.get(id)?.worth ?? 0)) found.set(id, { id, title, category: `${category}`, ranges, worth });
    }
  }
  return { hits: [...found.values()].sort((a, b) => b.worth - a.worth).slice(0, MOST), isLocal: true };
}

function rangeOf(name: string, stem: string): [number, number] {
  const at = name.indexOf(stem);
  return [at, at + stem.length];
}

/** Words of an article's tree, see protocol/article.ts; "" of what is none. */
function textOf(node: unknown): string {
  if (typeof node === "string") return node;
  if (Array.isArray(node)) return node.map(textOf).join(" ");
  const { c, text, items, head, rows } = Object(node) as Record<string, unknown>;
  return node ? textOf([c, text, items, head, rows]) : "";
}
