import { DurableObject } from "cloudflare:workers";
import { CLOSE } from "../../protocol/errors.ts";
import { type InboxCommand, type InboxEvent, inboxCommand } from "../../protocol/frames.ts";
import type { ConversationId } from "../../protocol/model.ts";
import { AppError } from "../app-error.ts";
import { ObjectAlarm } from "../conversation/object-alarm.ts";
import { nextDue } from "../conversation/schedule.ts";
import type { TicketUpsert } from "../conversation/view.ts";
import type { Env } from "../env.ts";
import { errorText, log } from "../log.ts";
import { conversation, workspace } from "../objects.ts";
import type { InboxMetrics, InboxRpc } from "../rpc.ts";
import { MeteredStorage } from "../storage/metered.ts";
import { migrate } from "../storage/migrations.ts";
import { close, readFrame, send, strike, upgradeResponse } from "../storage/sockets.ts";
import { withinTime } from "../within-time.ts";
import { CHECK_EVERY_MS, checkTickets, dueForCheck, isNews } from "./anti-entropy.ts";
import { INBOX_ATTACHMENT_HEADER, type InboxAttachment, inboxAttachment } from "./attachment.ts";
import { Forgotten } from "./forgotten.ts";
import type { OpenTicket } from "./open-tickets.ts";
import { SCHEMA } from "./schema.ts";
import { TicketNumbers } from "./ticket-numbers.ts";
import { TicketSearch } from "./ticket-search.ts";
import { type Stored, Tickets } from "./tickets.ts";
import { Watches } from "./watches.ts";

/** How long a conversation may take to answer, in ms: one that hangs must not stop the others. */
const CALL_LIMIT_MS = 5_000;

/** The agents' list of tickets: a read model that can be rebuilt. It changes no ticket; it only gives numbers. */
export class Inbox extends DurableObject<Env> implements InboxRpc {
  readonly #storage: MeteredStorage;
  readonly #tickets: Tickets;
  readonly #numbers: TicketNumbers;
  readonly #search: TicketSearch;
  readonly #watches: Watches;
  readonly #forgotten: Forgotten;
  /** Of this instance: after a sleep nobody knows what a revision of before has seen. */
  readonly #nonce = crypto.randomUUID().slice(0, 8);
  #changes = 0;
  readonly #alarm: ObjectAlarm;
  /** Of the last comparison with the conversations, in ms; 0: none since this instance woke. */
  #checkedAt = 0;
  #upserts = 0;
  #healed = 0;
  #longestAheadMs = 0;

  constructor(ctx: DurableObjectState, env: Env) {
    super(ctx, env);
    this.#storage = new MeteredStorage(ctx.storage);
    migrate(this.#storage, SCHEMA);
    this.#tickets = new Tickets(this.#storage);
    this.#numbers = new TicketNumbers(this.#storage, env.GENERATION ?? "", (above) =>
      workspace(env).reserveNumbers(above),
    );
    this.#search = new TicketSearch(this.#storage, this.#tickets);
    this.#watches = new Watches(this.#storage, () => ctx.getWebSockets());
    this.#forgotten = new Forgotten(this.#storage);
    this.#alarm = new ObjectAlarm(this.#storage);
    ctx.setWebSocketAutoResponse(new WebSocketRequestResponsePair("ping", "pong"));
    void ctx.blockConcurrencyWhile(async () => {
      await this.#alarm.load();
      this.#arm();
    });
  }

  /** Throws when there is no number to give (Workspace not reachable): the conversation comes again. */
  async upsert(upsert: TicketUpsert): Promise<{ version: number; number: number }> {
    if (upsert.v !== 1) throw new Error(`a summary of version ${String(upsert.v)} came from another release`);
    this.#upserts += 1;
    // Erased since it was sent; nobody waits for the number.
    if (this.#forgotten.has(upsert.conversationId)) return { version: upsert.version, number: upsert.number ?? 0 };
    const isNew = () => upsert.number === null && this.#tickets.find(upsert.conversationId) === null;
    while (!this.#numbers.ready && isNew()) await this.#numbers.refill();
    return this.#apply(upsert);
  }

  forget(conversationId: ConversationId): void {
    if (this.#forgotten.has(conversationId)) return;
    const row = this.#tickets.find(conversationId);
    this.#storage.transaction(() => {
      this.#forgotten.add(conversationId, (row?.documentHash ?? null) !== null, Date.now());
      if (row) this.#take(conversationId, row);
    });
    this.#arm();
    if (!row) return;
    this.#changes += 1;
    this.#broadcast({ type: "ticket.removed", conversationId });
  }

  knows(conversationId: ConversationId): boolean {
    return this.#tickets.find(conversationId) !== null;
  }

  watching(session: string, conversationId: ConversationId): void {
    if (!this.#watches.hasEnded(session)) return this.#watches.add(session, [conversationId], Date.now());
    // The session has ended while its socket was being opened there.
    this.#watches.end(session, Date.now(), [conversationId]);
    this.ctx.waitUntil(this.#tellEnded());
  }

  async endSessions(sessions: string[]): Promise<void> {
    for (const session of sessions) {
      const sockets = this.#watches.socketsOf(session);
      this.#watches.end(session, Date.now());
      for (const socket of sockets) close(socket, CLOSE.unauthorized, "unauthorized");
    }
    await this.#tellEnded();
  }

  metrics(): InboxMetrics {
    return {
      // Named by worker/objects.ts.
      shard: Number(this.ctx.id.name?.split(":")[1] ?? 0),
      open: this.#tickets.open.size,
      sockets: this.ctx.getWebSockets().length,
      longestAheadMs: this.#longestAheadMs,
      upserts: this.#upserts,
      healed: this.#healed,
    };
  }

  override fetch(request: Request): Response {
    const header = request.headers.get(INBOX_ATTACHMENT_HEADER);
    if (!header) return new AppError("not_found").toResponse();
    const attachment = JSON.parse(decodeURIComponent(header)) as InboxAttachment;
    if (this.#watches.hasEnded(attachment.session)) return new AppError("unauthorized").toResponse();
    const { 0: client, 1: server } = new WebSocketPair();
    this.ctx.acceptWebSocket(server);
    server.serializeAttachment(attachment);
    const { agent } = attachment;
    const counts = this.#tickets.open.counts(agent.id);
    tell(server, { type: "welcome", agent, now: Date.now(), counts, revision: this.#revision() });
    return upgradeResponse(client);
  }

  override webSocketMessage(socket: WebSocket, data: string | ArrayBuffer): void {
    const attachment = inboxAttachment(socket);
    if (Date.now() > attachment.expiresAt) return close(socket, CLOSE.unauthorized, "unauthorized");
    const read = readFrame(data);
    if (read.kind === "too_big") return close(socket, CLOSE.tooBig, "too_big");
    const parsed = inboxCommand.safeParse(read.kind === "frame" ? read.value : null);
    if (parsed.success) return tell(socket, this.#answer(parsed.data, attachment));
    tell(socket, { type: "error", code: "bad_frame" });
    strike(socket, attachment);
  }

  override webSocketClose(socket: WebSocket, code: number): void {
    close(socket, code === 1005 || code === 1006 ? 1000 : code, "");
    this.#watches.left(socket, Date.now());
  }

  override webSocketError(socket: WebSocket): void {
    this.#watches.left(socket, Date.now());
  }

  /**
   * Hourly while there are open tickets, sooner while a conversation has not heard of an ended session. Never throws: after seven
   * throws the platform drops an alarm for good.
   */
  override async alarm(): Promise<void> {
    this.#alarm.fired();
    try {
      const now = Date.now();
      this.#sweep(now);
      // Told again much sooner than hourly: not for each of these all open rows are asked.
      const again = this.#watches.dueAt(now) !== null;
      await this.#tellEnded();
      if (!again || now < this.#checkedAt || now - this.#checkedAt >= CHECK_EVERY_MS) await this.#check(now);
    } catch (error) {
      log("error", "inbox_alarm_failed", { error: errorText(error) });
    } finally {
      this.#arm();
    }
  }

  drain(): void {
    for (const socket of this.ctx.getWebSockets()) close(socket, CLOSE.restart, "restart");
  }

  rowsWritten(): Record<string, number> {
    return Object.fromEntries(this.#storage.rows);
  }

  #answer(command: InboxCommand, { agent }: InboxAttachment): InboxEvent {
    if (command.type === "inbox.search") {
      return { type: "inbox.found", query: command.query, tickets: this.#search.find(command.query) };
    }
    const { view, after } = command;
    return { type: "inbox.page", view, after, ...this.#tickets.page(view, agent.id, after) };
  }

  /** One commit; then everybody who looks on is told. Nothing is awaited. */
  #apply(upsert: TicketUpsert): { version: number; number: number } {
    const before = this.#tickets.find(upsert.conversationId);
    if (before && !isNews(before, upsert)) return { version: before.version, number: before.number };
    this.#longestAheadMs = Math.max(this.#longestAheadMs, upsert.aheadMs);
    const number = before?.number ?? upsert.number ?? this.#numbers.take();
    this.#numbers.used(number);
    const ticket = this.#storage.transaction(() => {
      const hash = this.#search.put(number, upsert.document, before?.documentHash ?? null);
      return this.#tickets.put(upsert, number, before, hash);
    });
    this.#changes += 1;
    this.#broadcast({ type: "ticket.changed", ticket });
    this.#arm();
    return { version: upsert.version, number };
  }

  /** To each with their own counts. */
  #broadcast(event: Unnumbered): void {
    for (const socket of this.ctx.getWebSockets()) {
      const { agent, expiresAt } = inboxAttachment(socket);
      if (Date.now() > expiresAt) close(socket, CLOSE.unauthorized, "unauthorized");
      else tell(socket, { ...event, counts: this.#tickets.open.counts(agent.id), revision: this.#revision() });
    }
  }

  #revision(): string {
    return `${this.#nonce}:${this.#changes}`;
  }

  async #check(now: number): Promise<void> {
    this.#checkedAt = now;
    const ask = (id: ConversationId) =>
      withinTime(conversation(this.env, id).ticketState(), CALL_LIMIT_MS, "the conversation has not answered");
    const heal = (told: TicketUpsert) => this.#heal(told);
    const remove = (ticket: OpenTicket) => this.#remove(ticket);
    this.#healed += await checkTickets(dueForCheck(this.#tickets.open, now), ask, heal, remove);
  }

  /** Nothing is awaited, and killed in the middle it is done again. */
  #sweep(now: number): void {
    const due = this.#forgotten.dueAt();
    if (due === null || due > now) return;
    this.#search.rewrite();
    this.#forgotten.swept();
  }

  #heal(told: TicketUpsert): boolean {
    const row = this.#tickets.find(told.conversationId);
    if (!row || !isNews(row, told)) return false;
    this.#apply(told);
    return true;
  }

  /** Out of the lists and the words. False: it has changed since it was asked about. */
  #remove(ticket: OpenTicket): boolean {
    const row = this.#tickets.find(ticket.id);
    if (!row || !this.#tickets.open.has(ticket)) return false;
    this.#storage.transaction(() => this.#take(ticket.id, row));
    this.#changes += 1;
    return true;
  }

  /** In the transaction of the caller. */
  #take(id: string, { number, documentHash, sortAt }: Stored): void {
    this.#numbers.withdrawn(number);
    if (documentHash !== null) this.#search.remove(number);
    this.#tickets.remove({ id, sortAt });
  }

  /** Open tickets mean an alarm within the hour. A clock that was set back would leave one far in the future. */
  #arm(): void {
    const now = Date.now();
    const check = this.#tickets.open.size > 0 ? now + CHECK_EVERY_MS : null;
    this.#alarm.arm(nextDue({ check, tell: this.#watches.dueAt(now), sweep: this.#forgotten.dueAt() }), now);
  }

  /** Conversations put out the sockets of sessions that have ended. What does not hear is told again by the alarm. */
  async #tellEnded(): Promise<void> {
    const told = new Map<ConversationId, string[]>();
    const calls = [...this.#watches.untold(Date.now())].map(async ([id, sessions]) => {
      const call = conversation(this.env, id).endSessions(sessions);
      await withinTime(call, CALL_LIMIT_MS, "the conversation has not answered");
      told.set(id, sessions);
    });
    for (const result of await Promise.allSettled(calls)) {
      if (result.status === "rejected") log("error", "session_end_not_heard", { error: errorText(result.reason) });
    }
    this.#watches.told(told);
    this.#arm();
  }
}

/** An event about one ticket, before each agent's own counts and the revision are added. */
type Unnumbered =
  | Pick<Extract<InboxEvent, { type: "ticket.changed" }>, "type" | "ticket">
  | Pick<Extract<InboxEvent, { type: "ticket.removed" }>, "type" | "conversationId">;

function tell(socket: WebSocket, event: InboxEvent): void {
  send(socket, event);
}
