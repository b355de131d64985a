import { vi } from "vitest";
import type { VisitorClient } from "../visitor-types.ts";
import { ModelServer } from "./model-server.ts";
import { commands, visit } from "./visit.ts";
import { farAway, memoryStorage, type Reply, refusal, session, World } from "./world.ts";

/** Id of the nth conversation. */
export const idOf = (n: number) => `c_${String(n).repeat(27)}`;

/** A desk that gives conversations 1, 2, 3 …, each with a server of its own; its tickets get the number of the conversation times ten. */
export class Desk {
  readonly world = new World();
  readonly storage = memoryStorage();
  begun = 0;
  /** Answers of the session route and of others, by the address's end and the conversation. */
  answer: (request: string, body: string) => Reply | undefined = () => undefined;

  constructor() {
    this.world.replies = (request, body) => {
      const other = this.answer(request, body);
      if (other) return other;
      if (request === "POST /v1/conversations") {
        const n = ++this.begun;
        this.world.servers.set(idOf(n), new ModelServer());
        return session(201, idOf(n), `token-${n}`);
      }
      if (request.endsWith("/session")) return { status: 200, body: { expiresAt: farAway() } };
      return refusal(404, "not_found");
    };
  }

  server(n: number): ModelServer {
    const server = this.world.servers.get(idOf(n));
    if (!server) throw new Error(`no conversation ${n}`);
    return server;
  }

  /** The bot has handed over, as the server tells those who are connected. */
  escalate(n: number, status = "received"): void {
    const view = { id: idOf(n), floor: "human", status, ticketNumber: n * 10, agent: null, hasContact: false } as const;
    Object.assign(this.server(n).view, view);
    for (const socket of this.world.sockets) {
      if (socket.readyState === 1 && socket.url.includes(idOf(n))) {
        socket.receive({ type: "conversation.changed", conversation: view });
      }
    }
  }

  commands(tab: VisitorClient) {
    return commands(this.world, tab);
  }

  tab() {
    return visit(this.world, this.storage);
  }

  /** A tab with `count` escalated conversations, the last one shown. */
  async with(count: number) {
    const tab = this.tab();
    for (let n = 1; n <= count; n++) {
      if (n > 1) tab.open(null);
      tab.sendMessage(`question ${n}`);
      await vi.advanceTimersByTimeAsync(1);
      this.escalate(n);
      await vi.advanceTimersByTimeAsync(1_000);
    }
    return tab;
  }

  said(n: number): string[] {
    return this.server(n).log.public.map((m) => (m.body.kind === "text" ? m.body.text : ""));
  }
}

export const numbers = (list: readonly { number: number }[]): number[] => list.map((r) => r.number);
