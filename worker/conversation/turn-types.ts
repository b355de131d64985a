import type { ErrorCode } from "../../protocol/errors.ts";
import type { PageContext } from "../../protocol/frames.ts";
import type { AgentId, Author, Consent, FileRef, Message, Stream } from "../../protocol/model.ts";
import type { Hours } from "../../protocol/settings.ts";
import type { BotInput, BotReply } from "../bot/respond.ts";
import type { ConversationState, Heads } from "./state.ts";

/* What goes into a turn and what comes out of it. */

export type Agent = { id: AgentId; name: string };

export type Command =
  | {
      kind: "visitor_message";
      clientId: string;
      text: string;
      choice?: { of: number; pick: string } | undefined;
      /** Ids, as uploaded before. */
      files?: readonly string[] | undefined;
      context?: PageContext | undefined;
      /** Version of the text that they have agreed to. */
      consent?: string | undefined;
      /** From the socket's User-Agent header. */
      browser: string;
    }
  | { kind: "contact"; clientId: string; contact: string }
  | { kind: "confirm"; clientId: string; solved: boolean }
  | { kind: "rate"; clientId: string; stars: number; text: string }
  | { kind: "agent_message"; clientId: string; agent: Agent; text: string; files?: readonly string[] | undefined }
  | { kind: "note"; clientId: string; agent: Agent; text: string }
  | { kind: "claim"; clientId: string; agent: Agent; expected: string | null }
  | { kind: "resolve"; clientId: string; agent: Agent; summary: string }
  | { kind: "return_to_bot"; clientId: string; agent: Agent };

/** What is stored, as far as a turn may look at it. */
export type Transcript = {
  heads: Heads;
  find(authorId: string, clientId: string): Message | null;
  /** Last public messages, oldest first. */
  recent(count: number): Message[];
};

export type World = {
  now: number;
  state: ConversationState;
  transcript: Transcript;
  settingsVersion: number;
  /** When the site's agents are there; null: nobody has said. */
  hours: Hours | null;
  /** What a visitor of this site may have been asked to agree to; empty where the command does not say that they have. */
  consents: readonly Omit<Consent, "at">[];
  respond: (input: BotInput) => BotReply;
  /** What that side has uploaded and not sent yet, in the order of the ids; null: one of them is nothing that it may send. */
  attached: (ids: readonly string[], by: "visitor" | "agent") => FileRef[] | null;
  /** Whether the visitor may say one more thing now. Asked once, for what is no repeat. */
  mayWrite: () => boolean;
};

export type Acknowledgement = { clientId: string; stream?: Stream; seq?: number; at?: number };

export type TurnResult =
  | {
      kind: "changed";
      entries: Message[];
      state: ConversationState;
      acknowledgement: Acknowledgement;
      /** The ticket changed: the Inbox must hear of it. */
      sync: boolean;
    }
  /** Seen before, or already so: acknowledged again, nothing written. */
  | { kind: "unchanged"; acknowledgement: Acknowledgement }
  | { kind: "refused"; clientId: string; code: ErrorCode; owner?: Agent | null };

export type Of<Kind extends Command["kind"]> = Extract<Command, { kind: Kind }>;
export type Verb = Of<"claim" | "resolve" | "return_to_bot">;

/** Who wrote, as a storage key: the pair (author id, client id) is unique. */
export function authorId(author: Author): string {
  return author.kind === "agent" ? author.id : author.kind;
}
