import { DurableObject } from "cloudflare:workers";
import { CLOSE } from "../../protocol/errors.ts";
import { type InboxEvent, inboxCommand } from "../../protocol/frames.ts";
import type { Agent, ConversationId } from "../../protocol/model.ts";
import { AppError } from "../app-error.ts";
import type { TicketUpsert } from "../conversation/view.ts";
import type { Env } from "../env.ts";
import { conversation } from "../objects.ts";
import type { InboxRpc } from "../rpc.ts";
import { MeteredStorage } from "../storage/metered.ts";
import { migrate } from "../storage/migrations.ts";
import { close, readFrame, send, strike, upgradeResponse } from "../storage/sockets.ts";
import { Counts } from "./counts.ts";
import { SCHEMA, Tickets } from "./tickets.ts";

export type InboxAttachment = {
  agent: Agent;
  session: string;
  expiresAt: number;
  strikes: number;
  /** Conversations that this session has opened, newest last: kept here because memory does not survive hibernation. */
  watches: ConversationId[];
};
/** An attachment holds 2 KiB; forty ids are three quarters of it. */
const WATCHES_MAX = 40;
export const INBOX_ATTACHMENT_HEADER = "X-Deskbell-Inbox-Attachment";

/** The agents' list of tickets: a read model that can be rebuilt. It changes no ticket; it only gives numbers. */
export class Inbox extends DurableObject<Env> implements InboxRpc {
  readonly #storage: MeteredStorage;
  readonly #tickets: Tickets;
  readonly #counts = new Counts();

  constructor(ctx: DurableObjectState, env: Env) {
    super(ctx, env);
    this.#storage = new MeteredStorage(ctx.storage);
    migrate(this.#storage, SCHEMA);
    this.#tickets = new Tickets(this.#storage);
    for (const ticket of this.#tickets.counted()) this.#counts.add(ticket);
    ctx.setWebSocketAutoResponse(new WebSocketRequestResponsePair("ping", "pong"));
  }

  upsert(upsert: TicketUpsert): { version: number; number: number } {
    const before = this.#tickets.find(upsert.conversationId);
    if (before && before.version >= upsert.version) return { version: before.version, number: before.number };
    const { number, ticket } = this.#storage.transaction(() => {
      const given = before?.number ?? this.#nextNumber();
      return { number: given, ticket: this.#tickets.put(upsert, given, before) };
    });
    this.#counts.replace(before, { status: ticket.status, assigneeId: ticket.assignee?.id ?? null });
    for (const socket of this.ctx.getWebSockets()) {
      const { agent, expiresAt } = socket.deserializeAttachment() as InboxAttachment;
      if (Date.now() > expiresAt) close(socket, CLOSE.unauthorized, "unauthorized");
      else tell(socket, { type: "ticket.changed", ticket, counts: this.#counts.for(agent.id) });
    }
    return { version: upsert.version, number };
  }

  knows(conversationId: ConversationId): boolean {
    return this.#tickets.find(conversationId) !== null;
  }

  watching(session: string, conversationId: ConversationId): void {
    for (const { socket, attachment } of this.#socketsOf(session)) {
      const watches = [...attachment.watches.filter((id) => id !== conversationId), conversationId].slice(-WATCHES_MAX);
      socket.serializeAttachment({ ...attachment, watches });
    }
  }

  async endSession(session: string): Promise<void> {
    const sockets = this.#socketsOf(session);
    const watched = new Set(sockets.flatMap(({ attachment }) => attachment.watches));
    for (const { socket } of sockets) close(socket, CLOSE.unauthorized, "unauthorized");
    await Promise.allSettled([...watched].map((id) => conversation(this.env, id).endSession(session)));
  }

  override fetch(request: Request): Response {
    const header = request.headers.get(INBOX_ATTACHMENT_HEADER);
    if (!header) return new AppError("not_found").toResponse();
    const attachment = JSON.parse(decodeURIComponent(header)) as InboxAttachment;
    const { 0: client, 1: server } = new WebSocketPair();
    this.ctx.acceptWebSocket(server);
    server.serializeAttachment(attachment);
    const { agent } = attachment;
    tell(server, { type: "welcome", agent, now: Date.now(), counts: this.#counts.for(agent.id) });
    return upgradeResponse(client);
  }

  override webSocketMessage(socket: WebSocket, data: string | ArrayBuffer): void {
    const attachment = socket.deserializeAttachment() as InboxAttachment;
    if (Date.now() > attachment.expiresAt) return close(socket, CLOSE.unauthorized, "unauthorized");
    const read = readFrame(data);
    if (read.kind === "too_big") return close(socket, CLOSE.tooBig, "too_big");
    const parsed = inboxCommand.safeParse(read.kind === "frame" ? read.value : null);
    if (!parsed.success) {
      tell(socket, { type: "error", code: "bad_frame" });
      strike(socket, attachment);
      return;
    }
    const { view, after } = parsed.data;
    tell(socket, { type: "inbox.page", view, after, ...this.#tickets.page(view, attachment.agent.id, after) });
  }

  override webSocketClose(socket: WebSocket, code: number): void {
    close(socket, code === 1005 || code === 1006 ? 1000 : code, "");
  }

  drain(): void {
    for (const socket of this.ctx.getWebSockets()) close(socket, CLOSE.restart, "restart");
  }

  rowsWritten(): Record<string, number> {
    return Object.fromEntries(this.#storage.rows);
  }

  #socketsOf(session: string): { socket: WebSocket; attachment: InboxAttachment }[] {
    return this.ctx
      .getWebSockets()
      .map((socket) => ({ socket, attachment: socket.deserializeAttachment() as InboxAttachment }))
      .filter(({ attachment }) => attachment.session === session);
  }

  #nextNumber(): number {
    const number = (this.#storage.get<number>("last_number") ?? 0) + 1;
    this.#storage.put("inbox", "last_number", number);
    return number;
  }
}

function tell(socket: WebSocket, event: InboxEvent): void {
  send(socket, event);
}
