import type { Context } from "hono";
import { identityRequest, type MineResponse } from "../../protocol/api.ts";
import { requireAsking } from "../access/beginnings.ts";
import { requirePerson } from "../access/identity.ts";
import { siteForOrigin } from "../access/origins.ts";
import { signToken } from "../access/tokens.ts";
import type { Env } from "../env.ts";
import { errorText, log } from "../log.ts";
import { conversation, visitor } from "../objects.ts";
import { heldAttributes } from "../visitor/attributes.ts";
import { requireSettings } from "./conversations.ts";
import { readJson } from "./request.ts";

type C = Context<{ Bindings: Env }>;

/** Everything that a signed person has begun at this site, whatever device it was on. */
export async function mine(c: C): Promise<Response> {
  const now = Date.now();
  const { site: name, identity } = await readJson(c.req.raw, identityRequest);
  const site = siteForOrigin(c.env, c.req.raw, await requireSettings(c.env, now), name);
  const person = await requirePerson(c.env, site.id, identity, now);
  await requireAsking(c.env, site.id, person);
  const attributes = heldAttributes(person);
  const ids = await visitor(c.env, site.id, person.id).conversations(attributes);
  const right = { siteId: site.id, person, attributes: attributes?.digest };
  const body: MineResponse = {
    conversations: await Promise.all(ids.map((conversationId) => entry(c.env, { ...right, conversationId }, now))),
  };
  return c.json(body, 200, { "Cache-Control": "no-store" });
}

/** One that cannot answer now must not hide the others: it stands there without its state. */
async function entry(env: Env, right: Parameters<typeof signToken>[1], now: number) {
  const { conversationId } = right;
  const request = await conversation(env, conversationId)
    .requestState()
    .catch((error: unknown) => {
      log("error", "request_state_unknown", { conversationId, error: errorText(error) });
      return null;
    });
  return { conversationId, ...(await signToken(env, right, now)), request };
}
