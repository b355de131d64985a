import { CLOSE } from "../../protocol/errors.ts";
import type { ConversationEvent, Hello } from "../../protocol/frames.ts";
import { BACKLOG_MESSAGES, PAGE_BYTES, PAGE_MESSAGES } from "../../protocol/limits.ts";
import type { Message, Stream } from "../../protocol/model.ts";
import { close, send } from "../storage/sockets.ts";
import type { Attachment } from "./attachment.ts";
import type { ConversationRecord } from "./conversation-record.ts";
import { readMarksOf, viewersOf } from "./presence.ts";
import type { ConversationState } from "./state.ts";
import { agentView, visitorMessage, visitorView } from "./view.ts";

/** A socket that has said hello and may still hear, with what is kept in its attachment. */
export type Listener = Attachment & { socket: WebSocket };

/**
 * Everybody who listens. Agents hear both streams, visitors only the public one and that without explanations: the two
 * kinds of sockets are told apart by the tag that the route gave them.
 */
export class Audience {
  readonly #ctx: DurableObjectState;
  readonly #record: ConversationRecord;

  constructor(ctx: DurableObjectState, record: ConversationRecord) {
    this.#ctx = ctx;
    this.#record = record;
  }

  /** `before`: the state until now, null for a conversation that begins. */
  broadcast(entries: readonly Message[], before: ConversationState | null): void {
    const now = this.#record.state;
    const visitors = this.#sockets("visitor");
    const agents = this.#sockets("agent");
    for (const message of entries) {
      each(agents, { type: "message.created", message });
      if (message.stream === "public") each(visitors, { type: "message.created", message: visitorMessage(message) });
    }
    if (!now || now === before) return;
    each(visitors, { type: "conversation.changed", conversation: visitorView(now) });
    each(agents, { type: "ticket.changed", ticket: agentView(now) });
  }

  /** Everybody of that side who is here now, or those of them that `to` picks. */
  tell(role: "visitor" | "agent", event: ConversationEvent, to: (listener: Listener) => boolean = () => true): void {
    each(
      this.#listeners(role)
        .filter(to)
        .map(({ socket }) => socket),
      event,
    );
  }

  /** Puts out (4401) the visitors for whom there is a reason. Their other sockets are refused before they open. */
  dismiss(reason: (peer: Attachment["peer"]) => string | null): void {
    for (const socket of this.#ctx.getWebSockets("visitor")) {
      const why = reason((socket.deserializeAttachment() as Attachment).peer);
      if (why !== null) close(socket, CLOSE.unauthorized, why);
    }
  }

  /** Everybody, agents too: the conversation is no more. They ask the session route why, and learn it there. */
  putOut(): void {
    for (const socket of this.#ctx.getWebSockets()) close(socket, CLOSE.unauthorized, "erased");
  }

  present(): Listener[] {
    return [...this.#listeners("visitor"), ...this.#listeners("agent")];
  }

  /** Answer to `hello`: the state, then what the client lacks. */
  welcome(
    socket: WebSocket,
    { peer }: Attachment,
    { have, epoch }: Omit<Hello, "type">,
    state: ConversationState,
  ): void {
    const { heads } = this.#record.transcript;
    const ours = this.#record.epochOf(state);
    const same = epoch === ours;
    const present = this.present();
    const common = { type: "welcome", epoch: ours, now: Date.now(), read: readMarksOf(present, heads.public) } as const;
    if (peer.role === "visitor") {
      tell(socket, { ...common, heads: { public: heads.public }, conversation: visitorView(state) });
      this.#backlog(socket, "public", same ? have.public : 0, false);
    } else {
      tell(socket, { ...common, heads, ticket: agentView(state), viewers: viewersOf(present) });
      this.#backlog(socket, "public", same ? have.public : 0, true);
      this.#backlog(socket, "internal", same ? (have.internal ?? 0) : 0, true);
    }
  }

  /** Older messages on request. Visitors have been sieved out of the internal stream by the caller. */
  history(socket: WebSocket, { stream, before }: { stream: Stream; before: number }): void {
    const agent = (socket.deserializeAttachment() as Attachment).peer.role === "agent";
    const found = this.#record.transcript.range(stream, { before, limit: PAGE_MESSAGES }, agent);
    const page = pages(agent ? found : found.map(visitorMessage)).at(-1) ?? [];
    const [from, to] = [page[0]?.seq ?? before, page.at(-1)?.seq ?? before - 1];
    tell(socket, { type: "messages.page", stream, from, to, messages: page, more: false });
  }

  /** The newest BACKLOG_MESSAGES at most; a `from` beyond `have` + 1 tells the client that older ones were left out. */
  #backlog(socket: WebSocket, stream: Stream, have: number, agent: boolean): void {
    const { transcript } = this.#record;
    const head = transcript.heads[stream];
    // A client that has more than we do lived with another past: it gets ours from the start.
    const missing = have > head ? head : head - have;
    if (missing <= 0) return;
    const limit = Math.min(missing, BACKLOG_MESSAGES);
    const found = transcript.range(stream, { before: head + 1, limit }, agent);
    const parts = pages(agent ? found : found.map(visitorMessage));
    parts.forEach((messages, i) => {
      const [from, to] = [messages[0]?.seq ?? 0, messages.at(-1)?.seq ?? 0];
      tell(socket, { type: "messages.page", stream, from, to, messages, more: i + 1 < parts.length });
    });
  }

  #sockets(role: "visitor" | "agent"): WebSocket[] {
    return this.#listeners(role).map(({ socket }) => socket);
  }

  #listeners(role: "visitor" | "agent"): Listener[] {
    const now = Date.now();
    return this.#ctx.getWebSockets(role).flatMap((socket) => {
      const attachment = socket.deserializeAttachment() as Attachment;
      if (now > attachment.expiresAt) close(socket, CLOSE.unauthorized, "unauthorized");
      const listens = attachment.ready && socket.readyState === WebSocket.OPEN;
      return listens ? [{ ...attachment, socket }] : [];
    });
  }
}

/** Parts of at most PAGE_MESSAGES and about PAGE_BYTES, in order, none empty. */
function pages(messages: readonly Message[]): Message[][] {
  const parts: Message[][] = [];
  let size = Number.POSITIVE_INFINITY;
  for (const message of messages) {
    // Units of UTF-16: good enough for a bound that has room to spare.
    const length = JSON.stringify(message).length;
    const last = parts.at(-1);
    if (last && last.length < PAGE_MESSAGES && size + length <= PAGE_BYTES) {
      last.push(message);
      size += length;
    } else {
      parts.push([message]);
      size = length;
    }
  }
  return parts;
}

function tell(socket: WebSocket, event: ConversationEvent): void {
  send(socket, event);
}

function each(sockets: readonly WebSocket[], event: ConversationEvent): void {
  for (const socket of sockets) send(socket, event);
}
