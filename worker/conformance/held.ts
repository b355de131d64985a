import type { AgentView, ConversationView, ReadMarks, Typist, Viewer } from "../../protocol/frames.ts";
import type { Message, Stream } from "../../protocol/model.ts";

export type Frame = Record<string, unknown> & { type: string };

/**
 * What a party holds after the frames that came, as docs/protocol.md tells a client to reckon. Throws when the server says
 * two different things of one seq: nothing may mend that silently.
 */
export class Held {
  epoch: string | null = null;
  readonly lists: Record<Stream, Message[]> = { public: [], internal: [] };
  view: ConversationView | null = null;
  ticket: AgentView | null = null;
  read: ReadMarks = { visitor: 0, agent: 0 };
  viewers: Viewer[] = [];
  typing: { who: Typist; on: boolean }[] = [];
  /** Created messages that did not follow on the list: the next answer of the HTTP door brings them, a socket must have none. */
  skipped = 0;

  take(frame: Frame): void {
    switch (frame.type) {
      case "welcome":
        return this.#welcome(frame);
      case "messages.page":
        return this.#page(frame.stream as Stream, frame.messages as Message[]);
      case "message.created":
        return this.#created(frame.message as Message);
      case "conversation.changed":
        this.view = frame.conversation as ConversationView;
        return;
      case "ticket.changed":
        this.ticket = frame.ticket as AgentView;
        return;
      case "read.changed":
        return this.#marks(frame.read as ReadMarks);
      case "viewers.changed":
        this.viewers = frame.viewers as Viewer[];
        return;
      case "typing.changed":
        this.typing.push({ who: frame.who as Typist, on: frame.on as boolean });
    }
  }

  last(stream: Stream): number {
    return this.lists[stream].at(-1)?.seq ?? 0;
  }

  #welcome(frame: Frame): void {
    if (this.epoch !== null && frame.epoch !== this.epoch) {
      for (const list of Object.values(this.lists)) list.length = 0;
    }
    this.epoch = frame.epoch as string;
    this.view = (frame.conversation as ConversationView | undefined) ?? this.view;
    this.ticket = (frame.ticket as AgentView | undefined) ?? this.ticket;
    this.#marks((frame.read as ReadMarks | undefined) ?? this.read);
    this.viewers = (frame.viewers as Viewer[] | undefined) ?? this.viewers;
  }

  /** What was seen stays seen: the server forgets a mark when whoever set it leaves. */
  #marks({ visitor, agent }: ReadMarks): void {
    this.read = { visitor: Math.max(this.read.visitor, visitor), agent: Math.max(this.read.agent, agent) };
  }

  /** Goes on at the end, or is older than the list (`history.get`), or begins it anew behind a gap that was told. */
  #page(stream: Stream, page: readonly Message[]): void {
    const list = this.lists[stream];
    page.forEach((m, i) => {
      if (m.seq !== (page[0]?.seq ?? 0) + i) throw new Error(`a page has a gap before ${m.seq}`);
    });
    const first = list[0]?.seq;
    if (first !== undefined && page.at(-1)?.seq === first - 1) {
      list.unshift(...page);
      return;
    }
    if (page[0] && page[0].seq > this.last(stream) + 1) list.length = 0;
    for (const message of page) this.#append(message);
  }

  #created(message: Message): void {
    const last = this.last(message.stream);
    if (message.seq > last + 1) this.skipped++;
    else this.#append(message);
  }

  #append(message: Message): void {
    const list = this.lists[message.stream];
    if (list.length === 0 || message.seq === this.last(message.stream) + 1) {
      list.push(message);
      return;
    }
    const same = list.find((m) => m.seq === message.seq);
    if (same && JSON.stringify(same) !== JSON.stringify(message))
      throw new Error(`two messages with seq ${message.seq}`);
  }
}
