import type { PageContext } from "../protocol/frames.ts";
import type { Core } from "./conversation.ts";
import type { Environment } from "./environment.ts";
import type { Verdict } from "./http.ts";
import type { Identity } from "./identity.ts";
import type { Own } from "./known-requests.ts";
import type { ConversationClient, KeyValueStorage } from "./types.ts";

export type VisitorOptions = {
  /** Origin of the support server, without a slash at the end. */
  server: string;
  site: string;
  /** null: nothing outlives the page. */
  storage: KeyValueStorage | null;
  /** Read when a message is sent. */
  context: () => PageContext;
  /** Made by `signedIdentity()` of identity.ts: somebody whom the owner's site knows. What is stored is kept apart for each person. */
  identity?: Identity;
  environment?: Partial<Environment>;
};

export type VisitorClient = ConversationClient & {
  /** For request-commands.ts. */
  readonly command: Core["command"];
  /**
   * The right to the files of the conversation that is shown, for files.ts; or why there is none, as with any request: a code, or try
   * again after so many ms. `begin`: a conversation is begun where there is none.
   */
  access(begin?: boolean): Promise<FileAccess | Verdict>;
  /** This browser has a conversation with the site. Reads storage, writes nothing. */
  hasSession(): boolean;
  /** Drops the conversation, what is unsent, and all that was stored. The next message begins anew. */
  forget(): void;
  /** For known-requests.ts. */
  readonly own: Own;
  /**
   * Shows another conversation of `knownRequests()`, or, with null, begins a new one with the next message; the page loads the one
   * shown last. What is unsent stays in the outbox under the conversation it was written in, is shown with that one, and goes out
   * there as soon as this page is online, whatever it shows. Other tabs keep what they show.
   */
  open(conversationId: string | null): void;
};

/** `url`: of the conversation's files. */
export type FileAccess = { url: string; token: string };
