import { maskCardNumbers } from "../../protocol/card-numbers.ts";
import { CLOSE, type ErrorCode } from "../../protocol/errors.ts";
import type { Hello } from "../../protocol/frames.ts";
import { MESSAGES_BURST, MESSAGES_PER_MINUTE, READS_BURST, READS_PER_MINUTE } from "../../protocol/limits.ts";
import { SPOKEN } from "../../protocol/model.ts";
import type { Env } from "../env.ts";
import { failPoint } from "../fail-point.ts";
import { close, send, strike } from "../storage/sockets.ts";
import { consentTexts } from "../workspace/consent-text.ts";
import { findSite } from "../workspace/settings.ts";
import { settingsSnapshot } from "../workspace/snapshot.ts";
import { refusal } from "./admission.ts";
import type { Attachment } from "./attachment.ts";
import type { Audience } from "./audience.ts";
import { botKnowledge } from "./bot-knowledge.ts";
import { type Frame, type FrameRead, toCommand } from "./command.ts";
import type { ConversationRecord } from "./conversation-record.ts";
import type { Deadlines } from "./deadlines.ts";
import { Flood } from "./flood.ts";
import { vouched } from "./person.ts";
import { PersonAttributes } from "./person-attributes.ts";
import { respondSafely } from "./respond-safely.ts";
import type { Signs } from "./signs.ts";
import { siteName } from "./site-name.ts";
import { type ConversationState, newState } from "./state.ts";
import { turn } from "./turn.ts";
import type { Command, TurnResult } from "./turn-types.ts";

type Around = { env: Env; record: ConversationRecord; audience: Audience; deadlines: Deadlines; signs: Signs };
type Waiting = Exclude<FrameRead, { kind: "sign" }>;

/**
 * Carries out what comes through the sockets, one frame at a time. A turn is synchronous and its rows, state and alarm are one
 * commit; then acknowledge, then broadcast, then tell the Inbox.
 */
export class Talk {
  readonly #around: Around;
  readonly #writes = new Flood(MESSAGES_BURST, MESSAGES_PER_MINUTE);
  /** For each side, so that a visitor who reads without end does not keep the agents out. */
  readonly #reads = {
    visitor: new Flood(READS_BURST, READS_PER_MINUTE),
    agent: new Flood(READS_BURST, READS_PER_MINUTE),
  };
  readonly #attributes: PersonAttributes;
  /** Whoever lies about what they have makes everybody load again: a row and a backlog for each. */
  readonly #renewals = new Flood(3, 0.1);

  constructor(around: Around) {
    this.#around = around;
    this.#attributes = new PersonAttributes(around.env);
  }

  async frame(socket: WebSocket, read: Waiting): Promise<void> {
    // Closed for what came before: the rest of its frames would be stored out of order.
    if (socket.readyState !== WebSocket.OPEN) return;
    const attachment = socket.deserializeAttachment() as Attachment;
    if (Date.now() > attachment.expiresAt) return close(socket, CLOSE.unauthorized, "unauthorized");
    // It has become somebody's, and this socket has outlived that.
    if (refusal(this.#around.record.state, attachment.peer)) return close(socket, CLOSE.unauthorized, "unauthorized");
    if (read.kind === "frame") return this.#obey(socket, attachment, read.frame);
    this.refuse(socket, read, read.code);
    // The socket lives until the third time.
    strike(socket, attachment);
  }

  /** With the client id, if there is one: the sender learns which command it was. */
  refuse(socket: WebSocket, read: Waiting, code: ErrorCode): void {
    const clientId = read.kind === "bad" ? read.clientId : "clientId" in read.frame ? read.frame.clientId : null;
    send(socket, clientId === null ? { type: "error", code } : { type: "command.refused", clientId, code });
  }

  async #obey(socket: WebSocket, attachment: Attachment, frame: Frame): Promise<void> {
    if (frame.type === "hello" || frame.type === "history.get") {
      if (!this.#reads[attachment.peer.role].take(Date.now())) return send(socket, { type: "error", code: "too_many" });
      if (frame.type === "hello") return this.#hello(socket, attachment, frame);
      const { audience } = this.#around;
      if (frame.stream === "public" || attachment.peer.role === "agent") audience.history(socket, frame);
      return;
    }
    const { env, record, audience, deadlines } = this.#around;
    const command = toCommand(frame, attachment);
    const expected = record.state ?? this.#fresh(attachment);
    const [settings, name, knowledge, held] = await Promise.all([
      settingsSnapshot(env, Date.now()),
      // Only for whoever agrees to something: it may stand in the text.
      "consent" in command && command.consent !== undefined ? siteName(env, expected.siteId) : null,
      this.#knowledge(command, expected),
      this.#attributes.before(Date.now(), expected, attachment.peer),
    ]);
    // From here to the end of the commit nothing is awaited.
    if (record.tombstone) return;
    const before = record.state;
    if (this.#refused(socket, attachment, frame, findSite(settings, expected.siteId)?.identityRequired)) return;
    const state = vouched(before ?? expected, attachment.peer, held);
    const now = Date.now();
    const site = findSite(settings, state.siteId);
    const result = turn(command, {
      now,
      state,
      transcript: record.transcript,
      settingsVersion: settings.version,
      hours: site?.hours ?? null,
      consents: name ? consentTexts(site, name) : [],
      respond: (input) => respondSafely({ ...input, others: knowledge?.others ?? [] }, knowledge?.own ?? null),
      mayWrite: () => this.#writes.take(now),
      attached: (ids, by) => record.files.named(ids, by),
    });
    if (result.kind !== "changed") return answer(socket, result);
    record.commit(result);
    deadlines.committed(now);
    const stop = failPoint(env, "stored");
    if (stop) await stop;
    answer(socket, result);
    audience.broadcast(result.entries, before);
    if (result.sync) deadlines.syncSoon(now);
  }

  /** Puts out all whom the site, as it is set now, lets in no more; true: this one among them. */
  #refused(socket: WebSocket, { peer }: Attachment, frame: Frame, identityRequired = false): boolean {
    const { record, audience } = this.#around;
    const code = refusal(record.state, peer, identityRequired);
    if (code) this.refuse(socket, { kind: "frame", frame }, code);
    if (code || identityRequired) audience.dismiss((other) => refusal(record.state, other, identityRequired));
    return code !== null;
  }

  #fresh({ peer, conversationId }: Attachment): ConversationState {
    if (peer.role !== "visitor") throw new Error("only a visitor begins a conversation");
    return newState(conversationId, peer.siteId, this.#around.record.freshEpoch);
  }

  /** Loaded before the turn, and only for a message that the bot will read. */
  #knowledge(command: Command, state: ConversationState) {
    if (command.kind !== "visitor_message" || state.floor !== "bot") return null;
    const locale = command.context?.locale ?? state.context?.locale ?? SPOKEN[0];
    const said = { text: maskCardNumbers(command.text), pick: command.choice?.pick };
    const last = this.#around.record.transcript.recent(1)[0];
    return botKnowledge(this.#around.env, state.siteId, locale, said, last?.body ?? null);
  }

  #hello(socket: WebSocket, attachment: Attachment, frame: Hello): void {
    const { record, audience, deadlines, signs } = this.#around;
    const now = Date.now();
    if (this.#provesRestore(attachment, frame) && this.#renewals.take(now)) deadlines.restored(now, socket);
    const ready: Attachment = { ...attachment, ready: true };
    socket.serializeAttachment(ready);
    audience.welcome(socket, ready, frame, record.state ?? this.#fresh(attachment));
    if (!attachment.ready) signs.came(socket, ready);
  }

  /** Our own epoch, and more than we have: we have lost what the client still knows, so a copy from yesterday was put back. */
  #provesRestore({ peer }: Attachment, { have, epoch }: Hello): boolean {
    const { record } = this.#around;
    const { state, transcript } = record;
    if (!state || epoch !== record.epochOf(state)) return false;
    const more = peer.role === "agent" && (have.internal ?? 0) > transcript.heads.internal;
    return have.public > transcript.heads.public || more;
  }
}

function answer(socket: WebSocket, result: TurnResult): void {
  if (result.kind === "refused") {
    const { clientId, code, owner } = result;
    const refused = { type: "command.refused", clientId, code } as const;
    return send(socket, owner === undefined ? refused : { ...refused, owner });
  }
  send(socket, { type: "command.acknowledged", ...result.acknowledgement });
}
