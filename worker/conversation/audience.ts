import { CLOSE } from "../../protocol/errors.ts";
import type { ConversationEvent, Hello } from "../../protocol/frames.ts";
import { BACKLOG_MESSAGES, PAGE_BYTES, PAGE_MESSAGES } from "../../protocol/limits.ts";
import type { Message, Stream } from "../../protocol/model.ts";
import { close, send } from "../storage/sockets.ts";
import type { Attachment } from "./attachment.ts";
import type { ConversationState } from "./state.ts";
import type { SqlTranscript } from "./transcript.ts";
import { agentView, visitorMessage, visitorView } from "./view.ts";

/**
 * Everybody who listens. Agents hear both streams, visitors only the public one and that without explanations: the two
 * kinds of sockets are told apart by the tag that the route gave them.
 */
export class Audience {
  readonly #ctx: DurableObjectState;
  readonly #transcript: SqlTranscript;
  /** Of a conversation that nobody has written to yet; the stored one wins. */
  readonly epoch = crypto.randomUUID();

  constructor(ctx: DurableObjectState, transcript: SqlTranscript) {
    this.#ctx = ctx;
    this.#transcript = transcript;
  }

  broadcast(entries: readonly Message[], now: ConversationState | null, before: ConversationState): void {
    const visitors = this.#ready("visitor");
    const agents = this.#ready("agent");
    for (const message of entries) {
      each(agents, { type: "message.created", message });
      if (message.stream === "public") each(visitors, { type: "message.created", message: visitorMessage(message) });
    }
    if (!now || now === before) return;
    each(visitors, { type: "conversation.changed", conversation: visitorView(now) });
    each(agents, { type: "ticket.changed", ticket: agentView(now) });
  }

  /** Answer to `hello`: the state, then what the client lacks. */
  welcome(socket: WebSocket, { peer }: Attachment, { have, epoch }: Hello, state: ConversationState): void {
    const { heads } = this.#transcript;
    const same = epoch === state.epoch;
    const now = Date.now();
    if (peer.role === "visitor") {
      const conversation = visitorView(state);
      tell(socket, { type: "welcome", epoch: state.epoch, now, heads: { public: heads.public }, conversation });
      this.#backlog(socket, "public", same ? have.public : 0, false);
    } else {
      tell(socket, { type: "welcome", epoch: state.epoch, now, heads, ticket: agentView(state) });
      this.#backlog(socket, "public", same ? have.public : 0, true);
      this.#backlog(socket, "internal", same ? (have.internal ?? 0) : 0, true);
    }
  }

  /** Older messages on request. Visitors have been sieved out of the internal stream by the caller. */
  history(socket: WebSocket, { stream, before }: { stream: Stream; before: number }): void {
    const agent = (socket.deserializeAttachment() as Attachment).peer.role === "agent";
    const found = this.#transcript.range(stream, { before, limit: PAGE_MESSAGES }, agent);
    const page = pages(agent ? found : found.map(visitorMessage)).at(-1) ?? [];
    const [from, to] = [page[0]?.seq ?? before, page.at(-1)?.seq ?? before - 1];
    tell(socket, { type: "messages.page", stream, from, to, messages: page, more: false });
  }

  /** The newest BACKLOG_MESSAGES at most; a `from` beyond `have` + 1 tells the client that older ones were left out. */
  #backlog(socket: WebSocket, stream: Stream, have: number, agent: boolean): void {
    const head = this.#transcript.heads[stream];
    // A client that has more than we do lived with another past: it gets ours from the start.
    const missing = have > head ? head : head - have;
    if (missing <= 0) return;
    const limit = Math.min(missing, BACKLOG_MESSAGES);
    const found = this.#transcript.range(stream, { before: head + 1, limit }, agent);
    const parts = pages(agent ? found : found.map(visitorMessage));
    parts.forEach((messages, i) => {
      const [from, to] = [messages[0]?.seq ?? 0, messages.at(-1)?.seq ?? 0];
      tell(socket, { type: "messages.page", stream, from, to, messages, more: i + 1 < parts.length });
    });
  }

  #ready(role: "visitor" | "agent"): WebSocket[] {
    const now = Date.now();
    return this.#ctx.getWebSockets(role).filter((socket) => {
      const { ready, expiresAt } = socket.deserializeAttachment() as Attachment;
      if (now > expiresAt) close(socket, CLOSE.unauthorized, "unauthorized");
      return ready && now <= expiresAt;
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
