import { env } from "cloudflare:workers";
import type { ConversationResponse } from "../../protocol/api.ts";
import { TOKEN_TTL_MS } from "../../protocol/limits.ts";
import type { SiteId } from "../../protocol/model.ts";
import { signToken } from "../access/tokens.ts";
import { newConversationId } from "../conversation/id.ts";
import type { Env } from "../env.ts";

export const bindings = env as unknown as Env;

/** A visitor's right to a new conversation, as the route gives it, without the route's limit on beginnings. */
export async function mintSession(options: { site?: string; expiresAt?: number } = {}): Promise<ConversationResponse> {
  const conversationId = newConversationId(0);
  const now = options.expiresAt === undefined ? Date.now() : options.expiresAt - TOKEN_TTL_MS;
  const signed = await signToken(bindings, { conversationId, siteId: (options.site ?? "demo") as SiteId }, now);
  return { conversationId, ...signed };
}
