import type {
  FirstDay,
  IdentityKeyResponse,
  IdentityKeyState,
  RequestState,
  SettingsResponse,
} from "../protocol/api.ts";
import type { Agent, AgentId, ConversationId, Person, SiteId } from "../protocol/model.ts";
import type { SettingsUpdate } from "../protocol/settings.ts";
import type { TokenHolder } from "./conversation/admission.ts";
import type { HeldAttributes } from "./conversation/person.ts";
import type { ErasureResult } from "./conversation/tombstone.ts";
import type { TicketUpsert } from "./conversation/view.ts";
import type { OpenedFile, Side, Upload, UploadResult } from "./files/upload-types.ts";
import type { FeedbackCount } from "./workspace/article-feedback.ts";
import type { Settings } from "./workspace/settings.ts";

/*
 * The doors of the objects: what routes and other objects may call. The classes implement these; nobody else needs to know
 * the classes, so that bindings and objects do not import each other in a circle.
 */

type Counted = {
  /** Rows written since this instance woke, by cause: budgets are held against it. */
  rowsWritten(): Record<string, number>;
};
type Drained = {
  /** Self-hosted stop: closes every socket with 1012; clients come back to the next process by themselves. */
  drain(): void;
};

/**
 * "Writes nothing" is said of the call. The wake before it may find that something is to be told to the Inbox: then an alarm is set, and
 * once told, nothing more is written until somebody speaks (docs/decisions/0016).
 */
export interface ConversationRpc extends Counted, Drained {
  /** Somebody has written here. An id that nobody used has no rows, and asking makes none. */
  exists(): boolean;
  /** Writes nothing. */
  phase(): ConversationPhase;
  /**
   * Deletes everything of it: here, its files, in the Inbox and in the list of the person that it is of. Sockets are closed with 4401. Again:
   * goes on where it stopped, and gives the same receipt. `by`: the visitor; null: an admin. What stays is one row, so that no token begins it anew.
   */
  erase(id: ConversationId, by: TokenHolder | null): Promise<ErasureResult>;
  /** For the visitor's own list. null: no ticket with a number. Writes nothing. */
  requestState(): RequestState | null;
  /** Of the return link: made at the first call, the same until it is revoked. null: no ticket with a number. */
  returnSecret(): string | null;
  /** False: too many in a short time, the link still works. */
  revokeReturnLink(): boolean;
  /** The conversation's site, if this is its return link's secret now. Compared in constant time. `personal`: it is a signed person's. */
  siteByReturnSecret(secret: string): { siteId: SiteId; personal: boolean } | null;
  /** Whether who holds such a token may be here now. Writes nothing. */
  admits(holder: TokenHolder): boolean;
  /** The same, and how the request stands. */
  standing(holder: TokenHolder): Standing;
  /**
   * What was begun anonymously is this person's from now on: agents see it, other visitors' sockets are put out (4401). Again for the
   * same person: changes nothing but what the person's site says of them by now.
   */
  identify(person: Person): "identified" | "somebody_else" | "unwritten";
  /** Keeps a file until a message names it, at most FILE_ORPHAN_MS. All or nothing: what is not `kept` has left nothing. */
  keepFile(upload: Upload): Promise<UploadResult>;
  /** An upload that came to nothing after it was kept. */
  discardFile(id: string): Promise<void>;
  /** For whom it is; null: there is no such file, or the other side has not sent it. Writes nothing. */
  openFile(id: string, by: Side): OpenedFile | null;
  /** Puts out the sockets of agents' sessions that have ended (4401). */
  endSessions(sessions: string[]): void;
  /** What the Inbox should know, now; null without a ticket. Writes nothing. Anti-entropy compares it with the Inbox's row. */
  ticketState(): TicketUpsert | null;
  /**
   * Tells the Inbox everything again, whatever it has acknowledged. False: there is no ticket to tell of. Throws when the Inbox could
   * not be told now: the conversation goes on trying.
   */
  reportTicket(): Promise<boolean>;
}

/** `closed`: it has a ticket, and that is closed. */
export type ConversationPhase = "unwritten" | "open" | "closed" | "erased";

export interface InboxRpc extends Counted, Drained {
  /** Idempotent by conversation and version: an older or equal version changes nothing, the number never changes. */
  upsert(upsert: TicketUpsert): Promise<{ version: number; number: number }>;
  /** Row and words of an erased conversation go, consoles hear of it; an upsert that is late brings nothing back. Idempotent. */
  forget(conversationId: ConversationId): void;
  /** Whether there is a ticket of this conversation: asked before an object is touched on a stranger's word. Writes nothing. */
  knows(conversationId: ConversationId): boolean;
  /** An agent's session has a socket open to this conversation: whoever is put out must be put out there as well. */
  watching(session: string, conversationId: ConversationId): void;
  /**
   * Puts out all sockets of sessions that have ended, here and in the conversations that they watch. A conversation that does not hear
   * is told again by the alarm: who calls need not.
   */
  endSessions(sessions: string[]): Promise<void>;
  metrics(): InboxMetrics;
}

export type InboxMetrics = {
  shard: number;
  open: number;
  sockets: number;
  /** Longest time, in ms, that a conversation was ahead of the inbox before its upsert came through; since this instance woke. */
  longestAheadMs: number;
  upserts: number;
  /** Rows that anti-entropy has found behind their conversation, since this instance woke. */
  healed: number;
};

export type Standing =
  | { kind: "admitted"; request: RequestState | null }
  /** It is a signed person's, and the token is not theirs. */
  | { kind: "refused" }
  | { kind: "erased" }
  | { kind: "too_many" };

/** One per site and signed person: which conversations are theirs, and what their site says of them beside name and e-mail. */
export interface VisitorRpc extends Counted {
  /** Newest first, at most PERSON_CONVERSATIONS. Keeps the attributes of the identity that asks, if they are others than before. */
  conversations(attributes?: HeldAttributes | null): ConversationId[];
  /** Of the newest identity that has asked. */
  attributes(): HeldAttributes | null;
  /** One that was begun anonymously: as the newest, unless it is theirs already. */
  adopt(conversationId: ConversationId, attributes: HeldAttributes | null): void;
  /**
   * Remembers it as the newest, unless another one than `seen` is the newest by now: then that one. So two devices that begin at
   * once begin the same.
   */
  begin(
    conversationId: ConversationId,
    seen: ConversationId | null,
    attributes?: HeldAttributes | null,
  ): ConversationId;
  /** These are erased. Returns how many there still are; with the last one everything goes. */
  forget(conversations: ConversationId[]): number;
}

export interface LimiterRpc {
  /** The shape of Cloudflare's rate-limit binding: what is behind it is a matter of deployment. */
  limit(options: { key: string }): { success: boolean };
  /** Takes all of these bytes or none; `retryAfterMs`: when so many may be there. */
  upload(options: { key: string; bytes: number }): { success: boolean; retryAfterMs: number };
}

export type NewAccount = { secret: string; name: string; password: string };
export type SignedIn = { kind: "signed_in"; agent: Agent; session: string; expiresAt: number };
export type SetupResult = SignedIn | { kind: "gone" } | { kind: "name_taken" };
export type SignInResult = SignedIn | { kind: "wrong_credentials" } | { kind: "too_many"; retryAfterMs: number };
/** `id` names the session without opening it: part of the hash of its secret. */
export type Session = { id: string; agent: Agent; expiresAt: number };

/** What a site's identities are signed with. `secrets`: HMAC keys in base64url, newest first, at most two; part of no snapshot and no response. */
export type IdentityKeySet = { secrets: string[]; publicKey: string | null };

export type SaveResult =
  | { kind: "saved"; response: SettingsResponse }
  /** Somebody else has saved since that version. */
  | { kind: "conflict" }
  | { kind: "unknown" };

export interface WorkspaceRpc extends Counted {
  settings(): Settings;
  identityKeys(site: SiteId): IdentityKeySet;
  identityKeyState(site: string): IdentityKeyState | null;
  /** ES256, checked before; null takes it away. null: an unknown site. */
  setPublicKey(site: string, pem: string | null): IdentityKeyState | null;
  /** A new key; null for an unknown site. */
  newIdentityKey(site: string): IdentityKeyResponse | null;
  /**
   * The next block of ticket numbers: `from` to `to`, never given before to any shard, so that a wiped Inbox repeats no number.
   * `above`: the highest number that the caller knows of.
   */
  reserveNumbers(above: number): { from: number; to: number };
  /** Sites by id or `default`; null for one that is not configured, here and below. */
  siteSettings(site: string): SettingsResponse | null;
  saveSiteSettings(site: string, update: SettingsUpdate): SaveResult;
  /** A page of that origin has shown the site's widget. Remembered within bounds. */
  pageSeen(site: string, origin: string): void;
  /** The bot was asked from the console. Counted up to 3. */
  questionTried(site: string): void;
  firstDay(site: string): Omit<FirstDay, "knowledge"> | null;
  /** Counted for an article that exists; dropped where too many come at once. */
  articleHelped(site: string, locale: string, article: string, helped: boolean): void;
  feedback(site: string): FeedbackCount[];
  needsSetup(): boolean;
  /** The first admin. The secret comes from the operator's terminal; with the first agent the door is closed for good. */
  setup(account: NewAccount): Promise<SetupResult>;
  invite(agentId: AgentId): { secret: string; expiresAt: number };
  acceptInvitation(account: NewAccount): Promise<SetupResult>;
  signIn(name: string, password: string): Promise<SignInResult>;
  /** The id of the session that has ended, if there was one; again until `sessionsHeard`. */
  signOut(secret: string): string | null;
  session(secret: string): Session | null;
  agents(): Agent[];
  /**
   * Takes the account and its sessions away. The ids of the sessions that have ended, again until `sessionsHeard`; null: no such
   * agent, or the last admin.
   */
  removeAgent(id: AgentId): string[] | null;
  /** Every Inbox shard knows that these have ended: they need not be told again. */
  sessionsHeard(sessions: string[]): void;
}
