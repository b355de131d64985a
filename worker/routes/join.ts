import type { Context } from "hono";
import { type ConversationResponse, joinRequest } from "../../protocol/api.ts";
import type { ConversationId } from "../../protocol/model.ts";
import { requireAsking, requireBeginning } from "../access/beginnings.ts";
import { requirePerson } from "../access/identity.ts";
import { signToken } from "../access/tokens.ts";
import { AppError } from "../app-error.ts";
import type { Env } from "../env.ts";
import { conversation, visitor } from "../objects.ts";
import { heldAttributes } from "../visitor/attributes.ts";
import { presentConversation } from "../visitor/present-conversation.ts";
import { readJson } from "./request.ts";
import { requireToken } from "./visitor-entry.ts";

type C = Context<{ Bindings: Env }>;

/**
 * The anonymous conversation of the token becomes the person's who has signed in; the token itself is good for nothing then but for the
 * same question again, whose answer may have been lost. Where nobody has written there is nothing to join, and nothing is stored: the
 * answer is the person's present conversation, as if they had begun with their identity. Throws wrong_state for what is somebody else's,
 * and for who came by a return link: it names nobody, and must not take the conversation from whoever began it.
 */
export async function join(c: C): Promise<Response> {
  const token = await requireToken(c, { anonymous: true });
  const { identity } = await readJson(c.req.raw, joinRequest);
  const now = Date.now();
  const { conversationId: asked, siteId } = token;
  const person = await requirePerson(c.env, siteId, identity, now);
  await requireAsking(c.env, siteId, person);
  if (token.link || (token.person && token.person.id !== person.id)) throw new AppError("wrong_state");
  const joined = await conversation(c.env, asked).identify(person);
  if (joined === "somebody_else") throw new AppError("wrong_state");
  const attributes = heldAttributes(person);
  let conversationId: ConversationId = asked;
  if (joined === "unwritten") {
    const begin = () => requireBeginning(c.env, c.req.raw, siteId);
    const how = { person: person.id, attributes, anew: false, requireBeginning: begin };
    conversationId = await presentConversation(c.env, siteId, how);
  } else {
    await visitor(c.env, siteId, person.id).adopt(asked, attributes);
  }
  const signed = await signToken(c.env, { conversationId, siteId, person, attributes: attributes?.digest }, now);
  const body: ConversationResponse = { conversationId, ...signed };
  return c.json(body, 200, { "Cache-Control": "no-store" });
}
