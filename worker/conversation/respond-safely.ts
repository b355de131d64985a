import { type BotInput, type BotReply, respond } from "../bot/respond.ts";
import type { KnowledgeBase } from "../kb/knowledge-base.ts";
import { errorText, log } from "../log.ts";

/** A fault in the bot must not cost the visitor's message: it becomes a ticket, as with no knowledge base at all. */
export function respondSafely(input: BotInput, kb: KnowledgeBase | null): BotReply {
  try {
    return respond(input, kb);
  } catch (error) {
    log("error", "bot_failed", { error: errorText(error) });
    // Nor must a fault in the opening hours: without them the same words are said.
    const { when: _, ...plain } = input;
    return respond(plain, null);
  }
}
