import type { FramesResponse } from "../protocol/api.ts";
import type { ErrorCode } from "../protocol/errors.ts";
import type { Environment } from "./environment.ts";
import type { Answer } from "./http.ts";
import type { Outbox, Stored } from "./outbox.ts";
import type { MessageSend } from "./queue.ts";
import type { RequestList } from "./request-list.ts";
import type { Session } from "./session.ts";
import type { ConversationClient } from "./types.ts";

/** What could not be sent is tried again after this time, in ms. */
const AGAIN_MS = 30_000;

/** A message for the shown conversation is another tab's own to send while it is younger, in ms; if that tab lives, that is. */
const OTHERS_MS = 10_000;

/**
 * Sends what was written in conversations that are not shown, or by tabs that are closed: each message to its own, in order, one after the other. To be called
 * whenever the server can be reached; while it is at work, or waits after a failure, a call does nothing.
 *
 * @param known the rights to conversations that are not shown
 * @param client of the conversation that is shown: what waits there it sends by itself
 * @param isShown this page shows the conversation
 * @param present the right to that one
 * @param post asks the frames route of a conversation
 */
export function elsewhere(
  environment: Environment,
  outbox: Outbox,
  known: RequestList,
  client: Pick<ConversationClient, "snapshot">,
  isShown: (conversationId?: string) => boolean,
  present: () => Session | null,
  post: (session: Session, frame: MessageSend) => Promise<Answer>,
): () => void {
  let sending = false;

  /** The right to the message's conversation, if it is this function's to send now. */
  function rightTo({ to, clientId }: Stored): Session | null | undefined {
    const { phase, pending } = client.snapshot;
    if (phase !== "online" || pending.some((m) => m.clientId === clientId)) return null;
    return isShown(to) ? present() : known.find(to);
  }

  async function send(): Promise<void> {
    for (const message of outbox.all()) {
      const { to, clientId, text, choice, files, consent, state } = message;
      const session = state === "pending" && rightTo(message);
      if (!session) continue;
      if (message.at > environment.now() - OTHERS_MS && isShown(to)) return later(OTHERS_MS);
      const { verdict, body } = await post(session, {
        type: "message.send",
        clientId,
        text,
        ...(choice && { choice }),
        ...(files && { files: files.map(({ id }) => id) }),
        ...(consent && { consent }),
      });
      const [answer] = ((body as FramesResponse | null)?.events ?? []) as { type: string; code?: ErrorCode }[];
      const code = answer ? answer.code : verdict;
      // Forgotten meanwhile, or sent by another tab.
      if (!outbox.all().some((m) => m.clientId === clientId)) continue;
      if (answer?.type === "command.acknowledged") outbox.drop(clientId);
      else if (!code || typeof code === "number" || code === "too_many") {
        // The others wait, so that the order stays.
        return later(Math.max(AGAIN_MS, Number(verdict) || 0));
      } else outbox.keep({ ...message, state: "failed", code }, to);
    }
    sending = false;
  }

  function later(ms: number): void {
    environment.after(ms, () => {
      sending = false;
      begin();
    });
  }

  function begin(): void {
    if (sending) return;
    sending = true;
    void send();
  }
  return begin;
}
