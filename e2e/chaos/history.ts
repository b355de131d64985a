import type { Stream, TicketStatus } from "../../protocol/model.ts";

/*
 * What a run leaves behind. Written down where a client meets its network, so that the client's own bookkeeping is judged too.
 * Times are ms since 1970 of this machine's clock, which is the server's as well.
 */

/** What of a message is compared: who said what at which place. `said` is the text, or the phrase's or article's name. */
export type Entry = {
  seq: number;
  at: number;
  /** `visitor`, `bot`, `system`, or an agent's id. */
  author: string;
  said: string;
  clientId?: string;
};

/** One client: a tab of a visitor, an agent's view of a conversation, an agent's inbox. */
export type Party = string;

type Seen = { at: number; party: Party };
/** In a conversation, by its id. */
type Here = Seen & { conversation: string };

export type Cause = "kill" | "stop" | "drain" | "cut" | "stall";

export type HistoryRecord =
  /** A person pressed "send". `talk`: which of the planned conversations; its id may not exist yet. */
  | (Seen & { kind: "wrote"; talk: number; stream: Stream; said: string })
  /** A command left a client; a resend is a record of its own. */
  | (Here & { kind: "sent"; clientId: string; command: string; expected?: string | null })
  | (Here & { kind: "acknowledged"; clientId: string; stream?: Stream; seq?: number })
  | (Here & { kind: "refused"; clientId: string; code: string })
  /** A message came, on whatever frame. `explained`: with the bot's explanation. */
  | (Here & { kind: "heard"; stream: Stream; entry: Entry; explained: boolean })
  /** The assignee, by `welcome` or `ticket.changed`. */
  | (Here & { kind: "owner"; owner: string | null })
  /** What a client shows of a stream, as runs of seqs in the order shown: [1, 4], [6, 9] is a gap. */
  | (Here & { kind: "shown"; stream: Stream; runs: [number, number][] })
  /** A message is shown as sent from now on. */
  | (Seen & { kind: "shown_sent"; clientId: string })
  /** A row of the inbox as a console got it. */
  | (Here & { kind: "row"; version: number; number: number; status: TicketStatus; owner: string | null })
  /** `until`: when the server was back, or the connection gone. `point`: where it struck. */
  | { kind: "fault"; at: number; cause: Cause; point: string; until: number }
  /** The server ended and nobody had asked for it. */
  | { kind: "crash"; at: number; words: string }
  /** A client as it stood in the end. `live`: it was to be up to date, not on its way out. */
  | (Seen & {
      kind: "final";
      talk: number;
      conversation: string | null;
      live: boolean;
      lists: Record<Stream, number[]>;
      /** Older messages were not loaded. */
      older: Record<Stream, boolean>;
      pending: { clientId: string; said: string; failed: boolean }[];
    })
  /** All that an agent's inbox knew in the end, after the quiet. */
  | (Seen & { kind: "console"; rows: TrueRow[] })
  /** No more faults from `at` on. `quietAt` null: it never came to rest. `chatter`: requests other than heartbeats after that. */
  | { kind: "calm"; at: number; quietAt: number | null; chatter: number };

/** What fresh readers found in the end. */
export type Truth = { conversations: TrueConversation[]; rows: TrueRow[] };
export type TrueConversation = {
  id: string;
  talk: number;
  /** As its visitor reads it; null: the visitor could not read it. */
  visitor: Entry[] | null;
  /** As an agent reads it. */
  lists: Record<Stream, Entry[]>;
  ticket: { number: number | null; status: TicketStatus; owner: string | null } | null;
};
export type TrueRow = {
  conversation: string;
  version: number;
  number: number;
  status: TicketStatus;
  owner: string | null;
};

/** Append only. */
export class History {
  readonly records: HistoryRecord[] = [];

  add(record: HistoryRecord): void {
    this.records.push(record);
  }
}
