import { SUBPROTOCOL } from "../protocol/limits.ts";
import { conversationClient, isTooLong } from "./conversation.ts";
import { type Environment, environmentOf } from "./environment.ts";
import { ask, type Verdict } from "./http.ts";
import type { CommandResult, ConversationClient } from "./types.ts";

export type AgentOptions = {
  /** Origin of the support server, without a slash at the end; the session cookie is its. */
  server: string;
  conversationId: string;
  environment?: Partial<Environment>;
};

export type AgentClient = ConversationClient & {
  addNote(text: string): Promise<CommandResult>;
  claim(expected: string | null): Promise<CommandResult>;
  /** `summary`: what was done, for the visitor. */
  resolve(summary?: string): Promise<CommandResult>;
  returnToBot(): Promise<CommandResult>;
};

/** One conversation as an agent sees it, both streams. Nothing outlives the page. */
export function agentConversation({ server, conversationId, environment }: AgentOptions): AgentClient {
  const path = `/v1/console/conversations/${encodeURIComponent(conversationId)}`;
  const session = `${server}${path}/session`;
  const core = conversationClient({
    role: "agent",
    environment: environmentOf(environment),
    outbox: null,
    context: null,
    mayConnect: () => true,
    url: `${server.replace(/^http/, "ws")}${path}/socket`,
    protocols: () => [SUBPROTOCOL],
    afterRefusedUpgrade: async () =>
      (await ask(environmentOf(environment), session, { credentials: "same-origin" })).verdict,
  });
  return Object.assign(core, {
    addNote(text: string) {
      const note = text.trim();
      return core.command({ type: "note.add", text: note }, (!note && "empty") || (isTooLong(note) && "too_big"));
    },
    claim: (expected: string | null) => core.command({ type: "ticket.claim", expected }),
    resolve: (summary = "") => core.command({ type: "ticket.resolve", ...(summary && { summary }) }),
    returnToBot: () => core.command({ type: "floor.return" }),
  });
}

/** `afterRefusedUpgrade` of the inbox: "unauthorized" if nobody is signed in any more, null if somebody is. */
export async function checkAgent(server: string, environment?: Partial<Environment>): Promise<Verdict | null> {
  const { verdict, body } = await ask(environmentOf(environment), `${server}/v1/console/state`, {
    credentials: "same-origin",
  });
  return verdict ?? (body.agent ? null : "unauthorized");
}
