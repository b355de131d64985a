import { type ReadonlySignal, signal } from "@preact/signals";
import { checkAgent } from "../client/agent.ts";
import { openConnection } from "../client/connection.ts";
import type { Phase } from "../client/types.ts";
import type { InboxCommand, InboxEvent, InboxView } from "../protocol/frames.ts";
import { SUBPROTOCOL } from "../protocol/limits.ts";
import type { AgentId, TicketSummary } from "../protocol/model.ts";
import { now, setServerTime, tick } from "./clock.ts";
import * as inbox from "./inbox-model.ts";
import { type News, newsOf } from "./news.ts";
import { sessionEnded } from "./session.ts";

export type InboxStore = {
  model: ReadonlySignal<inbox.InboxModel>;
  phase: ReadonlySignal<Phase>;
  /** The view that is looked at: its first page is loaded, and loaded again after a lost connection. */
  show: (view: InboxView) => void;
  more: () => void;
  /** After a refused question, or to try a lost connection at once. */
  retry: () => void;
  close: () => void;
};

/** The inbox of one signed-in agent over one socket, until `close()`. @param onNews what the agent would want to hear of */
export function openInbox(me: AgentId, onNews: (news: News) => void): InboxStore {
  const model = signal(inbox.emptyInbox);
  const phase = signal<Phase>("connecting");
  let view: InboxView = "open";

  const connection = openConnection({
    url: `${location.origin.replace(/^http/, "ws")}/v1/console/inbox/socket`,
    protocols: () => [SUBPROTOCOL],
    // The server speaks first: `welcome`.
    onOpen: () => {},
    onFrame: (frame) => receive(frame as InboxEvent),
    onPhase(next, refusal) {
      phase.value = next;
      if (refusal === "unauthorized") sessionEnded();
    },
    afterRefusedUpgrade: () => checkAgent(location.origin),
  });

  function receive(event: InboxEvent): void {
    switch (event.type) {
      case "welcome":
        setServerTime(event.now);
        model.value = inbox.connected(model.value, event.counts);
        break;
      case "inbox.page":
        tick();
        // The first list is no news; after a lost connection it may hold some.
        if (model.value.connection > 1) announce(event.tickets);
        model.value = inbox.pageArrived(model.value, event, me);
        break;
      case "ticket.changed":
        tick();
        announce([event.ticket]);
        model.value = inbox.ticketChanged(model.value, event);
        break;
      case "error":
        model.value = inbox.questionsFailed(model.value);
        break;
      default:
        // An event of a newer server.
        return;
    }
    askNext();
  }

  function announce(tickets: readonly TicketSummary[]): void {
    for (const after of tickets) {
      const news = newsOf(model.value.rows.get(after.conversationId)?.ticket, after, me, now.value);
      if (news) onNews(news);
    }
  }

  function askNext(): void {
    const question = inbox.nextQuestion(model.value, view, me);
    if (question) return ask(view, question.after);
    // In the background one's own tickets: the count in the title and news of them hold in every view.
    if (!model.value.pages.mine.current && inbox.nextQuestion(model.value, "mine", me)) ask("mine", null);
  }

  function ask(of: InboxView, after: string | null): void {
    const command: InboxCommand = { type: "inbox.list", view: of, after };
    if (connection.send(command)) model.value = inbox.asked(model.value, of);
  }

  return {
    model,
    phase,
    show(next) {
      view = next;
      askNext();
    },
    more() {
      const { next, asking } = model.value.pages[view];
      if (next !== null && !asking) ask(view, next);
    },
    retry() {
      const { failed, current, next } = model.value.pages[view];
      if (phase.value !== "online") connection.reconnect();
      else if (failed) ask(view, current ? next : null);
    },
    close: () => connection.close(),
  };
}
