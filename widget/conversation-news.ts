import type { Snapshot } from "../client/types.ts";
import type { ConversationView } from "../protocol/frames.ts";
import type { LauncherPort } from "./port.ts";

type Talk = Pick<Snapshot, "phase" | "since" | "messages"> & {
  conversation: Pick<ConversationView, "id" | "status" | "ticketNumber"> | null;
};

/**
 * Tells the page what is new: of each message once, not of those that were there before the page, nor of older ones that are being read. A
 * number stays while the bot answers again; passing to the team anew is news each time.
 */
export function tellPage(before: Talk, next: Talk, emit: LauncherPort["emit"]): void {
  const { phase, since, messages, conversation: view } = next;
  const old = before.conversation;
  const isSame = old?.id === view?.id;
  if (phase !== before.phase && phase !== "idle") emit("support-connection", { state: phase });
  const last = isSame ? (before.messages.public.at(-1)?.seq ?? 0) : 0;
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
  // Without a state before, it is an old conversation that was resumed, and no news. So is another one that was opened.
  if (!isSame || !old || !view) return;
  const { status, ticketNumber } = view;
  if (!old.status && status) emit("support-escalated");
  if (!old.ticketNumber && ticketNumber) emit("support-ticket", { number: ticketNumber });
  if (status && old.status !== status) emit("support-status", { status });
}
