import type { Snapshot } from "../client/types.ts";

/** As the server judges: an e-mail address or a telephone number, as far as a look can tell. */
export function looksReachable(contact: string): boolean {
  return /^[^\s@]+@[^\s@]+\.[^\s@]+$/.test(contact) || contact.replace(/\D/g, "").length >= 5;
}

/** An agent has joined, or the visitor has written again since the bot handed over: they are staying. */
export function hasGoneOn({ conversation, messages }: Pick<Snapshot, "conversation" | "messages">): boolean {
  if (conversation?.agent) return true;
  const handedOver = messages.public.findLastIndex(
    ({ body }) => body.kind === "phrase" && body.phrase.key.startsWith("escalated_"),
  );
  return messages.public.slice(handedOver + 1).some(({ author }) => author.kind === "visitor");
}
