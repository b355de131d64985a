import * as z from "zod";
import type { ArticleRef, SearchHit } from "./article.ts";
import type { ConversationEvent, InboxEvent } from "./frames.ts";
import { CONTEXT_FIELD_MAX, NAME_MAX, PASSWORD_MAX, PASSWORD_MIN } from "./limits.ts";
import type { Agent, Body, ConversationId, Explanation, Locale, VisitorStatus } from "./model.ts";
import { SITE_ID } from "./model.ts";
import type { SiteSettings, Way } from "./settings.ts";

/*
 * HTTP shapes. Public reading (no object is touched, cacheable, Access-Control-Allow-Origin: *):
 *   GET  /v1/sites/:site/home?lang=&suggest=   → HomeResponse        `:site` may be `default`
 *   GET  /v1/sites/:site/search?lang=&q=       → SearchResponse
 *   GET  /v1/sites/:site/articles/:category/:slug?lang= → Article
 *   GET  /v1/sites/:site/origin                → OriginResponse (not cached): may this page use the chat?
 *   POST /v1/sites/:site/articles/:category/:slug/feedback  Feedback → 204; a form (helped=yes|no) → 303 back to the article's page
 *   POST /v1/return                            ReturnLink → ReturnResponse; 404 for a link that is wrong, altered or revoked
 * Visitors (Origin on the site's list, Bearer token):
 *   POST /v1/conversations                     ConversationRequest → ConversationResponse (201): with a signed identity the person's present conversation
 *   POST /v1/conversations/mine                Identity → MineResponse: the conversations of a signed identity
 *   GET  /v1/conversations/:id/session?request=1 → SessionResponse (`request` only when asked for)
 *   POST /v1/conversations/:id/identity        JoinRequest → ConversationResponse: an anonymous conversation joins a signed person's; 409 wrong_state if it is somebody's
 *   DELETE /v1/conversations/:id               → ErasureReceipt: everything of it is deleted, in the inbox too
 *   POST /v1/conversations/mine/erase          Identity → ErasureResponse: the same for all of a signed person's
 *   POST /v1/conversations/:id/files           the file's bytes; Content-Type, X-File-Name (percent-encoded UTF-8) → FileRef (201); 413, 415
 *   GET  /v1/conversations/:id/files/:file     → the bytes, as an attachment
 *   POST /v1/conversations/:id/return-link     → ReturnLinkResponse: the same link until it is revoked; 409 wrong_state without a ticket number
 *   DELETE /v1/conversations/:id/return-link   → 204: the link stops working
 *   GET  /v1/conversations/:id/socket          → 101, subprotocols `deskbell.1`, `t.<token>`
 *   GET  /v1/conversations/:id/events?public=&internal=&epoch=&state=&wait= → EventsResponse: the other door, where sockets are blocked
 *   POST /v1/conversations/:id/frames          one command → FramesResponse
 * Agents (session cookie; mutations also need the header `X-Deskbell: 1` and this server's Origin):
 *   GET  /v1/console/state                     → ConsoleState
 *   POST /v1/console/setup                     Account → ConsoleState
 *   POST /v1/console/sign-in                   SignIn → ConsoleState
 *   POST /v1/console/sign-out                  → 204
 *   GET  /v1/console/agents                    → AgentsResponse
 *   DELETE /v1/console/agents/:id              → 204 (admins, not oneself): signed out everywhere within 5 s
 *   POST /v1/console/invitations               → InvitationResponse (201, admins)
 *   POST /v1/console/invitations/accept        Account → ConsoleState
 *   GET  /v1/console/sites/:site/settings      → SettingsResponse
 *   PUT  /v1/console/sites/:site/settings      SettingsUpdate → SettingsResponse (admins); 409 conflict: somebody else saved meanwhile
 *   GET  /v1/console/sites/:site/identity-key  → IdentityKeyState (admins)
 *   POST /v1/console/sites/:site/identity-key  → IdentityKeyResponse (201, admins): a new key; the one before it goes on being valid
 *   PUT  /v1/console/sites/:site/identity-key  PublicKey → IdentityKeyState (admins): ES256, beside the keys that were made here; "" takes it away
 *   GET  /v1/console/sites/:site/first-day     → FirstDay
 *   GET  /v1/console/sites/:site/feedback      → FeedbackResponse
 *   POST /v1/console/sites/:site/ask           Ask → AskResponse: what the bot would answer, and why; nothing is stored
 *   POST /v1/console/conversations/:id/return-link → ReturnLinkResponse
 *   DELETE /v1/console/conversations/:id/return-link → 204
 *   GET  /v1/console/inbox/socket?shard=       → 101, subprotocol `deskbell.1`
 *   GET  /v1/console/inbox/events?shard=&state=&wait=, POST /v1/console/inbox/frames?shard= → as for conversations
 *   GET  /v1/console/conversations/:id/events, POST /v1/console/conversations/:id/frames → as for visitors
 *   POST /v1/console/conversations/:id/files, GET /v1/console/conversations/:id/files/:file → as for visitors
 *   DELETE /v1/console/conversations/:id       → ErasureReceipt (admins)
 *   GET  /v1/console/conversations/:id/session → 200, 401, 404: why an upgrade was refused
 *   GET  /v1/console/conversations/:id/socket  → 101, subprotocol `deskbell.1`
 */

export type HomeResponse = {
  site: string;
  /** Shown as the panel's title. */
  name: string;
  /** Locale of the articles below: the asked one, or the site's first. */
  locale: string;
  kbVersion: string | null;
  /** Popular articles. */
  articles: ArticleRef[];
  /** What the page's `suggest` named and the knowledge base has, in that order. */
  suggested: ArticleRef[];
  /** The owner's own greeting; null: the widget's. */
  greeting: string | null;
  /** Who answers when, one or two sentences in the asked language: "The bot answers at once. Agents: tomorrow from 9:00 (Moscow)." */
  presence: string;
  /** The owner's other ways. */
  ways: WayLink[];
  /** Path of the site's help centre in this language. */
  help: string;
  /** What a visitor agrees to where the tag asks for it. `version` names text and language. */
  consent: { text: string; version: string };
  /** Bytes of one file; null: none may be attached. */
  files: { maxBytes: number } | null;
  /** Anonymous visitors are refused. */
  identityRequired: boolean;
};

/** `href` is tel:, mailto: or https:. */
export type WayLink = { kind: Way["kind"]; label: string; href: string; hours: string };

/** Did the article help? Counted, never shown to others. */
export const feedback = z.object({ helped: z.boolean() });

/** `link` is what stands behind the # of the return link: conversation id, dot, secret. */
export const returnLink = z.object({ link: z.string().max(100) });
export type ReturnResponse = ConversationResponse & { site: string };
/** The whole address, secret in the fragment. */
export type ReturnLinkResponse = { url: string };

/** A request in the visitor's own list. `subject` is the visitor's own question. */
export type RequestState = { number: number; status: VisitorStatus; subject: string; updatedAt: number };

/** Whether the asking page's origin is on the site's list. */
export type OriginResponse = { allowed: boolean };

export type SearchResponse = { kbVersion: string; hits: SearchHit[] };

/** A JWT of the owner's server: HS256, `aud` the site, `sub` the person, `exp`, `iat`, perhaps `name` and `email`. */
const signedIdentity = z.string().min(1).max(4_096);
export const conversationRequest = z.object({
  site: z.string().regex(SITE_ID),
  identity: signedIdentity.optional(),
  /** With an identity: a new conversation although there is a present one. */
  anew: z.boolean().optional(),
});
export const identityRequest = z.object({ site: z.string().regex(SITE_ID), identity: signedIdentity });
/** Newest first, at most PERSON_CONVERSATIONS. `request` is null without a ticket number. */
export type MineResponse = { conversations: (ConversationResponse & { request: RequestState | null })[] };

/**
 * The HTTP door. `events` begins with `welcome` and goes on with what the caller lacks. It is answered at once if there is such a
 * thing, or if the state is another one than `state` of the answer before; else as soon as something happens, at the latest after
 * `wait` ms (at most POLL_WAIT_MS). For the inbox `state` is the `revision`.
 */
export type EventsResponse = { events: ConversationEvent[] | InboxEvent[]; state: string };
/** What the socket would have answered to this one command. 200 also where that is a no: the door has done its work. */
export type FramesResponse = { events: ConversationEvent[] | InboxEvent[] };

/** The anonymous conversation of the Bearer token; the answer's token says whose it is now. */
export const joinRequest = z.object({ identity: signedIdentity });
/** What was deleted. `request`: the ticket's number, null without one. */
export type ErasureReceipt = {
  conversationId: ConversationId;
  erasedAt: number;
  messages: number;
  files: number;
  request: number | null;
};
/** `left`: conversations that could not be deleted now; to be asked again. */
export type ErasureResponse = { receipts: ErasureReceipt[]; left: number };

/** `publicKey`: SPKI in PEM of an ES256 key (P-256), or null. */
export const publicKey = z.object({ publicKey: z.string().trim().max(2_000) });
export type IdentityKeyState = { createdAt: number | null; publicKey: string | null };
/** `key` is shown once: 32 bytes in base64url, whose bytes are the HMAC key. */
export type IdentityKeyResponse = { key: string; createdAt: number };

export type ConversationResponse = { conversationId: ConversationId; token: string; expiresAt: number };
/** `token` only when the old one is past half of its life: use it from then on. */
export type SessionResponse = {
  conversationId: ConversationId;
  expiresAt: number;
  token?: string;
  /** null: there is no ticket with a number. */
  request?: RequestState | null;
};

const name = z
  .string()
  .trim()
  .refine((s) => s.length > 0 && [...s].length <= NAME_MAX, `1 to ${NAME_MAX} characters`);

/** Set-up of the first admin, or an invited colleague. `secret` comes from the link's fragment. */
export const account = z.object({
  secret: z.string().max(CONTEXT_FIELD_MAX),
  name,
  password: z.string().min(PASSWORD_MIN).max(PASSWORD_MAX),
});
export const signIn = z.object({ name, password: z.string().min(1).max(PASSWORD_MAX) });

export type ConsoleState = {
  /** True until the first admin exists. */
  needsSetup: boolean;
  agent: Agent | null;
  workspace: { name: string; locale: Locale };
  /** Inbox shards; a console listens to each. */
  shards: number;
};
export type AgentsResponse = { agents: Agent[] };
/** `secret` is shown once; the console builds `<own origin>/console/join#<secret>` of it. */
export type InvitationResponse = { secret: string; expiresAt: number };

export type SettingsResponse = {
  site: string;
  /** All sites of the workspace, this one among them. */
  sites: string[];
  /** To be sent back with an update. */
  version: number;
  settings: SiteSettings;
  /** Origins that come from the server's own configuration and cannot be removed here. */
  configuredOrigins: string[];
};

export type FirstDay = {
  site: string;
  /** Pages that have shown the widget, newest first. `listed`: the chat may be used there. */
  seen: { origin: string; listed: boolean; at: number }[];
  /** `own`: not the demo company's articles. Articles by language; `unfilled` of them still hold [a place to fill in]. */
  knowledge: { own: boolean; articles: Record<string, number>; unfilled: number };
  hours: boolean;
  ways: boolean;
  /** Agents of the workspace. */
  agents: number;
  /** Test questions asked with `ask`, counted up to 3. */
  tried: number;
};

export type FeedbackResponse = { articles: { id: string; locale: string; title: string; yes: number; no: number }[] };

export const ask = z.object({ locale: z.string().regex(/^[a-z]{2,3}$/), text: z.string().trim().min(1).max(1_000) });
export type AskResponse = { body: Body; explanation: Explanation };
