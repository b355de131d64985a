import { TICKET_HITS, TICKET_SEARCH_MAX } from "../protocol/limits.ts";
import type { ConversationId, TicketSummary } from "../protocol/model.ts";

/*
 * A search over the tickets of all shards. The question goes to each; an answer carries its question, so one that comes late
 * is known as such.
 */

/** wanted: not asked yet, because there was no connection or because the answer got lost. */
type Answer = { state: "wanted" | "asking" | "failed" | "there"; hits: readonly TicketSummary[] };

export type Search = {
  /** Trimmed and cut to what the server takes; "": nothing is searched for. */
  query: string;
  answers: readonly Answer[];
};

export type SearchState = "off" | "waiting" | "failed" | "none" | "found";

const unasked: Answer = { state: "wanted", hits: [] };

export const noSearch = (shards: number): Search => ({ query: "", answers: Array(shards).fill(unasked) });

/** The same object if it is the same question. */
export function searchFor(search: Search, text: string): Search {
  const query = [...text.trim()].slice(0, TICKET_SEARCH_MAX).join("").trim();
  return query === search.query ? search : { ...noSearch(search.answers.length), query };
}

/** What a shard has to be asked now; null: nothing. */
export function searchQuestion({ query, answers }: Search, shard: number): string | null {
  return query !== "" && answers[shard]?.state === "wanted" ? query : null;
}

export const searchAsked = (search: Search, shard: number): Search => withState(search, shard, "asking");

export function searchFound(search: Search, shard: number, query: string, hits: readonly TicketSummary[]): Search {
  return query === search.query ? withAnswer(search, shard, { state: "there", hits }) : search;
}

/** A refusal names no question: the one under way is meant. */
export function searchFailed(search: Search, shard: number): Search {
  return search.answers[shard]?.state === "asking" ? withState(search, shard, "failed") : search;
}

/** A ticket that is no more is no hit, whatever was found before. */
export function searchWithout(search: Search, id: ConversationId): Search {
  const answers = search.answers.map((answer) => ({
    ...answer,
    hits: answer.hits.filter((hit) => hit.conversationId !== id),
  }));
  return { ...search, answers };
}

/** Asked again, with what was found before still in sight: after a lost connection or a refusal. */
export const searchAgain = (search: Search, shard: number): Search => withState(search, shard, "wanted");

export function searchState({ query, answers }: Search): SearchState {
  if (query === "") return "off";
  if (answers.some(({ state }) => state === "failed")) return "failed";
  if (answers.some(({ hits }) => hits.length > 0)) return "found";
  return answers.every(({ state }) => state === "there") ? "none" : "waiting";
}

/**
 * What was found, best first: the ticket with that very number, then the shards' best ones, then their second best ones. Shards
 * have no common measure; of equal rank the newer one is the likelier. `known`: the newest that is known of a ticket.
 */
export function hitsOf(
  { query, answers }: Search,
  known: (id: ConversationId) => TicketSummary | undefined,
): TicketSummary[] {
  const number = Number(/^[№#]?\s*(\d+)$/.exec(query)?.[1]);
  return answers
    .flatMap(({ hits }) =>
      hits.map((hit, rank) => ({ rank: hit.number === number ? -1 : rank, hit: newer(hit, known) })),
    )
    .sort((a, b) => a.rank - b.rank || b.hit.updatedAt - a.hit.updatedAt)
    .slice(0, TICKET_HITS)
    .map(({ hit }) => hit);
}

function newer(hit: TicketSummary, known: (id: ConversationId) => TicketSummary | undefined): TicketSummary {
  const other = known(hit.conversationId);
  return other && other.version > hit.version ? other : hit;
}

function withState(search: Search, shard: number, state: Answer["state"]): Search {
  return withAnswer(search, shard, { ...(search.answers[shard] ?? unasked), state });
}

function withAnswer(search: Search, shard: number, answer: Answer): Search {
  return { ...search, answers: search.answers.map((before, n) => (n === shard ? answer : before)) };
}
