import type { RequestState } from "../protocol/api.ts";
import type { PageContext } from "../protocol/frames.ts";
import type { Environment } from "./environment.ts";
import type { Verdict } from "./http.ts";
import type { Identity } from "./identity.ts";
import type { CommandResult, ConversationClient, KeyValueStorage } from "./types.ts";

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
  setContact(contact: string): Promise<CommandResult>;
  /** Of a solved request: yes closes it, no opens it again. */
  confirm(solved: boolean): Promise<CommandResult>;
  /** 1 to 5 stars and perhaps a sentence. */
  rate(stars: number, text: string): Promise<CommandResult>;
  /**
   * The right to the files of the conversation that is shown, for files.ts; or why there is none, as with any request: a code, or try
   * again after so many ms. `begin`: a conversation is begun where there is none.
   */
  access(begin?: boolean): Promise<FileAccess | Verdict>;
  /** This browser has a conversation with the site. Reads storage, writes nothing. */
  hasSession(): boolean;
  /** Drops the conversation, what is unsent, and all that was stored. The next message begins anew. */
  forget(): void;
  /** Requests of this browser at this site, newest first, the present one among them; as of the last time they were seen. */
  requests(): KnownRequest[];
  /**
   * Asks the server for the state of all of them and writes it down. Those that are gone drop out, unless something in them is
   * unsent. A signed person's come from the server: those of other devices too.
   */
  refreshRequests(): Promise<KnownRequest[]>;
  /**
   * Shows another conversation of `requests()`, or, with null, begins a new one with the next message; the page loads the one
   * shown last. What is unsent stays in the outbox under the conversation it was written in, is shown with that one, and goes out
   * there as soon as this page is online, whatever it shows. Other tabs keep what they show.
   */
  open(conversationId: string | null): void;
  /** The address that opens this conversation on any device; null: there is none (no number yet, or no connection). */
  returnLink(): Promise<string | null>;
  /** The address stops working. False: that could not be done. */
  revokeReturnLink(): Promise<boolean>;
};

/** `url`: of the conversation's files. */
export type FileAccess = { url: string; token: string };

/** One line of "my requests". `unsent`: messages that wait in this browser, or have failed. */
export type KnownRequest = RequestState & { conversationId: string; unsent: number };
