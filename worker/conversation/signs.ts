import type { AgentCommand, ConversationEvent, VisitorCommand } from "../../protocol/frames.ts";
import { SIGNS_BURST, SIGNS_PER_MINUTE } from "../../protocol/limits.ts";
import type { Attachment } from "./attachment.ts";
import type { Audience, Listener } from "./audience.ts";
import type { ConversationRecord } from "./conversation-record.ts";
import { Flood } from "./flood.ts";
import { changesViewers, isTyping, readMarksOf, sameParty, viewersOf } from "./presence.ts";

export type Sign = Extract<VisitorCommand | AgentCommand, { type: "typing.set" | "read.set" }>;

/** What passes between people without a word: typing, reading, coming and going. Never waits in the queue, never writes. */
export class Signs {
  readonly #audience: Audience;
  readonly #record: ConversationRecord;
  /** For each side, so that a visitor's noise does not silence the agents. */
  readonly #budget = {
    visitor: new Flood(SIGNS_BURST, SIGNS_PER_MINUTE),
    agent: new Flood(SIGNS_BURST, SIGNS_PER_MINUTE),
  };

  constructor(audience: Audience, record: ConversationRecord) {
    this.#audience = audience;
    this.#record = record;
  }

  hear(socket: WebSocket, sign: Sign): void {
    const attachment = socket.deserializeAttachment() as Attachment;
    const now = Date.now();
    // What a socket still brings that was closed from here is nobody's word.
    if (socket.readyState !== WebSocket.OPEN) return;
    if (!attachment.ready || now > attachment.expiresAt || !this.#budget[attachment.peer.role].take(now)) return;
    if (sign.type === "typing.set") this.#typing(socket, attachment, sign.on, now);
    else this.#read(socket, attachment, sign.seq);
  }

  /** A first `hello`. The newcomer has the list in its welcome. */
  came(socket: WebSocket, attachment: Attachment): void {
    if (changesViewers(attachment, this.#others(socket))) this.#tellViewers(this.#audience.present(), socket);
  }

  left(socket: WebSocket, attachment: Attachment): void {
    if (!attachment.ready || attachment.door === "http") return;
    const others = this.#others(socket);
    const { peer } = attachment;
    const now = Date.now();
    if (isTyping([attachment], peer, now) && !isTyping(others, peer, now)) this.#tellTyping(peer, false);
    if (changesViewers(attachment, others)) this.#tellViewers(others, socket);
  }

  #typing(socket: WebSocket, attachment: Attachment, on: boolean, now: number): void {
    const { typingAt: _, ...still } = attachment;
    // Another tab of the same person goes on typing; and who did not type has not stopped, as far as a socket lives to know it.
    const wasTyping = isTyping([attachment], attachment.peer, now) || attachment.door === "http";
    socket.serializeAttachment(on ? { ...still, typingAt: now } : still);
    if (on || (wasTyping && !isTyping(this.#others(socket), attachment.peer, now))) {
      this.#tellTyping(attachment.peer, on);
    }
  }

  #read(socket: WebSocket, attachment: Attachment, seq: number): void {
    const head = this.#record.transcript.heads.public;
    const read = Math.min(seq, head);
    if (read <= (attachment.read ?? 0)) return;
    const before = readMarksOf(this.#audience.present(), head);
    socket.serializeAttachment({ ...attachment, read });
    const now = readMarksOf(this.#audience.present(), head);
    if (now.visitor === before.visitor && now.agent === before.agent) return;
    const event: ConversationEvent = { type: "read.changed", read: now };
    this.#audience.tell("visitor", event);
    this.#audience.tell("agent", event);
  }

  #tellTyping(peer: Attachment["peer"], on: boolean): void {
    if (peer.role === "visitor") {
      return this.#audience.tell("agent", { type: "typing.changed", who: { kind: "visitor" }, on });
    }
    const { id, name } = peer.agent;
    const others = (to: Listener) => !sameParty(to.peer, peer);
    this.#audience.tell("agent", { type: "typing.changed", who: { kind: "agent", name, id }, on }, others);
    const { floor, ticket } = this.#record.state ?? {};
    // Visitors know of their own agent only.
    if (floor !== "human" || ticket?.assignee?.id !== id) return;
    this.#audience.tell("visitor", { type: "typing.changed", who: { kind: "agent", name }, on });
  }

  #tellViewers(present: readonly Listener[], except: WebSocket): void {
    const event: ConversationEvent = { type: "viewers.changed", viewers: viewersOf(present) };
    this.#audience.tell("agent", event, ({ socket }) => socket !== except);
  }

  #others(socket: WebSocket): Listener[] {
    return this.#audience.present().filter((listener) => listener.socket !== socket);
  }
}
