import type { AgentView, ConversationEvent, ConversationView } from "../../protocol/frames.ts";
import type { AgentId, Author, Body, Message, Stream } from "../../protocol/model.ts";
import type { AnyCommand } from "../queue.ts";

export const COLLEAGUE: Author = { kind: "agent", id: "a_colleague" as AgentId, name: "Ann" };

type Settings = { backlog: number; pageSize: number; role: "visitor" | "agent" };

/** The least server that keeps the promises of docs/protocol.md: for tests of the client. */
export class ModelServer {
  epoch = "e1";
  readonly log: Record<Stream, Message[]> = { public: [], internal: [] };
  backlog: number;
  pageSize: number;
  role: "visitor" | "agent";
  /** What `welcome` says of the conversation beyond its floor. */
  view: Partial<ConversationView> = {};

  constructor({ backlog = 200, pageSize = 100, role = "visitor" }: Partial<Settings> = {}) {
    this.backlog = backlog;
    this.pageSize = pageSize;
    this.role = role;
  }

  append(author: Author, text: string, clientId?: string, stream: Stream = "public"): ConversationEvent {
    const body: Body = { kind: stream === "public" ? "text" : "note", text };
    const seq = this.log[stream].length + 1;
    const message: Message = { stream, seq, at: seq, author, body, ...(clientId && { clientId }) };
    this.log[stream].push(message);
    return { type: "message.created", message };
  }

  /** A backup of the time when the log was `length` long. */
  restore(length: number): void {
    this.log.public.length = Math.min(length, this.log.public.length);
    this.epoch = `e${Number(this.epoch.slice(1)) + 1}`;
  }

  answer(frame: AnyCommand): ConversationEvent[] {
    switch (frame.type) {
      case "hello": {
        const heads = {
          public: this.log.public.length,
          ...(this.role === "agent" && { internal: this.log.internal.length }),
        };
        const view = { id: "c", floor: "bot", ...this.view } as unknown;
        const welcome: ConversationEvent = {
          type: "welcome",
          epoch: this.epoch,
          now: 0,
          heads,
          ...(this.role === "visitor" ? { conversation: view as ConversationView } : { ticket: view as AgentView }),
        };
        const have = frame.epoch === this.epoch ? frame.have : { public: 0, internal: 0 };
        return [
          welcome,
          ...this.resume("public", have.public),
          ...(this.role === "agent" ? this.resume("internal", have.internal ?? 0) : []),
        ];
      }
      case "history.get": {
        const to = frame.before - 1;
        return [this.page(frame.stream, Math.max(1, to - this.pageSize + 1), to)];
      }
      case "message.send":
      case "note.add": {
        const stream = frame.type === "note.add" ? "internal" : "public";
        const known = this.log[stream].find((m) => m.clientId === frame.clientId);
        const seq = known?.seq ?? this.log[stream].length + 1;
        const ack: ConversationEvent = { type: "command.acknowledged", clientId: frame.clientId, stream, seq };
        if (known) return [ack];
        const author: Author = this.role === "visitor" ? { kind: "visitor" } : COLLEAGUE;
        return [ack, this.append(author, frame.text, frame.clientId, stream)];
      }
      case "typing.set":
      case "read.set":
        return [];
      case "contact.set":
      case "ticket.confirm":
      case "rating.set":
      case "ticket.claim":
      case "ticket.resolve":
      case "floor.return":
        return [{ type: "command.acknowledged", clientId: frame.clientId }];
    }
  }

  private resume(stream: Stream, have: number): ConversationEvent[] {
    const head = this.log[stream].length;
    const pages: ConversationEvent[] = [];
    let from = Math.max(have + 1, head - this.backlog + 1);
    for (; from <= head; from += this.pageSize) {
      pages.push(this.page(stream, from, Math.min(head, from + this.pageSize - 1)));
    }
    return pages;
  }

  private page(stream: Stream, from: number, to: number): ConversationEvent {
    const more = to < this.log[stream].length;
    return { type: "messages.page", stream, from, to, messages: this.log[stream].slice(from - 1, to), more };
  }
}
