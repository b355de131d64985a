import { computed, type ReadonlySignal, signal } from "@preact/signals";
import type { Phase } from "../client/types.ts";
import type { InboxEvent, InboxView } from "../protocol/frames.ts";
import type { AgentId, ConversationId, TicketSummary } from "../protocol/model.ts";
import { now, setServerTime, tick } from "./clock.ts";
import { knownTicket, type Shards, shardsToAsk } from "./inbox-merge.ts";
import * as inbox from "./inbox-model.ts";
import { openShard, type ShardConnection } from "./inbox-shard.ts";
import { type News, newsOf } from "./news.ts";
import * as finding from "./search-model.ts";
import { sessionEnded } from "./session.ts";
import { worstPhase } from "./truth.ts";

export type InboxStore = {
  shards: ReadonlySignal<Shards>;
  phase: ReadonlySignal<Phase>;
  search: ReadonlySignal<finding.Search>;
  /** The view that is looked at: its first page is loaded, and loaded again after a lost connection. */
  show: (view: InboxView) => void;
  more: () => void;
  /** Searches for something else; "" ends it. */
  searchFor: (text: string) => void;
  /** After a refused question, or to try a lost connection at once. */
  retry: () => void;
  /** It was deleted: not to be seen any more, before the server says so. */
  forget: (id: ConversationId) => void;
  close: () => void;
};

/**
 * The inbox of one signed-in agent, one connection to each of its `count` shards, until `close()`.
 *
 * @param onNews what the agent would want to hear of
 * @param onRemoved a conversation was deleted
 */
export function openInbox(
  me: AgentId,
  count: number,
  onNews: (news: News) => void,
  onRemoved: (id: ConversationId) => void,
): InboxStore {
  const numbers = [...Array(count).keys()];
  const shards = signal<Shards>(numbers.map(() => inbox.emptyInbox));
  const phases = signal<readonly Phase[]>(numbers.map(() => "connecting"));
  const phase = computed(() => worstPhase(phases.value));
  const search = signal(finding.noSearch(count));
  let view: InboxView = "open";

  const modelOf = (n: number): inbox.InboxModel => shards.value[n] ?? inbox.emptyInbox;
  const replace = <T>(list: readonly T[], n: number, value: T): T[] => list.map((old, i) => (i === n ? value : old));
  function change(n: number, model: inbox.InboxModel): void {
    shards.value = replace(shards.value, n, model);
  }

  const connections: ShardConnection[] = numbers.map((n) =>
    openShard(n, {
      onEvent: (event) => receive(n, event),
      onPhase(next) {
        phases.value = replace(phases.value, n, next);
      },
      onLost() {
        change(n, inbox.connectionLost(modelOf(n)));
        search.value = finding.searchAgain(search.value, n);
      },
      onSignedOut: sessionEnded,
    }),
  );

  function receive(n: number, event: InboxEvent): void {
    switch (event.type) {
      case "welcome":
        setServerTime(event.now);
        change(n, inbox.connected(modelOf(n), event.counts, event.revision ?? null));
        break;
      case "inbox.page":
        tick();
        // The first list is no news; after a lost connection it may hold some.
        if (modelOf(n).connection > 1) announce(event.tickets);
        change(n, inbox.pageArrived(modelOf(n), event, me));
        break;
      case "ticket.changed":
        tick();
        announce([event.ticket]);
        change(n, inbox.ticketChanged(modelOf(n), event));
        break;
      case "ticket.removed":
        change(n, inbox.ticketRemoved(modelOf(n), event));
        forget(event.conversationId);
        onRemoved(event.conversationId);
        break;
      case "inbox.found":
        search.value = finding.searchFound(search.value, n, event.query, event.tickets);
        return;
      case "error":
        change(n, inbox.questionsFailed(modelOf(n)));
        search.value = finding.searchFailed(search.value, n);
        break;
      default:
        // An event of a newer server.
        return;
    }
    askNext(n);
  }

  function forget(id: ConversationId): void {
    shards.value = shards.value.map((model) => inbox.withoutTicket(model, id));
    search.value = finding.searchWithout(search.value, id);
  }

  function announce(tickets: readonly TicketSummary[]): void {
    for (const after of tickets) {
      const news = newsOf(knownTicket(shards.value, after.conversationId), after, me, now.value);
      if (news) onNews(news);
    }
  }

  function askNext(n: number): void {
    askSearch(n);
    const question = inbox.nextQuestion(modelOf(n), view, me);
    if (question) return ask(n, view, question.after);
    // In the background one's own tickets: the count in the title and news of them hold in every view.
    if (!modelOf(n).pages.mine.current && inbox.nextQuestion(modelOf(n), "mine", me)) ask(n, "mine", null);
  }

  function ask(n: number, of: InboxView, after: string | null): void {
    if (connections[n]?.ask({ type: "inbox.list", view: of, after })) change(n, inbox.asked(modelOf(n), of));
  }

  function askSearch(n: number): void {
    const query = finding.searchQuestion(search.value, n);
    if (query === null || modelOf(n).connection === 0) return;
    if (connections[n]?.ask({ type: "inbox.search", query })) search.value = finding.searchAsked(search.value, n);
  }

  return {
    shards,
    phase,
    search,
    show(next) {
      view = next;
      numbers.forEach(askNext);
    },
    more() {
      for (const n of shardsToAsk(shards.value, view)) ask(n, view, modelOf(n).pages[view].next);
    },
    searchFor(text) {
      search.value = finding.searchFor(search.value, text);
      numbers.forEach(askSearch);
    },
    retry() {
      for (const n of numbers) {
        const { failed, current, next } = modelOf(n).pages[view];
        if (phases.value[n] !== "online") connections[n]?.reconnect();
        else if (failed) ask(n, view, current ? next : null);
        if (search.value.answers[n]?.state === "failed") search.value = finding.searchAgain(search.value, n);
        askSearch(n);
      }
    },
    forget,
    close: () => connections.forEach((connection) => connection.close()),
  };
}
