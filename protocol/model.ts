import type { Action, ArticleRef, Block } from "./article.ts";

declare const brand: unique symbol;
type Branded<Name extends string> = string & { readonly [brand]: Name };

/** `c_` + one shard character + 26 base32 characters (130 random bits). */
export type ConversationId = Branded<"ConversationId">;
/** `a_` + 16 base32 characters. */
export type AgentId = Branded<"AgentId">;
/** Folder name of the knowledge base, `[a-z0-9-]{1,40}`. */
export type SiteId = Branded<"SiteId">;

export const CONVERSATION_ID = /^c_[0-9a-hjkmnp-tv-z]{27}$/;
export const SITE_ID = /^[a-z0-9-]{1,40}$/;
/** Deskbell's own help, for owners, agents and operators. Never the `default` site, and no chat belongs to it. */
export const HELP_SITE = "deskbell" as SiteId;
/** Client id: chosen by the sender once per command and kept over resends. */
export const CLIENT_ID = /^[A-Za-z0-9_-]{8,64}$/;

/** Languages of console, help centre and settings. Articles may exist in others. */
export const LOCALES = ["en", "ru"] as const;
export type Locale = (typeof LOCALES)[number];

/** Languages in which the widget and the bot speak to visitors; another one falls back to English words. */
export const SPOKEN = ["en", "ru", "de", "es", "ar"] as const;
export type Spoken = (typeof SPOKEN)[number];

export type Stream = "public" | "internal";
export type Floor = "bot" | "human" | "nobody";

export type Author =
  | { kind: "visitor" }
  | { kind: "bot" }
  | { kind: "system" }
  | { kind: "agent"; id: AgentId; name: string };

/**
 * A button under a bot's message. `pick` is an article id, which holds a "/", perhaps with # and a step of its guided steps; or a
 * word: `none` of the offered articles, `yes` / `no` (did this help?), `human` (wants a person). Clients send it back as it is.
 */
export type Option = { pick: string; label: string };

/** Fixed phrases of bot and system. Stored with parameters and locale beside the rendered text. */
export type PhraseKey =
  | "greeting"
  | "thanks"
  | "glad"
  | "clarify"
  | "escalated_nothing_found"
  | "escalated_asked_for_human"
  | "escalated_said_no"
  | "escalated_article"
  | "escalated_kb_unavailable"
  | "escalated_upset"
  | "escalated_several"
  | "escalated_again"
  /** Two questions in one message, both as buttons; one of them has no article. */
  | "two_questions"
  | "half_known"
  /** The passage that answers has been shown before. */
  | "above"
  /** The message was only a number, an address or a phone number. */
  | "data_number"
  | "data_email"
  | "data_phone"
  /** … or only files, which the bot cannot read. */
  | "data_file"
  /** What was offered did not suit. */
  | "rephrase"
  /** The message was not understood; nothing had been offered. */
  | "unclear"
  /** "Are you a bot?" */
  | "identity"
  /** A question of an article with guided steps: `params` has its `text`, and `article` and `title` of the article. */
  | "guided_step"
  /** What was written is none of the answers of the step before; its buttons once more. */
  | "guided_again"
  | "agent_joined"
  | "agent_returned_to_bot"
  | "resolved"
  | "reopened";

export type Phrase = { key: PhraseKey; params: Record<string, string>; locale: Spoken; text: string };

/** `f_` + 26 base32 characters (130 random bits). */
export const FILE_ID = /^f_[0-9a-hjkmnp-tv-z]{26}$/;

/** What may be attached. Everything else is refused, whatever its name says; the first bytes are looked at. */
export const FILE_TYPES = [
  "image/png",
  "image/jpeg",
  "image/webp",
  "image/gif",
  "application/pdf",
  "text/plain",
] as const;
export type FileType = (typeof FILE_TYPES)[number];

/** An attached file. `size` in bytes; `width` and `height` in pixels, of pictures only. `name` is text from outside: 1 to FILE_NAME_MAX code points, one line. */
export type FileRef = { id: string; name: string; type: FileType; size: number; width?: number; height?: number };

export type Body =
  /** Written by a visitor or an agent. `pick` says that it was a button, not typing. `text` is "" only where there are `files`. */
  | { kind: "text"; text: string; pick?: string; files?: FileRef[] }
  /** The passage of an article that answers. */
  | {
      kind: "answer";
      locale: Spoken;
      article: ArticleRef;
      passage: Block[];
      /** The passage is the whole article. */
      whole: boolean;
      actions: Action[];
      options: Option[];
    }
  /** A fixed phrase of bot or system, perhaps with buttons. */
  | { kind: "phrase"; phrase: Phrase; options: Option[] }
  /** Internal stream only. */
  | { kind: "note"; text: string }
  | { kind: "activity"; activity: Activity };

export type Activity =
  | { type: "contact_given"; contact: string }
  | { type: "handed_back"; agent: string }
  /** The visitor says that it is solved; "no" is the public phrase `reopened`. */
  | { type: "confirmed" }
  /** Nobody said anything to a solution for seven days. */
  | { type: "closed_unconfirmed" }
  | { type: "rated"; stars: number; text: string }
  /** The visitor has agreed, before the first message, to what the owner's text says. */
  | { type: "consented"; consent: Consent }
  /** What was begun anonymously now belongs to a signed person. */
  | { type: "identified"; person: string };

/** `text` as it was shown, `version` names it, `at` in ms since 1970 UTC, by the server's clock. */
export type Consent = { text: string; version: string; at: number };

/** `stars` 1 to 5; `text` may be empty. */
export type Rating = { stars: number; text: string };

/** `seq` is dense and strictly increasing within its stream. `at` is the server's clock, ms since 1970 UTC. */
export type Message = {
  stream: Stream;
  seq: number;
  at: number;
  author: Author;
  body: Body;
  /** The sender's own id, so that a client finds its pending message again. */
  clientId?: string;
  /** Only ever on an agent's socket. */
  explanation?: Explanation;
};

export const ESCALATION_REASONS = [
  "nothing_found",
  "asked_for_human",
  "said_no_twice",
  "article_says_so",
  "steps_did_not_help",
  "kb_unavailable",
  "upset",
  "several_questions",
  "asked_again",
] as const;
export type EscalationReason = (typeof ESCALATION_REASONS)[number];

/** `from` was typed, `to` was looked up. layout: keys of the other keyboard; translit: words of one alphabet in letters of the other. */
export type Correction = { from: string; to: string; kind: "layout" | "translit" | "typo" };

/** Each ranker's share of a candidate's score; they add up to it. learned: what the phrasings taught; likeness: nearest phrasings; terms: BM25. */
export type RankerShares = { learned: number; likeness: number; terms: number };

/** Guided steps of an article that a visitor went through: what was asked, and the button they pressed (or typed). Up to 10 steps. */
export type GuidedPath = { article: ArticleRef; steps: { asked: string; answered: string }[] };

/** Why the bot did what it did; for agents, never for visitors. Scores are rounded to 4 digits. */
export type Explanation = {
  /** Content hash of the knowledge base, or null when it could not be loaded. */
  kbVersion: string | null;
  decision: "answer" | "clarify" | "escalate" | "small_talk";
  reason?: EscalationReason;
  /** The question after analysis (stems). */
  terms: string[];
  unknownTerms: string[];
  /** What typing was read as; absent when nothing was corrected. */
  corrections?: Correction[];
  hits: { id: string; title: string; score: number; confidence: number; shares?: RankerShares }[];
  /** 0..1, belief that the best hit is right. */
  confidence: number;
  /** 0..1, belief that the right one is among the first three; the bot asks back from `clarifyThreshold` on. */
  offer?: number;
  answerThreshold: number;
  clarifyThreshold: number;
  /** In guided steps, and when they or anything after them ended with people. */
  path?: GuidedPath;
};

/** What a visitor reads of a request: four plain states. */
export type VisitorStatus = "received" | "in_progress" | "waiting_for_you" | "solved";
export type TicketStatus = "open" | "waiting" | "snoozed" | "resolved" | "closed";
export type Priority = "low" | "normal" | "high" | "urgent";
export type Line = 1 | 2 | 3 | 4;

/** Facts about the visitor's page and browser. All of it is unverified text from outside. */
export type VisitorContext = {
  locale: Spoken;
  timeZone: string;
  pageUrl: string;
  pageTitle: string;
  referrer: string;
  /** The User-Agent header of the socket, not of a frame. */
  browser: string;
  /** What the page has said with `setContext`: by whoever runs the page, unverified. Absent: nothing. */
  attributes?: Record<string, string>;
};

/** Truth of a ticket; lives in its Conversation. */
export type Ticket = {
  /** null until the Inbox has given one. */
  number: number | null;
  status: TicketStatus;
  line: Line;
  priority: Priority;
  reason: EscalationReason;
  assignee: { id: AgentId; name: string } | null;
  /** The visitor's question that the bot did not answer. */
  subject: string;
  contact: string | null;
  openedAt: number;
  /** Since when the visitor waits for a human; null while they do not. */
  waitingSince: number | null;
  resolvedAt: number | null;
  settingsVersion: number;
  /** What was done, in the agent's words, for the visitor. Absent in tickets of the first version, as are the next two. */
  summary?: string;
  /** When the visitor said that it is solved. */
  confirmedAt?: number | null;
  rating?: Rating | null;
};

/** One row of the inbox: a copy that can be rebuilt. */
export type TicketSummary = {
  conversationId: ConversationId;
  siteId: SiteId;
  /** Rises with every change of the conversation; an older one never replaces a newer one. */
  version: number;
  number: number;
  status: TicketStatus;
  line: Line;
  priority: Priority;
  reason: EscalationReason;
  assignee: { id: AgentId; name: string } | null;
  subject: string;
  preview: { author: Author["kind"]; text: string };
  locale: Spoken;
  openedAt: number;
  updatedAt: number;
  waitingSince: number | null;
};

/** Who the owner's site says that the visitor is: signed, so verified. `name` and `email` may be "". `attributes`: other claims of the token, as text. */
export type Person = { id: string; name: string; email: string; attributes?: Record<string, string> };

export type Agent = { id: AgentId; name: string; role: "admin" | "agent" };
