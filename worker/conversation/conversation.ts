import { DurableObject } from "cloudflare:workers";
import type { RequestState } from "../../protocol/api.ts";
import { CLOSE } from "../../protocol/errors.ts";
import { READS_BURST, READS_PER_MINUTE, SOCKETS_PER_ROLE } from "../../protocol/limits.ts";
import type { ConversationId, Person, SiteId } from "../../protocol/model.ts";
import { AppError } from "../app-error.ts";
import type { Env } from "../env.ts";
import type { OpenedFile, Side, Upload, UploadResult } from "../files/upload-types.ts";
import { errorText, log } from "../log.ts";
import type { ConversationPhase, ConversationRpc, Standing } from "../rpc.ts";
import { MeteredStorage } from "../storage/metered.ts";
import { close, readFrame, send, upgradeResponse } from "../storage/sockets.ts";
import { refusal, type TokenHolder } from "./admission.ts";
import { ATTACHMENT_HEADER, type Attachment, decodeAttachment } from "./attachment.ts";
import { Audience } from "./audience.ts";
import { type FrameRead, readCommand } from "./command.ts";
import { ConversationRecord } from "./conversation-record.ts";
import { Deadlines } from "./deadlines.ts";
import { Flood } from "./flood.ts";
import { FrameQueue } from "./frame-queue.ts";
import { join } from "./joining.ts";
import { openConversations } from "./open-conversations.ts";
import { ReturnLink } from "./return-link.ts";
import { Signs } from "./signs.ts";
import { Talk } from "./talk.ts";
import type { ErasureResult } from "./tombstone.ts";
import { Uploads } from "./uploads.ts";
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
  readonly #uploads: Uploads;
  readonly #audience: Audience;
  readonly #queue = new FrameQueue();
  readonly #erasures = new Flood(5, 5);
  /** How often it may be asked how the request stands. */
  readonly #asks = new Flood(READS_BURST, READS_PER_MINUTE);

  constructor(ctx: DurableObjectState, env: Env) {
    super(ctx, env);
    this.#storage = new MeteredStorage(ctx.storage);
    this.#record = new ConversationRecord(this.#storage, env.GENERATION ?? "");
    const audience = new Audience(ctx, this.#record);
    this.#audience = audience;
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
    this.#uploads = new Uploads(env, this.#record, this.#deadlines);
    // Answered by the runtime: a heartbeat wakes nobody.
    ctx.setWebSocketAutoResponse(new WebSocketRequestResponsePair("ping", "pong"));
    void ctx.blockConcurrencyWhile(() => this.#deadlines.woke());
  }

  /** The upgrade. The route has checked token and origin and written down who comes. */
  override async fetch(request: Request): Promise<Response> {
    const attachment = decodeAttachment(request.headers.get(ATTACHMENT_HEADER));
    // What was erased takes nobody in, whatever their token says: it must not begin anew.
    if (!attachment || this.#record.tombstone) return new AppError("not_found").toResponse();
    // An agent may only look at what exists; a visitor's token proves that the conversation is theirs.
    if (attachment.peer.role === "agent" && !this.#record.state) return new AppError("not_found").toResponse();
    const refused = refusal(this.#record.state, attachment.peer);
    if (refused) return new AppError(refused).toResponse();
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
    return this.#requestState();
  }

  returnSecret(): string | null {
    return this.#returnLink.secret();
  }

  revokeReturnLink(): boolean {
    const revoked = this.#returnLink.revoke(Date.now());
    if (revoked) this.#audience.dismiss((peer) => refusal(this.#record.state, peer));
    return revoked;
  }

  siteByReturnSecret(secret: string): { siteId: SiteId; personal: boolean } | null {
    return this.#returnLink.siteBy(secret);
  }

  admits(holder: TokenHolder): boolean {
    return this.#record.tombstone === null && refusal(this.#record.state, holder) === null;
  }

  standing(holder: TokenHolder): Standing {
    if (!this.#asks.take(Date.now())) return { kind: "too_many" };
    if (this.#record.tombstone) return { kind: "erased" };
    if (refusal(this.#record.state, holder)) return { kind: "refused" };
    return { kind: "admitted", request: this.#requestState() };
  }

  identify(person: Person): ReturnType<ConversationRpc["identify"]> {
    return join({ record: this.#record, audience: this.#audience, deadlines: this.#deadlines }, person);
  }

  keepFile(upload: Upload): Promise<UploadResult> {
    return this.#uploads.keep(upload);
  }

  discardFile(id: string): Promise<void> {
    return this.#uploads.discard(id);
  }

  openFile(id: string, by: Side): OpenedFile | null {
    return this.#record.tombstone ? null : this.#record.files.open(id, by);
  }

  phase(): ConversationPhase {
    const { state, tombstone } = this.#record;
    if (tombstone) return "erased";
    if (!state) return "unwritten";
    return state.ticket?.status === "closed" ? "closed" : "open";
  }

  async erase(id: ConversationId, by: TokenHolder | null): Promise<ErasureResult> {
    const { state } = this.#record;
    const refused = by && refusal(state, by);
    if (refused) return { kind: "refused", code: refused };
    // Who came by the link of a signed person's conversation may read and write, as whoever the person has given it to.
    if (by && state?.person && by.person === undefined) return { kind: "refused", code: "forbidden" };
    // Before it there may be a long transcript, after it nothing; but whoever asks without end keeps the Inbox busy.
    if (!this.#erasures.take(Date.now())) return { kind: "too_many" };
    return this.#deadlines.erase(id);
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

  #requestState(): RequestState | null {
    const { state, transcript } = this.#record;
    return state && requestState(state, transcript.recent(1)[0]?.at ?? 0);
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
