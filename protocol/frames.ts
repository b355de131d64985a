import * as z from "zod";
import type { ErrorCode } from "./errors.ts";
import {
  ATTRIBUTE_NAME_MAX,
  ATTRIBUTES_MAX,
  CONTACT_MAX,
  CONTEXT_FIELD_MAX,
  FILES_PER_MESSAGE,
  RATING_TEXT_MAX,
  SUMMARY_MAX,
} from "./limits.ts";
import {
  type Agent,
  CLIENT_ID,
  type Consent,
  type ConversationId,
  FILE_ID,
  type Floor,
  type Message,
  type Person,
  type Rating,
  SPOKEN,
  type Stream,
  type Ticket,
  type TicketSummary,
  type VisitorContext,
  type VisitorStatus,
} from "./model.ts";

/*
 * Frames are JSON texts with a `type`: commands in the imperative (client), events in the past (server).
 * zod objects drop unknown fields, so a forged author, role, seq or time never reaches the turn.
 */

const clientId = z.string().regex(CLIENT_ID);
const seq = z.int().nonnegative();
/** Cut, not refused: the visitor did not write these. */
const contextField = z.string().transform((s) => [...s].slice(0, CONTEXT_FIELD_MAX).join(""));
const locale = z.enum(SPOKEN);
/** The first ATTRIBUTES_MAX that are texts; others are dropped: a page that says too much must not cost its visitor the message. */
const attributes = z.record(z.string(), z.unknown()).transform((all) => {
  const kept = Object.entries(all)
    .filter((entry): entry is [string, string] => typeof entry[1] === "string" && entry[0].length <= ATTRIBUTE_NAME_MAX)
    .slice(0, ATTRIBUTES_MAX);
  return Object.fromEntries(kept.map(([name, value]) => [name, [...value].slice(0, CONTEXT_FIELD_MAX).join("")]));
});
/** Files that were uploaded to this conversation before. */
const files = z.array(z.string().regex(FILE_ID)).max(FILES_PER_MESSAGE).optional();

export const pageContext = z.object({
  locale,
  timeZone: contextField,
  pageUrl: contextField,
  pageTitle: contextField,
  referrer: contextField,
  /** Of `setContext`; absent: none. */
  attributes: attributes.optional(),
});

/** First frame on every conversation socket: what this client has already. */
export const hello = z.object({
  type: z.literal("hello"),
  have: z.object({ public: seq, internal: seq.optional() }),
  epoch: z.string().max(64).nullable(),
});

/** Visitor or agent. Text length is judged by the turn, so that a text too long is `too_big` with its client id. */
export const messageSend = z.object({
  type: z.literal("message.send"),
  clientId,
  text: z.string(),
  /** Button that was pressed: of which bot message (its seq, 0 for the panel's own button) and what. */
  choice: z.object({ of: seq, pick: z.string().max(200) }).optional(),
  files,
  /** Visitors: language and page at the time of writing. */
  context: pageContext.optional(),
  /** Visitors: the version of the consent text (HomeResponse) that they have agreed to. Another one than the present is `consent_required`. */
  consent: z.string().max(64).optional(),
});

/** Visitor: how to reach them (e-mail or phone), one optional field. */
export const contactSet = z.object({
  type: z.literal("contact.set"),
  clientId,
  /** What it must look like is judged by the turn: a typing error is no bad frame. */
  contact: z.string().trim().max(CONTACT_MAX),
});

/** Visitor, after "solved": yes closes the request, no opens it again. */
export const ticketConfirm = z.object({ type: z.literal("ticket.confirm"), clientId, solved: z.boolean() });
/** Visitor, of a solved request; a later one replaces it. */
export const ratingSet = z.object({
  type: z.literal("rating.set"),
  clientId,
  stars: z.int().min(1).max(5),
  /** Cut, not refused: the stars count. */
  text: z
    .string()
    .trim()
    .transform((s) => [...s].slice(0, RATING_TEXT_MAX).join("")),
});

export const historyGet = z.object({
  type: z.literal("history.get"),
  stream: z.enum(["public", "internal"]),
  before: z.int().positive(),
});

/** Both: I am writing, or I have stopped. No client id and no answer; never stored. Sent again within TYPING_MS while it holds. */
export const typingSet = z.object({ type: z.literal("typing.set"), on: z.boolean() });
/** Both: I have seen the public stream up to here. No client id and no answer; never stored. */
export const readSet = z.object({ type: z.literal("read.set"), seq });

/** Agents from here on. */
export const noteAdd = z.object({ type: z.literal("note.add"), clientId, text: z.string() });
/** Take over: compare-and-set. `expected` is the assignee that the agent sees, null for none. */
export const ticketClaim = z.object({
  type: z.literal("ticket.claim"),
  clientId,
  expected: z.string().max(40).nullable(),
});
/** `summary`: what was done, one line for the visitor; absent or empty: nothing is said. */
export const ticketResolve = z.object({
  type: z.literal("ticket.resolve"),
  clientId,
  summary: z
    .string()
    .trim()
    .transform((s) => [...s.replaceAll(/\s+/g, " ")].slice(0, SUMMARY_MAX).join(""))
    .optional(),
});
/** Hand the conversation back to the bot. */
export const floorReturn = z.object({ type: z.literal("floor.return"), clientId });

export const visitorCommand = z.discriminatedUnion("type", [
  hello,
  messageSend,
  contactSet,
  ticketConfirm,
  ratingSet,
  historyGet,
  typingSet,
  readSet,
]);
export const agentCommand = z.discriminatedUnion("type", [
  hello,
  messageSend,
  historyGet,
  typingSet,
  readSet,
  noteAdd,
  ticketClaim,
  ticketResolve,
  floorReturn,
]);
export type VisitorCommand = z.infer<typeof visitorCommand>;
export type AgentCommand = z.infer<typeof agentCommand>;
export type PageContext = z.infer<typeof pageContext>;
export type Hello = z.infer<typeof hello>;

/** What a visitor may know of the state. */
export type ConversationView = {
  id: ConversationId;
  floor: Floor;
  /** null before escalation. */
  status: VisitorStatus | null;
  /** null before escalation, and while the request is being registered. */
  ticketNumber: number | null;
  /** Who has taken over, if somebody has. */
  agent: { name: string } | null;
  /** The visitor has left a contact. */
  hasContact: boolean;
  /** While it is solved: what was done ("" where nothing was said), and what the visitor has said to it. */
  closing: { summary: string; confirmed: boolean; rating: Rating | null } | null;
};

/** What an agent may know of it. */
export type AgentView = {
  id: ConversationId;
  siteId: string;
  floor: Floor;
  ticket: Ticket | null;
  context: VisitorContext | null;
  /** Signed by the owner's site. null: nobody vouches for who this is. */
  person: Person | null;
  /** null: was not asked for. Absent: a server of before. */
  consent?: Consent | null;
};

/** Agents who have the conversation open now. */
export type Viewer = { id: string; name: string };
/** Last public seq that somebody of each side has seen, as far as those who are here have said; 0: nothing known. */
export type ReadMarks = { visitor: number; agent: number };
/** Who types. Visitors are told of their own agent only, and not the id. */
export type Typist = { kind: "visitor" } | { kind: "agent"; name: string; id?: string };

/** Events on a conversation socket. Clients ignore unknown types and unknown fields. */
export type ConversationEvent =
  /** Answer to `hello`. `heads` are the last seqs; `epoch` other than the client's own: forget the list and reload it. */
  | {
      type: "welcome";
      epoch: string;
      now: number;
      heads: { public: number; internal?: number };
      conversation?: ConversationView;
      ticket?: AgentView;
      read?: ReadMarks;
      /** Agents only. */
      viewers?: Viewer[];
    }
  /**
   * Messages `from`..`to` of one stream, without gaps inside. If `from` is greater than the client's last seq + 1, older
   * ones exist and were not sent (`history.get`). `more`: further pages of this resume follow.
   */
  | { type: "messages.page"; stream: Stream; from: number; to: number; messages: Message[]; more: boolean }
  | { type: "message.created"; message: Message }
  /** After the row is stored. `stream` and `seq` for commands that made a message. */
  | { type: "command.acknowledged"; clientId: string; stream?: Stream; seq?: number; at?: number }
  /** The command changed nothing. `owner`: who has the conversation (`taken`, `not_owner`). */
  | { type: "command.refused"; clientId: string; code: ErrorCode; owner?: { id: string; name: string } | null }
  | { type: "conversation.changed"; conversation: ConversationView }
  | { type: "ticket.changed"; ticket: AgentView }
  /** Holds for TYPING_MS unless it is said again. Comes to everybody but the typist's own side of the visitor. */
  | { type: "typing.changed"; who: Typist; on: boolean }
  | { type: "read.changed"; read: ReadMarks }
  /** Agents only. The asking agent is among them. */
  | { type: "viewers.changed"; viewers: Viewer[] }
  /** A frame without a usable client id could not be read; the socket lives. */
  | { type: "error"; code: ErrorCode };

/** Commands on the inbox socket (agents). */
export const inboxView = z.enum(["open", "mine", "resolved"]);
export type InboxView = z.infer<typeof inboxView>;
export const inboxCommand = z.discriminatedUnion("type", [
  z.object({
    type: z.literal("inbox.list"),
    view: inboxView,
    /** `next` of the page before. */
    after: z.string().max(100).nullable(),
  }),
  z.object({
    type: z.literal("inbox.search"),
    /** Words of the ticket, its messages or its contact, or its number. Comes back with the answer. */
    query: z.string().max(1_000),
  }),
]);
export type InboxCommand = z.infer<typeof inboxCommand>;

export type InboxCounts = { open: number; mine: number; unassigned: number };

/** Events on the inbox socket. Order of `open` and `mine`: longest waiting first, then those that wait for the visitor. */
export type InboxEvent =
  /** `revision` rises with every change while the object lives, and is another one after it slept: equal means nothing has changed. */
  | { type: "welcome"; agent: Agent; now: number; counts: InboxCounts; revision: string }
  | { type: "inbox.page"; view: InboxView; after: string | null; tickets: TicketSummary[]; next: string | null }
  /** `revision`: from now on; absent: the next welcome says it. */
  | { type: "ticket.changed"; ticket: TicketSummary; counts: InboxCounts; revision?: string }
  /** Its conversation was erased. */
  | { type: "ticket.removed"; conversationId: ConversationId; counts: InboxCounts; revision: string }
  /** Best first, at most TICKET_HITS. */
  | { type: "inbox.found"; query: string; tickets: TicketSummary[] }
  | { type: "error"; code: ErrorCode };
