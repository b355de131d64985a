import type { SearchHit } from "../../protocol/article.ts";
import { SEARCH_MAX_CODE_POINTS, SEARCH_MAX_HITS, SEARCH_MAX_TERMS } from "../../protocol/limits.ts";
import { type Word, words } from "./analysis.ts";
import type { KnowledgeBase } from "./knowledge-base.ts";
import { repairTyping } from "./typing.ts";

/** Raised when the same articles give other hits than before: browsers keep what they have as long as it and the articles stay. */
export const SEARCH_VERSION = 2;

/** Hits below this share of the best score only share a word in passing with the query. */
const RELEVANT = 0.1;

/** One letter begins too many words to mean any; in scripts without spaces one character is a word. */
const mayBegin = (word: string): boolean => word.length > 1 || word > "\u0fff";

/** A shorter beginning is known by chance, in any alphabet. */
const KNOWN_BEGINNING = 3;

/** As it was meant, if it was typed on the wrong keyboard or in the other alphabet; the word that is being typed may be a beginning. */
function repaired(kb: KnowledgeBase, text: string): string {
  const { index } = kb;
  const known = (folded: string, stem: string): boolean =>
    index.has(stem) || (folded.length >= KNOWN_BEGINNING && index.begins(folded));
  return repairTyping(text, kb.locale, known).text;
}

/** Whether the visitor may still be typing the last word: nothing follows it. */
const endsOpen = (text: string, last: Word): boolean => last.end === text.length;

/** The first `max` code points, without walking through the rest of a long text. */
function cut(text: string, max: number): string {
  const head = text.slice(0, max * 2);
  return [...head].slice(0, max).join("");
}

/** [start, end) in UTF-16 units of the title as it stands, neighbours apart. Never found by comparing strings: folding changes lengths. */
function marks(title: string, locale: string, found: (stem: string) => boolean): [number, number][] {
  const ranges: [number, number][] = [];
  for (const word of words(title, locale, Number.POSITIVE_INFINITY)) {
    if (!found(word.stem)) continue;
    const last = ranges.at(-1);
    // Pairs of characters (scripts without spaces) share the range of their run.
    if (last?.[0] === word.start) continue;
    ranges.push([word.start, word.end]);
  }
  return ranges;
}

/**
 * Search-as-you-type over the articles: best first, at most `limit`. The query is cut to the limits of protocol/limits.ts; an empty or
 * unknown one gives no hits. The last word counts as the beginning of a word as long as nothing follows it.
 */
export function search(kb: KnowledgeBase, query: string, limit: number = SEARCH_MAX_HITS): SearchHit[] {
  const text = repaired(kb, cut(query, SEARCH_MAX_CODE_POINTS).trimStart());
  const all = words(text, kb.locale, SEARCH_MAX_TERMS);
  const last = all.at(-1);
  if (last === undefined) return [];
  const open = endsOpen(text, last);
  const finished = open ? all.slice(0, -1) : all;
  const content = finished.filter((word) => !word.functionWord);
  const terms = [...new Set((open || content.length > 0 ? content : finished).map((word) => word.stem))];
  // A stem may be shorter than the typed beginning ("invoices" → "invoic"), or differ from it ("typi", "type"): both are tried.
  const typed = open && mayBegin(last.folded) ? [...new Set([last.folded, last.stem])] : [];
  const beginnings = typed.filter((term) => !terms.includes(term));

  const found = kb.index.find([...terms, ...beginnings], { prefixes: beginnings.length });
  const least = (found[0]?.score ?? 0) * RELEVANT;
  const relevant = found.filter((hit) => hit.score >= least).slice(0, Math.min(limit, SEARCH_MAX_HITS));
  return relevant.flatMap((hit) => {
    const article = kb.articles.get(hit.id);
    if (article === undefined) return [];
    const { id, title, category } = article;
    return [{ id, title, category, ranges: marks(title, kb.locale, hit.found) }];
  });
}
