import { DurableObject } from "cloudflare:workers";
import type { RequestState } from "../../protocol/api.ts";
import { CLOSE } from "../../protocol/errors.ts";
import type { AgentCommand, Hello, VisitorCommand } from "../../protocol/frames.ts";
import {
  MESSAGES_BURST,
  MESSAGES_PER_MINUTE,
  READS_BURST,
  READS_PER_MINUTE,
  SOCKETS_PER_ROLE,
} from "../../protocol/limits.ts";
import { LOCALES, type SiteId } from "../../protocol/model.ts";
import { AppError } from "../app-error.ts";
import type { Env } from "../env.ts";
import { knowledgeBase } from "../knowledge.ts";
import { errorText, log } from "../log.ts";
import type { ConversationRpc } from "../rpc.ts";
import { MeteredStorage } from "../storage/metered.ts";
import { close, type ReadFrame, readFrame, send, strike, upgradeResponse } from "../storage/sockets.ts";
import { findSite } from "../workspace/settings.ts";
import { settingsSnapshot } from "../workspace/snapshot.ts";
import { ATTACHMENT_HEADER, type Attachment, decodeAttachment } from "./attachment.ts";
import { Audience } from "./audience.ts";
import { readCommand, toCommand } from "./command.ts";
import { Flood } from "./flood.ts";
import { InboxSync } from "./inbox-sync.ts";
import { openConversations } from "./open-conversations.ts";
import { respondSafely } from "./respond-safely.ts";
import { opens, withoutReturnSecret, withReturnSecret } from "./return-link.ts";
import { mustSet, nextDue } from "./schedule.ts";
import { type ConversationState, newState, versionOf } from "./state.ts";
import { SqlTranscript } from "./transcript.ts";
import { turn } from "./turn.ts";
import type { Command, TurnResult } from "./turn-types.ts";
import { requestState, ticketUpsert } from "./view.ts";

/**
 * One conversation: the truth of its messages, its floor and its ticket. Frames wait in one queue; a turn is synchronous
 * and its rows, state and alarm are one commit; then acknowledge, then broadcast, then tell the Inbox.
 */
export class Conversation extends DurableObject<Env> implements ConversationRpc {
  readonly #storage: MeteredStorage;
  readonly #transcript: SqlTranscript;
  readonly #audience: Audience;
  readonly #inbox: InboxSync;
  readonly #writes = new Flood(MESSAGES_BURST, MESSAGES_PER_MINUTE);
  readonly #reads = new Flood(READS_BURST, READS_PER_MINUTE);
  /** Of the return link, by visitor and agents together. */
  readonly #revocations = new Flood(5, 5);
  #state: ConversationState | null;
  /** Known time of the alarm; asking the storage each time would cost a read. */
  #alarmAt: number | null = null;
  /** Messages that arrive while settings and knowledge base load wait here and keep their order. */
  #queue: Promise<void> = Promise.resolve();

  constructor(ctx: DurableObjectState, env: Env) {
    super(ctx, env);
    this.#storage = new MeteredStorage(ctx.storage);
    this.#state = this.#storage.get<ConversationState>("state") ?? null;
    this.#transcript = new SqlTranscript(this.#storage, this.#state !== null);
    this.#inbox = new InboxSync(env, this.#state?.syncedVersion ?? 0);
    this.#audience = new Audience(ctx, this.#transcript);
    // Answered by the runtime: a heartbeat wakes nobody.
    ctx.setWebSocketAutoResponse(new WebSocketRequestResponsePair("ping", "pong"));
    void ctx.blockConcurrencyWhile(async () => {
      this.#alarmAt = await this.#storage.getAlarm();
      await this.#arm();
    });
  }

  /** The upgrade. The route has checked token and origin and written down who comes. */
  override async fetch(request: Request): Promise<Response> {
    const attachment = decodeAttachment(request.headers.get(ATTACHMENT_HEADER));
    if (!attachment) return new AppError("not_found").toResponse();
    // An agent may only look at what exists; a visitor's token proves that the conversation is theirs.
    if (attachment.peer.role === "agent" && !this.#state) return new AppError("not_found").toResponse();
    if (this.ctx.getWebSockets(attachment.peer.role).length >= SOCKETS_PER_ROLE) {
      return new AppError("too_many", { retryAfterMs: 30_000 }).toResponse();
    }
    const { 0: client, 1: server } = new WebSocketPair();
    this.ctx.acceptWebSocket(server, [attachment.peer.role]);
    server.serializeAttachment(attachment);
    openConversations.add(attachment.conversationId);
    return upgradeResponse(client);
  }

  override async webSocketMessage(socket: WebSocket, data: string | ArrayBuffer): Promise<void> {
    // Before the queue: what is too big must not wait in memory.
    const read = readFrame(data);
    if (read.kind === "too_big") {
      send(socket, { type: "error", code: "too_big" });
      return close(socket, CLOSE.tooBig, "too_big");
    }
    const work = this.#queue.then(() => this.#frame(socket, read));
    this.#queue = work.catch((error: unknown) => {
      // Nothing was acknowledged: the client sends it again after its reconnect.
      log("error", "turn_failed", { error: errorText(error) });
      send(socket, { type: "error", code: "internal" });
      close(socket, 1011, "internal");
    });
    await this.#queue;
  }

  override webSocketClose(socket: WebSocket, code: number): void {
    // 1005 and 1006 are states, not codes: they may not be sent.
    close(socket, code === 1005 || code === 1006 ? 1000 : code, "");
    this.#left(socket);
  }

  override webSocketError(socket: WebSocket): void {
    this.#left(socket);
  }

  /** Never throws: after seven throws the platform drops an alarm for good. */
  override async alarm(): Promise<void> {
    this.#alarmAt = null;
    try {
      await this.#syncInbox();
    } catch (error) {
      log("error", "alarm_failed", { error: errorText(error) });
    }
    await this.#arm();
  }

  exists(): boolean {
    return this.#state !== null;
  }

  requestState(): RequestState | null {
    return this.#state && requestState(this.#state, this.#transcript.recent(1)[0]?.at ?? 0);
  }

  returnSecret(): string | null {
    const state = withReturnSecret(this.#state);
    if (state && this.#state?.returnSecret === undefined) this.#keep("return_link", state);
    return state?.returnSecret ?? null;
  }

  revokeReturnLink(): boolean {
    if (this.#state?.returnSecret === undefined) return true;
    // Made and revoked without end, links would be rows without end.
    if (!this.#revocations.take(Date.now())) return false;
    this.#keep("return_link", withoutReturnSecret(this.#state));
    return true;
  }

  siteByReturnSecret(secret: string): SiteId | null {
    return this.#state && opens(this.#state, secret) ? this.#state.siteId : null;
  }

  endSession(session: string): void {
    for (const socket of this.ctx.getWebSockets("agent")) {
      const { peer } = socket.deserializeAttachment() as Attachment;
      if (peer.role === "agent" && peer.session === session) close(socket, CLOSE.unauthorized, "unauthorized");
    }
  }

  drain(): void {
    for (const socket of this.ctx.getWebSockets()) close(socket, CLOSE.restart, "restart");
  }

  rowsWritten(): Record<string, number> {
    return Object.fromEntries(this.#storage.rows);
  }

  async #frame(socket: WebSocket, read: Exclude<ReadFrame, { kind: "too_big" }>): Promise<void> {
    // Closed for what came before: the rest of its frames would be stored out of order.
    if (socket.readyState !== WebSocket.OPEN) return;
    const attachment = socket.deserializeAttachment() as Attachment;
    if (Date.now() > attachment.expiresAt) return close(socket, CLOSE.unauthorized, "unauthorized");
    const command =
      read.kind === "bad"
        ? ({ kind: "bad", code: "bad_frame", clientId: null } as const)
        : readCommand(read.value, attachment.peer);
    if (command.kind === "frame") return this.#obey(socket, attachment, command.frame);
    const { code, clientId } = command;
    send(socket, clientId === null ? { type: "error", code } : { type: "command.refused", clientId, code });
    // The socket lives until the third time.
    strike(socket, attachment);
  }

  async #obey(socket: WebSocket, attachment: Attachment, frame: VisitorCommand | AgentCommand): Promise<void> {
    if (frame.type === "hello" || frame.type === "history.get") {
      if (!this.#reads.take(Date.now())) return send(socket, { type: "error", code: "too_many" });
      if (frame.type === "hello") return this.#hello(socket, attachment, frame);
      if (frame.stream === "public" || attachment.peer.role === "agent") this.#audience.history(socket, frame);
      return;
    }
    const command = toCommand(frame, attachment);
    const before = this.#state ?? this.#fresh(attachment);
    const [settings, kb] = await Promise.all([
      settingsSnapshot(this.env, Date.now()),
      this.#knowledge(command, before),
    ]);
    // From here to the end of the commit nothing is awaited.
    const state = this.#state ?? before;
    const now = Date.now();
    const result = turn(command, {
      now,
      state,
      transcript: this.#transcript,
      settingsVersion: settings.version,
      hours: findSite(settings, state.siteId)?.hours ?? null,
      respond: (input) => respondSafely(input, kb),
      mayWrite: () => this.#writes.take(now),
    });
    if (result.kind === "changed") this.#commit(result, state);
    this.#answer(socket, result);
    if (result.kind === "changed") {
      this.#audience.broadcast(result.entries, this.#state, state);
      if (result.sync && this.#inbox.ready(Date.now())) this.ctx.waitUntil(this.#syncInbox());
    }
  }

  #fresh({ peer, conversationId }: Attachment): ConversationState {
    if (peer.role !== "visitor") throw new Error("only a visitor begins a conversation");
    return newState(conversationId, peer.siteId, this.#audience.epoch);
  }

  /** Loaded before the turn, and only for a message that the bot will read. */
  #knowledge(command: Command, state: ConversationState) {
    if (command.kind !== "visitor_message" || state.floor !== "bot") return null;
    const locale = command.context?.locale ?? state.context?.locale ?? LOCALES[0];
    return knowledgeBase(this.env, state.siteId, locale);
  }

  /** Rows, state and alarm in one commit: no await inside. A throw leaves memory as it was. */
  #commit(result: Extract<TurnResult, { kind: "changed" }>, before: ConversationState): void {
    const stateChanged = result.state !== before || this.#state === null;
    const state = stateChanged ? { ...result.state, syncedVersion: this.#inbox.acknowledged } : before;
    this.#storage.transaction(() => {
      this.#transcript.append(result.entries);
      if (stateChanged) this.#storage.put("state", "state", state);
    });
    this.#state = state;
    this.#transcript.committed(result.entries);
    void this.#arm();
  }

  /** The state alone, outside of a turn: nothing was said, so no version rises. */
  #keep(cause: string, state: ConversationState): void {
    const kept = { ...state, syncedVersion: this.#inbox.acknowledged };
    this.#storage.put(cause, "state", kept);
    this.#state = kept;
  }

  #answer(socket: WebSocket, result: TurnResult): void {
    if (result.kind === "refused") {
      const { clientId, code, owner } = result;
      const refused = { type: "command.refused", clientId, code } as const;
      return send(socket, owner === undefined ? refused : { ...refused, owner });
    }
    send(socket, { type: "command.acknowledged", ...result.acknowledgement });
  }

  #hello(socket: WebSocket, attachment: Attachment, frame: Hello): void {
    const ready: Attachment = { ...attachment, ready: true };
    socket.serializeAttachment(ready);
    this.#audience.welcome(socket, ready, frame, this.#state ?? this.#fresh(attachment));
  }

  async #syncInbox(): Promise<void> {
    const state = this.#state;
    const upsert = state && ticketUpsert(state, this.#transcript.heads, this.#transcript.lastSaid());
    if (!upsert || upsert.version <= this.#inbox.acknowledged) return;
    const synced = await this.#inbox.run(upsert, Date.now());
    if (synced && this.#state?.ticket && this.#state.ticket.number !== synced.number) {
      const before = this.#state;
      const ticket = { ...this.#state.ticket, number: synced.number };
      this.#keep("state", { ...before, ticket });
      this.#audience.broadcast([], this.#state, before);
    }
    await this.#arm();
  }

  /** Every wake and every commit comes here: work pending means an alarm set. */
  async #arm(): Promise<void> {
    if (!this.#state?.ticket) return;
    const now = Date.now();
    const due = nextDue({ sync: this.#inbox.due(versionOf(this.#transcript.heads), now) });
    // Not before a second from now: the direct call that follows a turn goes first, the alarm is its safety net.
    const at = due === null ? null : Math.max(due, now + 1_000);
    if (at === null || !mustSet(this.#alarmAt, at)) return;
    this.#alarmAt = at;
    await this.#storage.setAlarm("alarm", at);
  }

  #left(socket: WebSocket): void {
    const others = this.ctx.getWebSockets().some((s) => s !== socket);
    const attachment = socket.deserializeAttachment() as Attachment | null;
    if (!others && attachment) openConversations.delete(attachment.conversationId);
  }
}
