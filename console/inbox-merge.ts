import type { InboxCounts, InboxView } from "../protocol/frames.ts";
import type { AgentId, ConversationId, TicketSummary } from "../protocol/model.ts";
import { compare, type InboxModel, rowsOf } from "./inbox-model.ts";

/*
 * The shards of the inbox as one list. Each has its own connection and its own pages; nobody at the desk should notice.
 */

export type Shards = readonly InboxModel[];

export type MergedPages = {
  /** Every shard has shown its first page, perhaps on an earlier connection. */
  loaded: boolean;
  /** Every shard's first page is of the present. */
  current: boolean;
  asking: boolean;
  failed: boolean;
  /** There is more than what is shown. */
  more: boolean;
};

export function pagesOf(shards: Shards, view: InboxView): MergedPages {
  const all = shards.map((shard) => shard.pages[view]);
  return {
    loaded: all.every((pages) => pages.loaded),
    current: all.every((pages) => pages.current),
    asking: all.some((pages) => pages.asking),
    failed: all.some((pages) => pages.failed),
    more: all.some((pages) => pages.next !== null),
  };
}

/** null until every shard has told its own. */
export function countsOf(shards: Shards): InboxCounts | null {
  const sum = { open: 0, mine: 0, unassigned: 0 };
  for (const { counts } of shards) {
    if (counts === null) return null;
    sum.open += counts.open;
    sum.mine += counts.mine;
    sum.unassigned += counts.unassigned;
  }
  return sum;
}

export function knownTicket(shards: Shards, id: ConversationId): TicketSummary | undefined {
  return shards.map((shard) => shard.rows.get(id)?.ticket).find((ticket) => ticket !== undefined);
}

export function* allTickets(shards: Shards): Generator<TicketSummary> {
  for (const shard of shards) for (const { ticket } of shard.rows.values()) yield ticket;
}

/**
 * All rows in the one order, down to where the first shard may hold rows that have not come yet: below that the list would
 * have holes, and who waits longest could stand in one of them.
 */
export function mergedRows(shards: Shards, view: InboxView, me: AgentId): TicketSummary[] {
  const end = nearestReach(shards, view);
  return shards
    .flatMap((shard) => rowsOf(shard, view, me))
    .filter((ticket) => end === null || compare(view, ticket, end) <= 0)
    .sort((a, b) => compare(view, a, b));
}

/** Which shards to ask for their next page when the reader wants more: those where the list ends now. */
export function shardsToAsk(shards: Shards, view: InboxView): number[] {
  const end = nearestReach(shards, view);
  return [...shards.keys()].filter((n) => {
    const pages = shards[n]?.pages[view];
    if (!pages || pages.next === null || pages.asking) return false;
    return end === null || pages.reach === null || compare(view, pages.reach, end) <= 0;
  });
}

function nearestReach(shards: Shards, view: InboxView): TicketSummary | null {
  const ends = shards.map((shard) => shard.pages[view].reach).filter((reach) => reach !== null);
  return ends.sort((a, b) => compare(view, a, b))[0] ?? null;
}
