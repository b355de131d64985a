import type { Context } from "hono";
import { type ErasureReceipt, type ErasureResponse, identityRequest } from "../../protocol/api.ts";
import type { ConversationId } from "../../protocol/model.ts";
import { requireAgent } from "../access/agents.ts";
import { requireAsking } from "../access/beginnings.ts";
import { requirePerson } from "../access/identity.ts";
import { requireOwnOrigin, siteForOrigin } from "../access/origins.ts";
import { AppError } from "../app-error.ts";
import type { TokenHolder } from "../conversation/admission.ts";
import { parseConversationId } from "../conversation/id.ts";
import { emptyReceipt } from "../conversation/tombstone.ts";
import type { Env } from "../env.ts";
import { errorText, log } from "../log.ts";
import { conversation, visitor } from "../objects.ts";
import { requireSettings } from "./conversations.ts";
import { readJson } from "./request.ts";
import { holderOf, requireToken } from "./visitor-entry.ts";

type C = Context<{ Bindings: Env }>;
const NO_STORE = { "Cache-Control": "no-store" };

/*
 * Erasure. A receipt says that everything is gone, so it is given only when it is; asked again, the same one comes. 503 where somebody has
 * not answered: it goes on by itself, and asking again helps.
 */

export async function byVisitor(c: C): Promise<Response> {
  // A site that asks for signed visitors now may have let this one in before.
  const token = await requireToken(c, { anonymous: true });
  const { conversationId } = token;
  const receipt = await erased(c.env, conversationId, holderOf(token));
  return c.json(receipt ?? emptyReceipt(conversationId, Date.now()), 200, NO_STORE);
}

/** Admins: what is gone is gone for everybody. 404 for what nobody has ever written in. */
export async function byAgent(c: C): Promise<Response> {
  requireOwnOrigin(c.env, c.req.raw);
  const { agent } = await requireAgent(c.env, c.req.raw);
  if (agent.role !== "admin") throw new AppError("forbidden");
  const id = parseConversationId(c.req.param("id") ?? "");
  const receipt = id && (await erased(c.env, id));
  if (!receipt) throw new AppError("not_found");
  return c.json(receipt, 200, NO_STORE);
}

/** All of a signed person's, newest first, as many as their list gives at once; and the list itself. */
export async function mine(c: C): Promise<Response> {
  const now = Date.now();
  const { site: name, identity } = await readJson(c.req.raw, identityRequest);
  const site = siteForOrigin(c.env, c.req.raw, await requireSettings(c.env, now), name);
  const person = await requirePerson(c.env, site.id, identity, now);
  await requireAsking(c.env, site.id, person);
  const ids = await visitor(c.env, site.id, person.id).conversations();
  const erase = (id: ConversationId) => erased(c.env, id, { person: person.id });
  const asked = await Promise.all(ids.map((id) => erase(id).then((receipt) => ({ id, receipt }), failed)));
  const done = asked.filter((one) => one !== null);
  const body: ErasureResponse = {
    receipts: done.flatMap(({ receipt }) => receipt ?? []),
    left: await visitor(c.env, site.id, person.id).forget(done.map(({ id }) => id)),
  };
  return c.json(body, 200, NO_STORE);
}

/** null: nobody has ever written there. Throws unavailable, too_many, and for a visitor who may not: unauthorized, forbidden. */
async function erased(env: Env, id: ConversationId, by?: TokenHolder): Promise<ErasureReceipt | null> {
  const result = await conversation(env, id).erase(id, by ?? null);
  switch (result.kind) {
    case "erased":
      return result.receipt;
    case "unwritten":
      return null;
    case "refused":
      throw new AppError(result.code);
    case "pending":
      throw new AppError("unavailable", { retryAfterMs: 5_000 });
    case "too_many":
      throw new AppError("too_many", { retryAfterMs: 15_000 });
  }
}

/** It stays in the list, and is counted as left. */
function failed(error: unknown): null {
  log("error", "erasure_failed", { error: errorText(error) });
  return null;
}
