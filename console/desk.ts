import { computed, effect, signal, untracked } from "@preact/signals";
import { agentConversation } from "../client/agent.ts";
import type { Agent, ConversationId } from "../protocol/model.ts";
import { Conversations } from "./conversations.ts";
import { type InboxStore, openInbox } from "./inbox-store.ts";
import { me } from "./session.ts";

/** Everything that a signed-in agent is connected to. */
export type Desk = { me: Agent; inbox: InboxStore; conversations: Conversations };

/** null while nobody is signed in. */
export const desk = signal<Desk | null>(null);

const myId = computed(() => me.value?.id ?? null);

// One desk per agent, not per page: the list stays live while the team page is open, and no socket outlives the session.
effect(() => {
  if (myId.value === null) return;
  const agent = untracked(() => me.value);
  if (!agent) return;
  const server = location.origin;
  const conversations = new Conversations((id: ConversationId) => agentConversation({ server, conversationId: id }));
  const inbox = openInbox(agent.id);
  desk.value = { me: agent, inbox, conversations };
  return () => {
    desk.value = null;
    inbox.close();
    conversations.close();
  };
});

addEventListener("beforeunload", (event) => {
  if (desk.value?.conversations.unsent) event.preventDefault();
});
