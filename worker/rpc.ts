import type { Agent, AgentId, ConversationId } from "../protocol/model.ts";
import type { TicketUpsert } from "./conversation/view.ts";
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

export interface ConversationRpc extends Counted, Drained {
  /** Somebody has written here. An id that nobody used has no rows, and asking makes none. */
  exists(): boolean;
  /** Puts out the sockets of an agent's session that has ended (4401). */
  endSession(session: string): void;
}

export interface InboxRpc extends Counted, Drained {
  /** Idempotent by conversation and version: an older or equal version changes nothing, the number never changes. */
  upsert(upsert: TicketUpsert): { version: number; number: number };
  /** An agent's session has a socket open to this conversation. */
  watching(session: string, conversationId: ConversationId): void;
  /** Puts out all sockets of a session that has ended, here and in the conversations that it watches. */
  endSession(session: string): Promise<void>;
}

export type NewAccount = { secret: string; name: string; password: string };
export type SignedIn = { kind: "signed_in"; agent: Agent; session: string; expiresAt: number };
export type SetupResult = SignedIn | { kind: "gone" } | { kind: "name_taken" };
export type SignInResult = SignedIn | { kind: "wrong_credentials" } | { kind: "too_many"; retryAfterMs: number };
/** `id` names the session without opening it: part of the hash of its secret. */
export type Session = { id: string; agent: Agent; expiresAt: number };

export interface WorkspaceRpc extends Counted {
  settings(): Settings;
  needsSetup(): boolean;
  /** The first admin. The secret comes from the operator's terminal; with the first agent the door is closed for good. */
  setup(account: NewAccount): Promise<SetupResult>;
  invite(agentId: AgentId): { secret: string; expiresAt: number };
  acceptInvitation(account: NewAccount): Promise<SetupResult>;
  signIn(name: string, password: string): Promise<SignInResult>;
  /** The id of the session that has ended, if there was one. */
  signOut(secret: string): string | null;
  session(secret: string): Session | null;
  agents(): Agent[];
}
