import { checkAgent } from "../../../client/agent.ts";
import { openConnection } from "../../../client/connection.ts";
import type { InboxEvent, InboxView } from "../../../protocol/frames.ts";
import { SUBPROTOCOL } from "../../../protocol/limits.ts";
import type { TicketSummary } from "../../../protocol/model.ts";
import type { History, TrueRow } from "../history.ts";
import type { Account } from "./accounts.ts";
import { wire } from "./wire.ts";

/** Together these two are the whole inbox. */
const VIEWS: readonly InboxView[] = ["open", "resolved"];

export type Console = {
  /** Conversations that this console knows to have a ticket, and how new. */
  readonly rows: ReadonlyMap<string, TrueRow>;
  readonly online: boolean;
  wake(): void;
  /** Writes down what it knows. */
  finish(): void;
  close(): void;
};

/** An agent's inbox: listens, and at every connect loads both lists whole. */
export function openConsole(account: Account, party: string, server: string, history: History): Console {
  const network = wire(party, account.headers, history, { seed: account.index });
  const rows = new Map<string, TrueRow>();
  let phase = "";
  const learn = (ticket: TicketSummary): void => {
    const { conversationId: conversation, version, number, status, assignee } = ticket;
    const row = { conversation, version, number, status, owner: assignee?.id ?? null };
    rows.set(conversation, row);
    history.add({ kind: "row", at: Date.now(), party, ...row });
  };
  const connection = openConnection({
    url: `${server.replace(/^http/, "ws")}/v1/console/inbox/socket?shard=0`,
    protocols: () => [SUBPROTOCOL],
    environment: network.environment,
    afterRefusedUpgrade: () => checkAgent(server, network.environment),
    onOpen(send) {
      for (const view of VIEWS) send({ type: "inbox.list", view, after: null });
    },
    onFrame(frame) {
      const event = frame as InboxEvent;
      if (event.type === "ticket.changed") learn(event.ticket);
      if (event.type !== "inbox.page") return;
      event.tickets.forEach(learn);
      if (event.next) connection.send({ type: "inbox.list", view: event.view, after: event.next });
    },
    onPhase(next) {
      phase = next;
    },
  });
  return {
    rows,
    get online() {
      return phase === "online";
    },
    wake: network.wake,
    finish: () => history.add({ kind: "console", at: Date.now(), party, rows: [...rows.values()] }),
    close: () => connection.close(),
  };
}
