import { DurableObject } from "cloudflare:workers";
import type { RequestState } from "../../protocol/api.ts";
import { CLOSE } from "../../protocol/errors.ts";
import { SOCKETS_PER_ROLE } from "../../protocol/limits.ts";
import type { SiteId } from "../../protocol/model.ts";
import { AppError } from "../app-error.ts";
import type { Env } from "../env.ts";
import { errorText, log } from "../log.ts";
import type { ConversationRpc } from "../rpc.ts";
import { MeteredStorage } from "../storage/metered.ts";
import { close, readFrame, send, upgradeResponse } from "../storage/sockets.ts";
import { ATTACHMENT_HEADER, type Attachment, decodeAttachment } from "./attachment.ts";
import { Audience } from "./audience.ts";
import { type FrameRead, readCommand } from "./command.ts";
import { ConversationRecord } from "./conversation-record.ts";
import { Deadlines } from "./deadlines.ts";
import { FrameQueue } from "./frame-queue.ts";
import { openConversations } from "./open-conversations.ts";
import { ReturnLink } from "./return-link.ts";
import { Signs } from "./signs.ts";
import { Talk } from "./talk.ts";
import { requestState, type TicketUpsert } from "./view.ts";

/**
 * One conversation: the truth of its messages, its floor and its ticket. This class is its doors: sockets, calls of other objects,
 * the alarm. What is said is carried out in talk.ts, what falls due in deadlines.ts, what passes without a word in signs.ts.
 */
export class Conversation extends DurableObject<Env> implements ConversationRpc {
  readonly #storage: MeteredStorage;
  readonly #record: ConversationRecord;
  readonly #deadlines: Deadlines;
  readonly #signs: Signs;
  readonly #talk: Talk;
  readonly #returnLink: ReturnLink;
  readonly #queue = new FrameQueue();

  constructor(ctx: DurableObjectState, env: Env) {
    super(ctx, env);
    this.#storage = new MeteredStorage(ctx.storage);
    this.#record = new ConversationRecord(this.#storage, env.GENERATION ?? "");
    const audience = new Audience(ctx, this.#record);
    this.#deadlines = new Deadlines({
      env,
      storage: this.#storage,
      record: this.#record,
      audience,
      waitUntil: (work) => ctx.waitUntil(work),
    });
    this.#signs = new Signs(audience, this.#record);
    this.#talk = new Talk({ env, record: this.#record, audience, deadlines: this.#deadlines, signs: this.#signs });
    this.#returnLink = new ReturnLink(this.#record);
    // Answered by the runtime: a heartbeat wakes nobody.
    ctx.setWebSocketAutoResponse(new WebSocketRequestResponsePair("ping", "pong"));
    void ctx.blockConcurrencyWhile(() => this.#deadlines.woke());
  }

  /** The upgrade. The route has checked token and origin and written down who comes. */
  override async fetch(request: Request): Promise<Response> {
    const attachment = decodeAttachment(request.headers.get(ATTACHMENT_HEADER));
    if (!attachment) return new AppError("not_found").toResponse();
    // An agent may only look at what exists; a visitor's token proves that the conversation is theirs.
    if (attachment.peer.role === "agent" && !this.#record.state) return new AppError("not_found").toResponse();
    if (!this.#hasRoom(attachment.peer.role)) return new AppError("too_many", { retryAfterMs: 30_000 }).toResponse();
    const { 0: client, 1: server } = new WebSocketPair();
    this.ctx.acceptWebSocket(server, [attachment.peer.role]);
    server.serializeAttachment(attachment);
    openConversations.add(attachment.conversationId);
    return upgradeResponse(client);
  }

  override async webSocketMessage(socket: WebSocket, data: string | ArrayBuffer): Promise<void> {
    // Size and shape before the queue: what waits in memory holds known fields only.
    const read = readFrame(data);
    if (read.kind === "too_big") {
      send(socket, { type: "error", code: "too_big" });
      return close(socket, CLOSE.tooBig, "too_big");
    }
    const { peer } = socket.deserializeAttachment() as Attachment;
    const frame: FrameRead =
      read.kind === "bad" ? { kind: "bad", code: "bad_frame", clientId: null } : readCommand(read.value, peer);
    if (frame.kind === "sign") return this.#signs.hear(socket, frame.sign);
    const taken = await this.#queue.add(
      peer.role,
      () => this.#talk.frame(socket, frame),
      (error) => {
        // Nothing was acknowledged: the client sends it again after its reconnect.
        log("error", "turn_failed", { error: errorText(error) });
        send(socket, { type: "error", code: "internal" });
        close(socket, 1011, "internal");
      },
    );
    if (!taken) this.#talk.refuse(socket, frame, "too_many");
  }

  override webSocketClose(socket: WebSocket, code: number): void {
    // 1005 and 1006 are states, not codes: they may not be sent.
    close(socket, code === 1005 || code === 1006 ? 1000 : code, "");
    this.#left(socket);
  }

  override webSocketError(socket: WebSocket): void {
    this.#left(socket);
  }

  override alarm(): Promise<void> {
    return this.#deadlines.alarm();
  }

  exists(): boolean {
    return this.#record.state !== null;
  }

  requestState(): RequestState | null {
    const { state, transcript } = this.#record;
    return state && requestState(state, transcript.recent(1)[0]?.at ?? 0);
  }

  returnSecret(): string | null {
    return this.#returnLink.secret();
  }

  revokeReturnLink(): boolean {
    return this.#returnLink.revoke(Date.now());
  }

  siteByReturnSecret(secret: string): SiteId | null {
    return this.#returnLink.siteBy(secret);
  }

  ticketState(): TicketUpsert | null {
    return this.#deadlines.ticketState();
  }

  reportTicket(): Promise<boolean> {
    return this.#deadlines.reportTicket();
  }

  endSessions(sessions: string[]): void {
    for (const socket of this.ctx.getWebSockets("agent")) {
      const { peer } = socket.deserializeAttachment() as Attachment;
      if (peer.role === "agent" && sessions.includes(peer.session)) close(socket, CLOSE.unauthorized, "unauthorized");
    }
  }

  drain(): void {
    for (const socket of this.ctx.getWebSockets()) close(socket, CLOSE.restart, "restart");
  }

  rowsWritten(): Record<string, number> {
    return Object.fromEntries(this.#storage.rows);
  }

  /** A question of the HTTP door whose asker has gone may hold its socket until its wait is over: it gives way to one that is here. */
  #hasRoom(role: Attachment["peer"]["role"]): boolean {
    const held = this.ctx.getWebSockets(role).filter((socket) => socket.readyState === WebSocket.OPEN);
    if (held.length < SOCKETS_PER_ROLE) return true;
    const spare = held.find((socket) => (socket.deserializeAttachment() as Attachment).door === "http");
    if (spare) close(spare, CLOSE.restart, "replaced");
    return spare !== undefined;
  }

  #left(socket: WebSocket): void {
    const attachment = socket.deserializeAttachment() as Attachment | null;
    if (!attachment) return;
    this.#signs.left(socket, attachment);
    const others = this.ctx.getWebSockets().some((s) => s !== socket);
    if (!others) openConversations.delete(attachment.conversationId);
  }
}
