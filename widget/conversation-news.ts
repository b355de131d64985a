import type { Snapshot } from "../client/types.ts";
import type { ConversationView } from "../protocol/frames.ts";
import type { LauncherPort } from "./port.ts";

type View = Pick<ConversationView, "id" | "status" | "ticketNumber">;
type News = { escalated: boolean; ticketNumber: number | null; status: ConversationView["status"] };

/** What the page is told of. A number stays while the bot answers again; passing to the team anew is news each time. */
export function newsOf(before: View | null, next: View | null): News {
  // Without a state before, it is an old conversation that was resumed, and no news. So is another one that was opened.
  if (!before || before.id !== next?.id) return { escalated: false, ticketNumber: null, status: null };
  return {
    escalated: !before.status && !!next.status,
    ticketNumber: before.ticketNumber ? null : next.ticketNumber,
    status: before.status === next.status ? null : next.status,
  };
}

type Talk = Pick<Snapshot, "phase" | "since" | "messages"> & { conversation: Pick<ConversationView, "id"> | null };

/** Tells the page of each message once: not of those that were there before the page, nor of older ones that are being read. */
export function tellPage(before: Talk, next: Talk, emit: LauncherPort["emit"]): void {
  const { phase, since, messages, conversation } = next;
  if (phase !== before.phase && phase !== "idle") emit("support-connection", { state: phase });
  const last = conversation?.id === before.conversation?.id ? (before.messages.public.at(-1)?.seq ?? 0) : 0;
  for (const { seq, author, body } of messages.public) {
    if (seq <= last || seq <= since || !("text" in body || "phrase" in body || "article" in body)) continue;
    const text = "text" in body ? body.text : "phrase" in body ? body.phrase.text : body.article.title;
    if (author.kind === "visitor") emit("support-message-sent", { text });
    else if (author.kind !== "system") {
      const name = "name" in author ? author.name : "";
      emit("support-message-received", { author: author.kind, name, text });
      if ("article" in body) emit("support-answer", { article: body.article.id, title: body.article.title });
    }
  }
}
