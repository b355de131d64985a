import * as z from "zod";
import type { ArticleRef, SearchHit } from "./article.ts";
import { CONTEXT_FIELD_MAX, NAME_MAX, PASSWORD_MAX, PASSWORD_MIN } from "./limits.ts";
import type { Agent, ConversationId, Locale } from "./model.ts";
import { SITE_ID } from "./model.ts";

/*
 * HTTP shapes. Public reading (no object is touched, cacheable, Access-Control-Allow-Origin: *):
 *   GET  /v1/sites/:site/home?lang=            → HomeResponse        `:site` may be `default`
 *   GET  /v1/sites/:site/search?lang=&q=       → SearchResponse
 *   GET  /v1/sites/:site/articles/:category/:slug?lang= → Article
 *   GET  /v1/sites/:site/origin                → OriginResponse (not cached): may this page use the chat?
 * Visitors (Origin on the site's list, Bearer token):
 *   POST /v1/conversations                     → ConversationResponse (201)
 *   GET  /v1/conversations/:id/session         → SessionResponse
 *   GET  /v1/conversations/:id/socket          → 101, subprotocols `deskbell.1`, `t.<token>`
 * Agents (session cookie; mutations also need the header `X-Deskbell: 1` and this server's Origin):
 *   GET  /v1/console/state                     → ConsoleState
 *   POST /v1/console/setup                     Account → ConsoleState
 *   POST /v1/console/sign-in                   SignIn → ConsoleState
 *   POST /v1/console/sign-out                  → 204
 *   GET  /v1/console/agents                    → AgentsResponse
 *   POST /v1/console/invitations               → InvitationResponse (201, admins)
 *   POST /v1/console/invitations/accept        Account → ConsoleState
 *   GET  /v1/console/inbox/socket              → 101, subprotocol `deskbell.1`
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
  articles: ArticleRef[];
};

/** Whether the asking page's origin is on the site's list. */
export type OriginResponse = { allowed: boolean };

export type SearchResponse = { kbVersion: string; hits: SearchHit[] };

export const conversationRequest = z.object({ site: z.string().regex(SITE_ID) });

export type ConversationResponse = { conversationId: ConversationId; token: string; expiresAt: number };
/** `token` only when the old one is past half of its life: use it from then on. */
export type SessionResponse = { conversationId: ConversationId; expiresAt: number; token?: string };

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
};
export type AgentsResponse = { agents: Agent[] };
/** `secret` is shown once; the console builds `<own origin>/console/join#<secret>` of it. */
export type InvitationResponse = { secret: string; expiresAt: number };
