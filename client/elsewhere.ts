import type { FramesResponse } from "../protocol/api.ts";
import type { ErrorCode } from "../protocol/errors.ts";
import type { Environment } from "./environment.ts";
import { ask } from "./http.ts";
import type { Outbox } from "./outbox.ts";
import { json, type Session } from "./session.ts";

/** What could not be sent is tried again after this time, in ms. */
const AGAIN_MS = 30_000;

/**
 * Sends what was written in conversations that are not shown: each message to its own, in order, one after the other. To be called
 * whenever the server can be reached; while it is at work, or waits after a failure, a call does nothing.
 *
 * @param wayTo the frames route of a conversation and the right to it; null: not this one, or not now
 */
export function elsewhere(
  environment: Environment,
  outbox: Outbox,
  wayTo: (conversationId: string) => [url: string, session: Session] | null,
): () => void {
  let sending = false;

  async function send(): Promise<void> {
    for (const message of outbox.all()) {
      const { to, clientId, text, choice, state } = message;
      const way = to && state === "pending" && wayTo(to);
      if (!way) continue;
      const [url, session] = way;
      const { verdict, body } = await ask(
        environment,
        url,
        json({ type: "message.send", clientId, text, choice }, session),
      );
      const [answer] = ((body as FramesResponse | null)?.events ?? []) as { type: string; code?: ErrorCode }[];
      const code = answer ? answer.code : verdict;
      // Forgotten meanwhile, or sent by another tab.
      if (!outbox.all().some((m) => m.clientId === clientId)) continue;
      if (answer?.type === "command.acknowledged") outbox.drop(clientId);
      else if (!code || typeof code === "number" || code === "too_many") {
        // The others wait, so that the order stays.
        environment.after(AGAIN_MS, () => {
          sending = false;
          begin();
        });
        return;
      } else outbox.keep({ ...message, state: "failed", code }, to);
    }
    sending = false;
  }

  function begin(): void {
    if (sending) return;
    sending = true;
    void send();
  }
  return begin;
}
