import { TICKET_SEARCH_MAX } from "../../protocol/limits.ts";
import type { TicketSummary } from "../../protocol/model.ts";
import { isOpen } from "./counts.ts";

/*
 * What is searched for, and what is found in: both go through the same folding here, so that the full-text index needs no
 * tokenizer of its own opinion and no query can be a syntax of it.
 */

/** A query of more words finds nothing more (abuse case A58). */
const TERMS_MAX = 12;
/** Characters of a word; longer ones are keys and addresses of which nobody types the rest. */
const TERM_MAX = 40;
/** Different words of one ticket, and characters that are looked at for them: a long conversation repeats its words. */
const DOCUMENT_TERMS_MAX = 2_000;
const DOCUMENT_MAX = 200_000;
/**
 * Beginnings of words that stand in the index as words of their own. Shorter ones are found whole only: they begin half of the
 * dictionary. For longer ones FTS5 merges the lists of all words that begin so, which are few; for these it took seconds.
 */
const BEGINNING_MIN = 3;
const BEGINNING_MAX = 6;

/** Words in order, each once, without case and accents; ё is е, й is и. */
function words(text: string, max: number): string[] {
  const folded = text
    .toLowerCase()
    .normalize("NFKD")
    .replaceAll(/\p{M}+/gu, "");
  const found = new Set<string>();
  for (const [word] of folded.matchAll(/[\p{L}\p{N}]+/gu)) {
    // By code points: half of a pair is no text that SQLite could take.
    found.add(word.length > TERM_MAX ? [...word].slice(0, TERM_MAX).join("") : word);
    if (found.size >= max) break;
  }
  return [...found];
}

/** A ticket's words as they go into the index: their beginnings, and the whole of what no beginning can be mistaken for. */
export function documentWords(document: string): string {
  const terms = new Set<string>();
  for (const word of words(document.slice(0, DOCUMENT_MAX), DOCUMENT_TERMS_MAX)) {
    const points = [...word];
    for (let length = BEGINNING_MIN; length <= Math.min(BEGINNING_MAX, points.length); length++) {
      terms.add(points.slice(0, length).join(""));
    }
    if (points.length < BEGINNING_MIN || points.length > BEGINNING_MAX) terms.add(word);
  }
  return [...terms].join(" ");
}

export type SearchQuery = {
  /** Ticket number, if the query may be one. */
  number: number | null;
  terms: string[];
};

export function searchQuery(text: string): SearchQuery {
  const cut = [...text].slice(0, TICKET_SEARCH_MAX).join("");
  const number = /^\s*[#№]?\s*(\d{1,9})\s*$/.exec(cut);
  return { number: number ? Number(number[1]) : null, terms: words(cut, TERMS_MAX) };
}

/** FTS5's expression for all words, each as a beginning. A term is letters and digits only: nothing in it needs an escape. */
export function matchExpression(terms: readonly string[]): string {
  return terms.map((term) => ([...term].length > BEGINNING_MAX ? `"${term}"*` : `"${term}"`)).join(" AND ");
}

/** Best first: the number itself, words in the subject, open before solved, newer before older. */
export function byRelevance(tickets: readonly TicketSummary[], query: SearchQuery): TicketSummary[] {
  const ranked = tickets.map((ticket) => {
    const subject = words(ticket.subject, DOCUMENT_TERMS_MAX);
    const inSubject = query.terms.filter((term) => subject.some((word) => word.startsWith(term))).length;
    return { ticket, exact: ticket.number === query.number, inSubject, open: isOpen(ticket.status) };
  });
  ranked.sort(
    (a, b) =>
      Number(b.exact) - Number(a.exact) ||
      b.inSubject - a.inSubject ||
      Number(b.open) - Number(a.open) ||
      b.ticket.updatedAt - a.ticket.updatedAt ||
      b.ticket.number - a.ticket.number,
  );
  return ranked.map(({ ticket }) => ticket);
}
