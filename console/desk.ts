import { computed, effect, signal, untracked } from "@preact/signals";
import { agentConversation } from "../client/agent.ts";
import type { Agent, ConversationId } from "../protocol/model.ts";
import { Conversations } from "./conversations.ts";
import { Erased } from "./erased.ts";
import { forgetFirstDay, loadFirstDay } from "./first-day-store.ts";
import { type InboxStore, openInbox } from "./inbox-store.ts";
import { announce } from "./notifications.ts";
import { openSeen, type SeenStore } from "./seen-store.ts";
import { me, sessionEnded, shardCount } from "./session.ts";
import { loadSites } from "./site.ts";
import { forgetSiteForms, unsavedSites } from "./site-form-store.ts";
import { draftFiles, drafts, unsent } from "./storage.ts";
import { uploadFile } from "./upload.ts";
import { Uploads } from "./uploads.ts";

/** Everything that a signed-in agent is connected to. */
export type Desk = {
  me: Agent;
  inbox: InboxStore;
  conversations: Conversations;
  seen: SeenStore;
  uploads: Uploads;
  erased: Erased;
};

/** null while nobody is signed in. */
export const desk = signal<Desk | null>(null);

const myId = computed(() => me.value?.id ?? null);

// One desk per agent, not per page: the list stays live while the team page is open, and no socket outlives the session.
effect(() => {
  if (myId.value === null) return;
  const agent = untracked(() => me.value);
  if (!agent) return;
  drafts.belongTo(agent.id);
  draftFiles.belongTo(agent.id);
  const server = location.origin;
  const conversations = new Conversations(
    (id: ConversationId) => agentConversation({ server, conversationId: id }),
    (id, pending) => unsent.note(id, pending),
  );
  const uploads = new Uploads(
    uploadFile,
    {
      read: (id) => draftFiles.read(id, Date.now()),
      write: (id, refs) => draftFiles.write(id, refs, Date.now()),
    },
    sessionEnded,
  );
  const erased = new Erased((id) => {
    conversations.forget(id);
    inbox.forget(id);
    uploads.drop(id);
    drafts.drop(id);
    unsent.drop(id);
  });
  // Opening reads what it writes, and must not begin the desk anew.
  const inbox = untracked(() =>
    openInbox(
      agent.id,
      shardCount(),
      (news) => void announce(news),
      (id) => erased.mark(id, null),
    ),
  );
  const seen = openSeen(agent.id);
  untracked(() => {
    desk.value = { me: agent, inbox, conversations, seen, uploads, erased };
  });
  void loadSites().then(async () => {
    if (agent.role === "admin" && desk.peek()?.me.id === agent.id) await loadFirstDay();
  });
  return () => {
    desk.value = null;
    inbox.close();
    conversations.close();
    uploads.close();
    seen.close();
    forgetFirstDay();
    forgetSiteForms();
  };
});

addEventListener("beforeunload", (event) => {
  if (desk.value?.conversations.unsent || desk.value?.uploads.busy || unsavedSites.value) event.preventDefault();
});
